/** Starts the workers, lazily, and starts one anew that was ended. */
import { wrap, type Remote } from 'comlink';
import type { LanguageApi } from '../workers/language.worker.ts';
import type { DeriveApi } from '../workers/derive.worker.js';
import type { ExploreApi } from '../workers/explore.worker.js';
import type { RunApi } from '../workers/run.worker.js';
import type { TraceApi } from '../workers/trace.worker.js';

/** A worker that is started when first asked for. */
export interface Lazy<T> {
  readonly get: () => Remote<T>;
  /** Ends what it is doing; the next question starts it anew. */
  readonly end: () => void;
}

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

function lazy<T>(start: () => Worker): Lazy<T> {
  let running: { readonly worker: Worker; readonly remote: Remote<T> } | undefined;
  return {
    get: () => {
      if (running === undefined) {
        const worker = start();
        running = { worker, remote: wrap<T>(worker) };
      }
      return running.remote;
    },
    end: () => {
      running?.worker.terminate();
      running = undefined;
    },
  };
}
