/** A solver that remembers on disk: for this process and later ones. */
import { createHash } from 'node:crypto';
import { RememberingSolver } from '../../pool/remembering.js';
import type { Solver } from '../../smt/query.js';
import { Store, type StoreOptions } from './store.js';

export class CachedSolver extends RememberingSolver {
  private readonly disk: Store;

  constructor(inner: Solver, directory: string, options: StoreOptions = {}) {
    const disk = new Store(directory, options);
    super(inner, disk, hash);
    this.disk = disk;
  }

  /** Why answers are not kept, if they are not. */
  get trouble(): string | undefined {
    return this.disk.trouble;
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
