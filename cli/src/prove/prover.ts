// A process that proves one file after the other; when it breaks down, that file has no answer and the next one gets a new process.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../outcome.js';
import type { Answer, Order } from './one-file.js';

export class Prover {
  #child: ChildProcess | undefined;

  /** Rejects when the process ends before it has answered. */
  async prove(order: Order): Promise<Outcome> {
    const child = this.#running();
    const over = new AbortController();
    const { signal } = over;
    try {
      child.send(order);
      return await Promise.race([
        once(child, 'message', { signal }).then(([answer]) => (answer as Answer).outcome),
        once(child, 'exit', { signal }).then(([code, by]) => {
          throw new Error(`the process that proves ${order.file} ended: ${String(by ?? code)}`);
        }),
      ]);
    } catch (error) {
      this.end();
      throw error;
    } finally {
      over.abort();
    }
  }

  end(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #running(): ChildProcess {
    if (this.#child?.connected !== true)
      this.#child = fork(CHILD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return this.#child;
  }
}

/** Compiled code, also for tests that run the sources. */
const CHILD = fileURLToPath(new URL('../../dist/prove/one-file.js', import.meta.url));
