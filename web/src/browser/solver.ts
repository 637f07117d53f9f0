/** The solver of the page: z3 in workers, with the answers that it has given. Loaded when first needed. */
import {
  RememberingSolver,
  SolverPool,
  type AnswerStore,
  type FromWorker,
  type Listener,
  type Thread,
} from '@maat/verifier';
import { version } from 'z3-solver/package.json';
import type { StopFlag } from '../workers/z3.worker.js';

/** Half of the processors: the page itself is to stay quick. Each worker takes much memory. */
const MOST_WORKERS = 4;

/** Why there can be no solver here; undefined when there can. */
export function whyNoSolver(): string | undefined {
  return crossOriginIsolated
    ? undefined
    : 'The solver needs a page that is isolated from other origins. Reload the page; if that does not help, this browser does not allow it, or the server takes it away.';
}

export function openSolver(hash: (text: string) => string): RememberingSolver {
  const workers = Math.max(
    1,
    Math.min(MOST_WORKERS, Math.floor(navigator.hardwareConcurrency / 2)),
  );
  const platform = { version, start: startThread, timers: TIMERS };
  return new RememberingSolver(new SolverPool(platform, { workers }), new AnswerMemory(), hash);
}

function startThread(listener: Listener): Thread {
  const worker = new Worker(new URL('../workers/z3.worker.ts', import.meta.url), {
    type: 'module',
    name: 'z3',
  });
  const flag = new SharedArrayBuffer(4);
  const wanted = new Int32Array(flag);
  worker.postMessage({ flag } satisfies StopFlag);
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    listener.hear(data);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    listener.failed(event.message);
  });
  return {
    post: (job) => {
      Atomics.store(wanted, 0, 0);
      worker.postMessage(job);
    },
    end: () => {
      worker.terminate();
    },
    stop: () => {
      Atomics.store(wanted, 0, 1);
    },
  };
}

const TIMERS = {
  after: (milliseconds: number, then: () => void): (() => void) => {
    const timer = setTimeout(then, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
  soon: (then: () => void): void => {
    setTimeout(then);
  },
};

/** The newest answers. Texts are long, what is kept of them is short: a key and a verdict, seldom a model. */
class AnswerMemory implements AnswerStore {
  readonly #answers = new Map<string, string>();

  get(key: string): string | undefined {
    return this.#answers.get(key);
  }

  put(entries: readonly (readonly [key: string, text: string])[]): void {
    for (const [key, text] of entries) this.#answers.set(key, text);
    for (const key of this.#answers.keys()) {
      if (this.#answers.size <= MOST_ANSWERS) break;
      this.#answers.delete(key);
    }
  }
}

const MOST_ANSWERS = 20_000;
