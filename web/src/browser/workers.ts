/** Starts the workers, lazily, and starts one anew that was ended. */
import { wrap, type Remote } from 'comlink';
import { after } from './timing.js';
import type { CheckerApi } from '../workers/checker.worker.js';
import type { LanguageApi } from '../workers/language.worker.js';
import type { DeriveApi } from '../workers/derive.worker.js';
import type { ExamineApi } from '../workers/examine.worker.js';
import type { ExploreApi } from '../workers/explore.worker.js';
import type { ProveApi } from '../workers/prove.worker.js';
import type { LiveApi } from '../workers/live.worker.js';
import type { RunApi } from '../workers/run.worker.js';
import type { TraceApi } from '../workers/trace.worker.js';

/** A worker that is started when first asked for. */
export interface Lazy<T> {
  readonly get: () => Remote<T>;
  /** Ends what it is doing; the next question starts it anew. */
  readonly end: () => void;
  /** Asks; rejects when the worker fails or is ended meanwhile. */
  readonly ask: <R>(question: (remote: Remote<T>) => Promise<R>) => Promise<R>;
  /** Asks to stop what it does; one that is too busy to hear it is ended. Whether it goes on to live. */
  readonly stop: (question: (remote: Remote<T>) => Promise<void>) => Promise<boolean>;
}

/** Milliseconds in which a worker has to hear that it is to stop: whoever types wants the processor. */
const HEARS_WITHIN = 50;
const YES = (): boolean => true;
const NO = (): boolean => false;

export const checker = lazy<CheckerApi>(
  () => new Worker(new URL('../workers/checker.worker.ts', import.meta.url), { type: 'module' }),
);

export const language = lazy<LanguageApi>(
  () => new Worker(new URL('../workers/language.worker.ts', import.meta.url), { type: 'module' }),
);

export const runner = lazy<RunApi>(
  () => new Worker(new URL('../workers/run.worker.ts', import.meta.url), { type: 'module' }),
);

export const explorer = lazy<ExploreApi>(
  () => new Worker(new URL('../workers/explore.worker.ts', import.meta.url), { type: 'module' }),
);

export const tracer = lazy<TraceApi>(
  () => new Worker(new URL('../workers/trace.worker.ts', import.meta.url), { type: 'module' }),
);

export const deriver = lazy<DeriveApi>(
  () => new Worker(new URL('../workers/derive.worker.ts', import.meta.url), { type: 'module' }),
);

export const examiner = lazy<ExamineApi>(
  () => new Worker(new URL('../workers/examine.worker.ts', import.meta.url), { type: 'module' }),
);

/** What the panels ask for, and what is proved in the background: none waits for another. */
export const prover = lazy<ProveApi>(startProver);
export const derivationProver = lazy<ProveApi>(startProver);
export const backgroundProver = lazy<ProveApi>(startProver);

function startProver(): Worker {
  return new Worker(new URL('../workers/prove.worker.ts', import.meta.url), { type: 'module' });
}

interface Running<T> {
  readonly worker: Worker;
  readonly remote: Remote<T>;
  /** Rejects when the worker has failed or was ended. */
  readonly over: Promise<never>;
  readonly fail: (reason: string) => void;
}

export const live = lazy<LiveApi>(
  () => new Worker(new URL('../workers/live.worker.ts', import.meta.url), { type: 'module' }),
);

/** Holds running groups against their services, beside the one that reads dropped logs. */
export const monitor = lazy<TraceApi>(
  () => new Worker(new URL('../workers/trace.worker.ts', import.meta.url), { type: 'module' }),
);

function lazy<T>(start: () => Worker): Lazy<T> {
  let running: Running<T> | undefined;
  const begun = (): Running<T> => (running ??= begin(start()));
  const end = (reason: string): void => {
    running?.worker.terminate();
    running?.fail(reason);
    running = undefined;
  };
  const begin = (worker: Worker): Running<T> => {
    worker.addEventListener('error', (event) => {
      if (running?.worker === worker) end(`the worker failed: ${event.message}`);
    });
    return { worker, remote: wrap<T>(worker), ...ending() };
  };
  return {
    get: () => begun().remote,
    end: () => {
      end('it was ended');
    },
    ask: (question) => {
      const { remote, over } = begun();
      return Promise.race([question(remote), over]);
    },
    stop: async (question) => {
      const asked = running;
      if (asked === undefined) return false;
      const heard = question(asked.remote).then(YES, NO);
      const hears = await Promise.race([heard, after(HEARS_WITHIN).then(NO)]);
      if (!hears && running === asked) end('it was ended');
      return hears;
    },
  };
}

function ending(): Pick<Running<unknown>, 'over' | 'fail'> {
  let fail: (reason: string) => void = () => undefined;
  const over = new Promise<never>((_, reject) => {
    fail = (reason) => {
      reject(new Error(reason));
    };
  });
  // Whoever asked is told; that nobody has asked is no mistake.
  over.catch(() => undefined);
  return { over, fail };
}
