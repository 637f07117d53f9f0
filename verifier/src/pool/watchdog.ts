/** Strikes when nothing was heard for a while, unless it was the listener itself who did not listen. */

/** The platform's timers. */
export interface Timers {
  /** Gives what calls it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
  /** After the messages that have come already. */
  readonly soon: (work: () => void) => void;
}

export class Watchdog {
  private readonly strike: () => void;
  private readonly timers: Timers;
  private patience = Infinity;
  private callOff: () => void = () => undefined;
  private heard = 0;

  constructor(strike: () => void, timers: Timers) {
    this.strike = strike;
    this.timers = timers;
  }

  /** Something was heard; from now on so many milliseconds may pass. */
  pat(patience = this.patience): void {
    this.rest();
    this.patience = patience;
    if (!Number.isFinite(patience)) return;
    const { heard } = this;
    this.callOff = this.timers.after(Math.min(patience, LONGEST), () => {
      // A thread that was busy has its timers fire before the messages that came meanwhile: hear those first.
      this.timers.soon(() => {
        if (this.heard === heard) this.strike();
      });
    });
  }

  rest(): void {
    this.callOff();
    this.heard += 1;
  }
}

/** How long a solver with this time limit may be silent: it needs a while to notice, and to read the text. */
export function patienceFor(timeoutMs: number): number {
  return timeoutMs > 0 ? timeoutMs * 1.5 + 2000 : Infinity;
}

/** More than a timer can count; some three weeks. */
const LONGEST = 2 ** 31 - 1;
