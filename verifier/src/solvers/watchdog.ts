/** Strikes when nothing was heard for a while, unless it was the listener itself who did not listen. */
export class Watchdog {
  private readonly strike: () => void;
  private patience = Infinity;
  private timer: NodeJS.Timeout | undefined;
  private heard = 0;

  constructor(strike: () => void) {
    this.strike = strike;
  }

  /** Something was heard; from now on so many milliseconds may pass. */
  pat(patience = this.patience): void {
    clearTimeout(this.timer);
    this.patience = patience;
    this.heard += 1;
    if (!Number.isFinite(patience)) return;
    const { heard } = this;
    this.timer = setTimeout(
      () => {
        // A thread that was busy has its timers fire before the messages that came meanwhile: hear those first.
        setImmediate(() => {
          if (this.heard === heard) this.strike();
        });
      },
      Math.min(patience, LONGEST),
    );
  }

  rest(): void {
    clearTimeout(this.timer);
    this.heard += 1;
  }
}

/** How long a solver with this time limit may be silent: it needs a while to notice, and to read the text. */
export function patienceFor(timeoutMs: number): number {
  return timeoutMs > 0 ? timeoutMs * 1.5 + 2000 : Infinity;
}

/** More than a timer can count; some three weeks. */
const LONGEST = 2 ** 31 - 1;
