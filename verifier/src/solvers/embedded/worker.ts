/** One worker thread with its z3, as the pool sees it. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Ending, Part } from '../attempts.js';
import { patienceFor, Watchdog } from '../watchdog.js';
import type { FromWorker, Job } from './messages.js';

const PROGRAM = fileURLToPath(new URL('worker-main.js', import.meta.url)).replace(
  /([/\\])src([/\\]solvers[/\\]embedded[/\\])/,
  '$1dist$2',
);

/** Why there can be no worker; undefined when there can. */
export function whyNoWorker(): string | undefined {
  return existsSync(PROGRAM) ? undefined : `${PROGRAM} is not compiled`;
}

export class Z3Worker {
  /** Jobs that it has taken so far. */
  jobs = 0;
  dead = false;
  private readonly thread: Worker;
  private readonly watchdog: Watchdog;
  private hear: (message: FromWorker) => void = () => undefined;
  private loaded = false;

  constructor() {
    // Its own streams stay silent: everything is in the messages.
    this.thread = new Worker(pathToFileURL(PROGRAM), { stdout: true, stderr: true });
    this.thread.unref();
    this.watchdog = new Watchdog(() => {
      this.die({ kind: 'time' });
    });
    this.thread.on('message', (message: FromWorker) => {
      if (message.kind === 'loaded') this.loaded = true;
      this.hear(message);
    });
    this.thread.on('error', (failure) => {
      this.die({ kind: 'crashed', detail: String(failure) });
    });
    this.thread.on('exit', () => {
      this.die({ kind: 'crashed', detail: 'the worker ended by itself' });
    });
  }

  /** Runs one job at a time; never rejects. */
  run(part: Part): Promise<Ending> {
    this.jobs += 1;
    // Waiting for an answer keeps the process alive, being ready for one does not.
    this.thread.ref();
    return new Promise<Ending>((resolve) => {
      this.converse(part, resolve);
    });
  }

  end(): void {
    this.die({ kind: 'cancelled' });
  }

  private converse(part: Part, resolve: (ending: Ending) => void): void {
    const patience = patienceFor(part.settings.timeoutMs);
    let ready = false;
    const cancel = (): void => {
      this.die({ kind: 'cancelled' });
    };
    const finish = (ending: Ending): void => {
      this.watchdog.rest();
      part.cancel?.removeEventListener('abort', cancel);
      this.hear = () => undefined;
      this.onDeath = () => undefined;
      this.thread.unref();
      resolve(ending);
    };
    this.onDeath = (death) => {
      finish(endingOf(death, ready));
    };
    this.hear = (message) => {
      this.watchdog.pat(patience);
      switch (message.kind) {
        case 'loaded':
          break;
        case 'ready':
          ready = true;
          break;
        case 'answer':
          part.answered(message.answer);
          break;
        case 'done':
          finish({ kind: 'done' });
          break;
        case 'dead':
          this.die({ kind: 'crashed', detail: message.reason });
          break;
      }
    };
    part.cancel?.addEventListener('abort', cancel);
    if (this.dead) {
      finish(endingOf({ kind: 'crashed', detail: 'the worker could not be started' }, ready));
      return;
    }
    this.watchdog.pat(this.loaded ? patience : Math.max(patience, LOADING));
    const { query, settings, first } = part;
    this.thread.postMessage({ query, settings, first } satisfies Job);
  }

  private onDeath: (death: Death) => void = () => undefined;

  private die(death: Death): void {
    if (this.dead) return;
    this.dead = true;
    this.watchdog.rest();
    void this.thread.terminate();
    this.onDeath(death);
  }
}

type Death =
  | { readonly kind: 'time' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly detail: string };

/** A machine under load may take long to compile the module. */
const LOADING = 60_000;

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
