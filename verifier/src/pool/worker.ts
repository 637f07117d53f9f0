/** One worker with its z3, as the pool sees it, whatever platform it runs on. */
import type { Ending, Part } from './attempts.js';
import type { FromWorker, Job } from './messages.js';
import { patienceFor, Watchdog, type Timers } from './watchdog.js';

/** A thread that runs `work`. */
export interface Thread {
  readonly post: (job: Job) => void;
  /** At once, whatever it is doing. */
  readonly end: () => void;
  /** Asks it to leave the rest of its job; absent where only an end helps. */
  readonly stop?: () => void;
  /** Whether somebody waits for it. */
  readonly hold?: (isWaitedFor: boolean) => void;
}

export interface Listener {
  readonly hear: (message: FromWorker) => void;
  readonly failed: (detail: string) => void;
}

export type StartThread = (listener: Listener) => Thread;

export class Z3Worker {
  /** Jobs that it has taken so far. */
  jobs = 0;
  dead = false;
  private readonly thread: Thread;
  private readonly watchdog: Watchdog;
  private loaded = false;
  private current: Current | undefined;

  constructor(start: StartThread, timers: Timers) {
    this.watchdog = new Watchdog(() => {
      this.die({ kind: this.current?.isLeft === true ? 'cancelled' : 'time' });
    }, timers);
    this.thread = start({
      hear: (message) => {
        this.hear(message);
      },
      failed: (detail) => {
        this.die({ kind: 'crashed', detail });
      },
    });
  }

  /** Runs one job at a time; never rejects. */
  run(part: Part): Promise<Ending> {
    if (this.dead) return Promise.resolve(endingOf(UNBORN, false));
    this.jobs += 1;
    // Waiting for an answer keeps the process alive, being ready for one does not.
    this.thread.hold?.(true);
    const patience = patienceFor(part.settings.timeoutMs);
    this.watchdog.pat(this.loaded ? patience : Math.max(patience, LOADING));
    part.cancel?.addEventListener('abort', this.leave);
    return new Promise((resolve) => {
      this.current = { part, patience, ready: false, isLeft: false, resolve };
      const { query, settings, first } = part;
      this.thread.post({ query, settings, first });
    });
  }

  end(): void {
    this.die({ kind: 'cancelled' });
  }

  /** A worker that can be asked to leave its job is not lost with it, unless it does not answer soon. */
  private readonly leave = (): void => {
    const { current, thread } = this;
    if (current === undefined || thread.stop === undefined) {
      this.end();
      return;
    }
    current.isLeft = true;
    current.patience = LEAVING;
    thread.stop();
    if (this.loaded) this.watchdog.pat(LEAVING);
  };

  private hear(message: FromWorker): void {
    if (message.kind === 'loaded') this.loaded = true;
    const { current } = this;
    if (current === undefined) return;
    this.watchdog.pat(current.patience);
    switch (message.kind) {
      case 'loaded':
        break;
      case 'ready':
        current.ready = true;
        break;
      case 'answer':
        current.part.answered(message.answer);
        break;
      case 'done':
        this.finish(current.isLeft ? endingOf({ kind: 'cancelled' }, true) : { kind: 'done' });
        break;
      case 'dead':
        this.die({ kind: 'crashed', detail: message.reason });
        break;
    }
  }

  private finish(ending: Ending): void {
    const { current } = this;
    this.current = undefined;
    this.watchdog.rest();
    this.thread.hold?.(false);
    current?.part.cancel?.removeEventListener('abort', this.leave);
    current?.resolve(ending);
  }

  private die(death: Death): void {
    if (this.dead) return;
    this.dead = true;
    this.thread.end();
    this.finish(endingOf(death, this.current?.ready ?? false));
  }
}

/** The job that it is at. */
interface Current {
  readonly part: Part;
  patience: number;
  ready: boolean;
  /** Nobody wants its answers any more. */
  isLeft: boolean;
  readonly resolve: (ending: Ending) => void;
}

type Death =
  | { readonly kind: 'time' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly detail: string };

const UNBORN: Death = { kind: 'crashed', detail: 'the worker could not be started' };

/** A machine under load may take long to compile the module. */
const LOADING = 60_000;

/** How long a question may go on that nobody wants answered: less than it takes to load another module. */
const LEAVING = 500;

function endingOf(death: Death, ready: boolean): Ending {
  switch (death.kind) {
    case 'time':
      return { kind: 'died', reason: 'time', detail: 'no answer in time: it was ended', ready };
    case 'cancelled':
      return { kind: 'died', reason: 'cancelled', detail: 'cancelled', ready };
    case 'crashed':
      return { kind: 'died', reason: 'crashed', detail: death.detail, ready };
  }
}
