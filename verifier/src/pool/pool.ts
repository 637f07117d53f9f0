/** A solver as a pool of warm workers. */
import type { Answer, Cancellation, Query, Settings, Solver } from '../smt/query.js';
import { attempts, type Ending, type Part } from './attempts.js';
import { Slots } from './slots.js';
import type { Timers } from './watchdog.js';
import { Z3Worker, type StartThread } from './worker.js';

/** What the pool stands on. */
export interface Platform {
  readonly version: string;
  readonly start: StartThread;
  readonly timers: Timers;
}

export interface PoolOptions {
  /** Each has a z3 of its own, some 130 MB. */
  readonly workers: number;
  /** A worker is replaced after so many queries, whatever it may have kept of them. */
  readonly recycleAfter?: number;
}

export class SolverPool implements Solver {
  readonly name = 'z3-solver';
  readonly version: string;
  private readonly platform: Platform;
  private readonly slots: Slots;
  private readonly recycleAfter: number;
  /** Warm, with nothing to do. */
  private readonly idle: Z3Worker[] = [];
  private readonly busy = new Set<Z3Worker>();
  private closed = false;

  constructor(platform: Platform, options: PoolOptions) {
    this.version = platform.version;
    this.platform = platform;
    this.slots = new Slots(options.workers);
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
    const worker = this.warm() ?? new Z3Worker(this.platform.start, this.platform.timers);
    this.busy.add(worker);
    const ending = await worker.run(part);
    this.busy.delete(worker);
    if (worker.dead) return ending;
    if (this.isClosed() || worker.jobs >= this.recycleAfter) worker.end();
    else this.idle.push(worker);
    return ending;
  }

  /** One may have died while it had nothing to do. */
  private warm(): Z3Worker | undefined {
    let worker = this.idle.pop();
    while (worker?.dead === true) worker = this.idle.pop();
    return worker;
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
