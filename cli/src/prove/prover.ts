// A process that proves one file after the other; when it breaks down, that file has no answer and the next one gets a new process.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../outcome.js';
import type { Answer, Order } from './one-file.js';

export class Prover {
  #child: ChildProcess | undefined;

  /** Rejects when the process ends before it has answered. */
  prove(order: Order): Promise<Outcome> {
    const child = this.#running();
    return new Promise((resolve, reject) => {
      const settled = (settle: () => void): void => {
        child.removeAllListeners();
        settle();
      };
      child.once('error', (error) => {
        this.#child = undefined;
        settled(() => {
          reject(error);
        });
      });
      child.once('message', ({ outcome }: Answer) => {
        settled(() => {
          resolve(outcome);
        });
      });
      child.once('exit', (code, signal) => {
        this.#child = undefined;
        const how = String(signal ?? code);
        settled(() => {
          reject(new Error(`the process that proves ${order.file} ended: ${how}`));
        });
      });
      child.send(order);
    });
  }

  end(): void {
    this.#child?.kill();
    this.#child = undefined;
  }

  #running(): ChildProcess {
    this.#child ??= fork(CHILD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return this.#child;
  }
}

/** Compiled code, also for tests that run the sources. */
const CHILD = fileURLToPath(new URL('../../dist/prove/one-file.js', import.meta.url));
