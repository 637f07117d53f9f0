/** The embedded solver: z3 as WebAssembly in worker threads. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { SolverPool, type PoolOptions } from '../../pool/pool.js';
import { TIMERS } from '../timers.js';
import { startThread } from './thread.js';

export class EmbeddedSolver extends SolverPool {
  /** As many workers as processors unless told. */
  constructor(options: Partial<PoolOptions> = {}) {
    const platform = { version: versionOfPackage(), start: startThread, timers: TIMERS };
    super(platform, { workers: availableParallelism(), ...options });
  }
}

function versionOfPackage(): string {
  const about = createRequire(import.meta.url)('z3-solver/package.json') as { version: string };
  return about.version;
}
