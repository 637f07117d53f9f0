// Progress on standard error: silent for two seconds, then at most one line a second.
import type { Host } from '../host.js';

const QUIET = 2000;
const PAUSE = 1000;

export class Progress {
  readonly #host: Host;
  readonly #started: number;
  #last = 0;

  constructor(host: Host) {
    this.#host = host;
    this.#started = host.now();
  }

  seconds(): number {
    return (this.#host.now() - this.#started) / 1000;
  }

  /** Says where the work stands, if it is time to say something. The text is made only then. */
  tick(text: () => string): void {
    const now = this.#host.now();
    if (now - this.#started < QUIET || now - this.#last < PAUSE) return;
    this.#last = now;
    this.#host.err(`  ${this.seconds().toFixed(0)} s  ${text()}\n`);
  }
}
