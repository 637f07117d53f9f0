/**
 * A group of processes on this machine, from the first view to the closed logs: work for all, one
 * killed meanwhile, one that joins after that, until every cast is where it belongs.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { castsComeBack, hasAction } from '../app.js';
import { NO_FAULTS, type Faults } from '../world/faults.js';
import { memberName } from '../world/scenario.js';
import type { RefusedAt } from '../world/world.js';
import { beginTogether } from './begin.js';
import { Child } from './child.js';
import { loadStack } from './load-stack.js';
import type { MemberConfig, StackSource } from './messages.js';
import { closeKilled } from './trace-file.js';
import type { TransportName } from './transport.js';

export interface LaunchOptions {
  readonly stack: StackSource;
  /** By which way the processes hear of each other: UDP unless told. */
  readonly transport?: TransportName;
  readonly members: number;
  /** Inputs of the application, over all processes; without it as many as `rate` and `duration` make. */
  readonly casts?: number;
  /** How many bytes each message has, at least. */
  readonly size?: number;
  /** Inputs a second, at each process. With both `casts` and `duration`, what makes them last that long. */
  readonly rate?: number;
  /** For how many ms the application works. */
  readonly duration?: number;
  readonly kill?: number;
  readonly join?: number;
  readonly faults?: Faults;
  readonly seed: number;
  /** An existing folder without logs. */
  readonly traceFolder: string;
  readonly constants?: MemberConfig['constants'];
  /** Milliseconds after which everything is ended, the work aside. */
  readonly deadline?: number;
  /** Ends the run early: the logs are closed, and `launch` fails. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly phase: 'starting' | 'working' | 'settling' | 'stopping';
  readonly issued: number;
  readonly casts: number;
  /** Events recorded by the living. */
  readonly lines: number;
  readonly living: readonly string[];
  readonly killed: readonly string[];
  /** Of the living, in the same order. */
  readonly pids: readonly number[];
}

export interface LaunchResult {
  readonly processes: readonly {
    readonly name: string;
    readonly log: string;
    readonly end: 'closed' | 'killed';
  }[];
  readonly issued: number;
  readonly seconds: number;
  /** Packets that layers could not handle; nothing of them has happened. */
  readonly refusals: readonly RefusedAt[];
}

/** The group did not do what it should; its processes are gone. */
export class LaunchFailure extends Error {
  /** A layer met a term without a value: the fault is in the specification. */
  readonly term: boolean;

  constructor(message: string, term = false) {
    super(message);
    this.term = term;
  }
}

export async function launch(options: LaunchOptions): Promise<LaunchResult> {
  const stack = await loadStack(options.stack);
  const launcher = new Launcher(options, {
    views: hasAction(stack, 'view'),
    back: castsComeBack(stack),
  });
  try {
    return await launcher.run();
  } catch (failure) {
    await launcher.close();
    throw failure;
  } finally {
    launcher.destroy();
  }
}

const RATE = 150;
const CASTS = 100;
const DEADLINE = 110_000;
const QUIET = 600;
const POLL = 25;
const STOP_PATIENCE = 5000;

class Launcher {
  private readonly options: LaunchOptions;
  private readonly service: { readonly views: boolean; readonly back: boolean };
  private readonly children: Child[] = [];
  private readonly begun = Date.now();
  private readonly names: readonly string[];
  private readonly casts: number;
  private readonly rate: number;
  private phase: Progress['phase'] = 'starting';

  constructor(options: LaunchOptions, service: Launcher['service']) {
    this.options = options;
    this.service = service;
    const { members, casts, rate = RATE, duration } = options;
    const seconds = duration === undefined ? undefined : duration / 1000;
    this.casts = casts ?? (seconds === undefined ? CASTS : Math.ceil(rate * seconds * members));
    this.rate = casts === undefined || seconds === undefined ? rate : casts / (seconds * members);
    this.names = Array.from({ length: options.members + (options.join ?? 0) }, (_, i) =>
      memberName(i),
    );
  }

  async run(): Promise<LaunchResult> {
    const { members, kill = 0, join: joins = 0 } = this.options;
    const { casts } = this;
    await this.start(this.names.slice(0, members));
    await this.until(() => this.inOneView(), 'the members to come together in one view');
    this.phase = 'working';
    this.assign(casts);
    for (let i = 0; i < kill; i += 1) await this.killOne((casts * (i + 1)) / (kill + 2));
    for (let i = 0; i < joins; i += 1) {
      await sleep(300);
      await this.start([this.names[members + i] ?? '']);
    }
    this.assign(casts - this.promised);
    await this.until(
      () => this.living.every((c) => c.status?.issued === c.assigned),
      'all casts to be made',
    );
    this.phase = 'settling';
    await this.until(() => this.isAtRest(), 'the group to come to rest');
    this.phase = 'stopping';
    return this.stop();
  }

