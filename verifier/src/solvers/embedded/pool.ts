/** The embedded solver: z3 as WebAssembly in a pool of warm worker threads. */
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type { Answer, Cancellation, Query, Settings, Solver } from '../../smt/query.js';
import { attempts, type Ending, type Part } from '../attempts.js';
import { Slots } from '../slots.js';
import { Z3Worker } from './worker.js';

export interface PoolOptions {
  /** Each has a z3 of its own, some 130 MB; as many as processors unless told. */
  readonly workers?: number;
  /** A worker is replaced after so many queries, whatever it may have kept of them. */
  readonly recycleAfter?: number;
}

export class EmbeddedSolver implements Solver {
  readonly name = 'z3-solver';
  readonly version = versionOfPackage();
  private readonly slots: Slots;
  private readonly recycleAfter: number;
  /** Warm, with nothing to do. */
  private readonly idle: Z3Worker[] = [];
  private readonly busy = new Set<Z3Worker>();
  private closed = false;

  constructor(options: PoolOptions = {}) {
    this.slots = new Slots(options.workers ?? availableParallelism());
    this.recycleAfter = options.recycleAfter ?? 2000;
  }

  solve(query: Query, settings: Settings, cancel?: Cancellation): Promise<readonly Answer[]> {
    return this.slots.use(
      () => attempts(query, settings, cancel, (part) => this.run(part)),
      cancel,
    );
  }

  close(): Promise<void> {
    this.closed = true;
    for (const worker of [...this.idle.splice(0), ...this.busy]) worker.end();
    return Promise.resolve();
  }

  private async run(part: Part): Promise<Ending> {
    if (this.closed) return CLOSED;
    const worker = this.idle.pop() ?? new Z3Worker();
    this.busy.add(worker);
    const ending = await worker.run(part);
    this.busy.delete(worker);
    if (worker.dead) return ending;
    if (this.isClosed() || worker.jobs >= this.recycleAfter) worker.end();
    else this.idle.push(worker);
    return ending;
  }

  /** Asked after waiting, when it may have changed. */
  private isClosed(): boolean {
    return this.closed;
  }
}

const CLOSED: Ending = {
  kind: 'died',
  reason: 'cancelled',
  detail: 'the solver was closed',
  ready: false,
};

function versionOfPackage(): string {
  const about = createRequire(import.meta.url)('z3-solver/package.json') as { version: string };
  return about.version;
}
