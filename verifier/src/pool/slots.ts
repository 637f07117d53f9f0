/** So many at a time, the others in the order in which they came. */
import type { Cancellation } from '../smt/query.js';

export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor(count: number) {
    this.free = count;
  }

  /** Whoever is cancelled while waiting does its work, which is to say so, at once. */
  async use<T>(work: () => Promise<T>, cancel?: Cancellation): Promise<T> {
    const held = await this.take(cancel);
    try {
      return await work();
    } finally {
      if (held) this.release();
    }
  }

  private async take(cancel: Cancellation | undefined): Promise<boolean> {
    if (this.free > 0) {
      this.free -= 1;
      return true;
    }
    if (cancel?.aborted === true) return false;
    return new Promise<boolean>((resolve) => {
      const go = (): void => {
        cancel?.removeEventListener('abort', leave);
        resolve(true);
      };
      const leave = (): void => {
        this.waiting.splice(this.waiting.indexOf(go), 1);
        resolve(false);
      };
      cancel?.addEventListener('abort', leave);
      this.waiting.push(go);
    });
  }

  private release(): void {
    // Handed on rather than freed, so that nobody who comes now overtakes those who wait.
    const next = this.waiting.shift();
    if (next === undefined) this.free += 1;
    else next();
  }
}