  /** Closes the logs of whoever still lives, as far as they can be closed. */
  async close(): Promise<void> {
    await Promise.all(this.living.map((c) => c.stop(STOP_PATIENCE)));
    for (const child of this.children)
      if (child.killed && child.address !== undefined) closeKilled(child.config.trace);
  }

  destroy(): void {
    for (const child of this.children) child.destroy();
  }

  private get living(): readonly Child[] {
    return this.children.filter((c) => !c.killed);
  }

  private get issued(): number {
    return this.children.reduce((sum, c) => sum + (c.status?.issued ?? 0), 0);
  }

  /** What the dead did and the living will have done. */
  private get promised(): number {
    return this.children.reduce(
      (sum, c) => sum + (c.killed ? (c.status?.issued ?? 0) : c.assigned),
      0,
    );
  }

  private async start(names: readonly string[]): Promise<void> {
    const { living } = this;
    const fresh = names.map((name) => new Child(this.config(name)));
    this.children.push(...fresh);
    await beginTogether(fresh, living, (condition, what) => this.until(condition, what));
  }

  private config(name: string): MemberConfig {
    const {
      stack,
      transport = 'udp',
      seed,
      faults = NO_FAULTS,
      traceFolder,
      constants = {},
      members,
      size = 0,
    } = this.options;
    return {
      stack,
      transport,
      name,
      seed: seed * 1000 + this.names.indexOf(name),
      faults,
      run: `${'name' in stack ? stack.name : 'made'}-${seed}-${this.begun}`,
      members: this.names.slice(0, members),
      trace: join(traceFolder, `${name}.ndjson`),
      constants,
      size,
    };
  }

  /** Shares work out among the living. */
  private assign(casts: number): void {
    const { living } = this;
    living.forEach((child, i) => {
      const count =
        Math.floor(Math.max(0, casts) / living.length) +
        (i < Math.max(0, casts) % living.length ? 1 : 0);
      child.assigned += count;
      if (count > 0) child.tell({ kind: 'work', count, rate: this.rate });
    });
  }

  /** The last of the living, in the middle of its work. */
  private async killOne(after: number): Promise<void> {
    await this.until(() => this.issued >= after, 'the work to be under way');
    const victim = this.living.at(-1);
    victim?.kill();
    await victim?.ended(STOP_PATIENCE);
  }

  private inOneView(): boolean {
    if (!this.service.views) return true;
    const names = this.living
      .map((c) => c.name)
      .sort()
      .join();
    return this.living.every((c) => [...(c.status?.view ?? [])].sort().join() === names);
  }

  private isAtRest(): boolean {
    return (
      this.inOneView() &&
      this.living.every((c) => {
        const status = c.status;
        return (
          status !== undefined &&
          status.quietFor >= QUIET &&
          (!this.service.back || status.pending === 0)
        );
      })
    );
  }

  private async stop(): Promise<LaunchResult> {
    const stopped = await Promise.all(this.living.map((c) => c.stop(STOP_PATIENCE)));
    const stuck = this.living.find((_, i) => stopped[i] !== true);
    if (stuck !== undefined) throw new LaunchFailure(`${stuck.name} did not stop`);
    for (const child of this.children) if (child.killed) closeKilled(child.config.trace);
    return {
      processes: this.children.map((c) => ({
        name: c.name,
        log: c.config.trace,
        end: c.killed ? 'killed' : 'closed',
      })),
      issued: this.issued,
      seconds: (Date.now() - this.begun) / 1000,
      refusals: this.children.flatMap((c) =>
        (c.status?.refusals ?? []).map((r) => ({ process: c.name, ...r })),
      ),
    };
  }

  /** Waits for a condition, telling of progress; gives up when a process fails or time is over. */
  private async until(condition: () => boolean, what: string): Promise<void> {
    const { deadline = DEADLINE, duration = 0, onProgress, signal } = this.options;
    const { casts } = this;
    while (!condition()) {
      if (signal?.aborted === true) throw new LaunchFailure('it was interrupted');
      const failed = this.children.find((c) => c.failure !== undefined);
      if (failed?.failure !== undefined) throw new LaunchFailure(failed.failure, failed.term);
      if (Date.now() - this.begun > deadline + duration)
        throw new LaunchFailure(`waited in vain for ${what}: ${this.describe()}`);
      await sleep(POLL);
      onProgress?.({
        phase: this.phase,
        issued: this.issued,
        casts,
        lines: this.living.reduce((sum, c) => sum + (c.status?.lines ?? 0), 0),
        living: this.living.map((c) => c.name),
        killed: this.children.filter((c) => c.killed).map((c) => c.name),
        pids: this.living.map((c) => c.pid),
      });
    }
  }

  private describe(): string {
    return this.living
      .map(
        (c) =>
          `${c.name} in {${(c.status?.view ?? []).join(' ')}}, ${c.status?.pending ?? 0} of its casts under way`,
      )
      .join('; ');
  }
}
