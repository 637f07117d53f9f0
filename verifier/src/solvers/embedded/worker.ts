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
  private loaded = false;
  private current: Current | undefined;

  constructor() {
    // Its own streams stay silent: everything is in the messages. What node was told about the main
    // program, such as how to read its text, is not for this one.
    const options = { stdout: true, stderr: true, execArgv: [] };
    this.thread = new Worker(pathToFileURL(PROGRAM), options);
    this.thread.unref();
    this.watchdog = new Watchdog(() => {
      this.die({ kind: 'time' });
    });
    this.thread.on('message', (message: FromWorker) => {
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
    if (this.dead) return Promise.resolve(endingOf(UNBORN, false));
    this.jobs += 1;
    // Waiting for an answer keeps the process alive, being ready for one does not.
    this.thread.ref();
    const patience = patienceFor(part.settings.timeoutMs);
    this.watchdog.pat(this.loaded ? patience : Math.max(patience, LOADING));
    part.cancel?.addEventListener('abort', this.end);
    return new Promise((resolve) => {
      this.current = { part, patience, ready: false, resolve };
      const { query, settings, first } = part;
      this.thread.postMessage({ query, settings, first } satisfies Job);
    });
  }

  readonly end = (): void => {
    this.die({ kind: 'cancelled' });
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
        this.finish({ kind: 'done' });
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
    this.thread.unref();
    current?.part.cancel?.removeEventListener('abort', this.end);
    current?.resolve(ending);
  }

  private die(death: Death): void {
    if (this.dead) return;
    this.dead = true;
    void this.thread.terminate();
    this.finish(endingOf(death, this.current?.ready ?? false));
  }
}

/** The job that it is at. */
interface Current {
  readonly part: Part;
  readonly patience: number;
  ready: boolean;
  readonly resolve: (ending: Ending) => void;
}

type Death =
  | { readonly kind: 'time' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'crashed'; readonly detail: string };

const UNBORN: Death = { kind: 'crashed', detail: 'the worker could not be started' };

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
