/** A group of processes in the simulated world: what a user does to it, what it did since the last look. */
import type { StackModules } from '@maat/layers';
import {
  answerTo,
  assemble,
  firstView,
  NO_FAULTS,
  Random,
  typedArguments,
  viewOf,
  Workload,
  World,
  type Deed,
  type ProcessLog,
  type Stack,
} from '@maat/runtime';
import type { TraceLine } from '@maat/spec-lang';

export interface GroupOptions {
  /** In the simulated world of the page, or as processes that the server starts. */
  readonly where: 'page' | 'processes';
  readonly stack: string;
  readonly members: number;
  readonly seed: number;
  /** How many of a hundred datagrams are lost. */
  readonly loss: number;
}

export interface Member {
  readonly name: string;
  readonly state: 'alive' | 'crashed' | 'left';
  /** Whom it last was told to be in a view with. */
  readonly view: readonly string[] | undefined;
  readonly events: number;
  /** Of a real process. */
  readonly pid?: number;
}

/** What happened since the last look. */
export interface News {
  readonly time: number;
  readonly events: readonly NewEvent[];
  readonly members: readonly Member[];
  readonly refusals: readonly string[];
}

export interface NewEvent {
  readonly process: string;
  readonly line: TraceLine;
}

/** What the panel shows and leads, wherever it runs. */
export interface RunningGroup {
  readonly stack: Stack;
  /** The processes that the run began with. */
  readonly first: readonly string[];
  /** Throws a RangeError for what cannot be done. */
  do(deed: Deed): void | Promise<void>;
  /** What happened since the last time; in the simulated world so much time passes before. */
  advance(milliseconds: number): News;
  logs(): readonly ProcessLog[];
  close(): void;
}

/** Causes before effects. */
export function inOrder(events: readonly NewEvent[]): readonly NewEvent[] {
  return [...events].sort((a, b) => clockOf(a) - clockOf(b) || (a.process < b.process ? -1 : 1));
}

export class Group implements RunningGroup {
  readonly stack: Stack;
  private readonly world: World;
  private readonly workload: Workload;
  private readonly views = new Map<string, readonly string[]>();
  private readonly left = new Set<string>();
  private readonly seen = new Map<string, number>();
  private readonly started: string[];

  constructor(modules: StackModules, { members, seed, loss }: GroupOptions) {
    this.stack = assemble(modules);
    this.started = Array.from({ length: members }, (_, i) => `p${i}`);
    this.workload = new Workload(this.stack, this.started, new Random(seed).fork(2));
    this.world = new World({
      stack: this.stack,
      seed,
      faults: { ...NO_FAULTS, delay: [1, 4], loss: loss / 100 },
      app: (world, process, event) => {
        const view = viewOf(event);
        if (view !== undefined) this.views.set(process, view);
        const reply = answerTo(this.stack, event);
        if (reply !== undefined) world.input(process, reply.action, reply.args);
      },
    });
    for (const process of this.started) this.world.start(process, this.started);
    for (const process of this.started) this.beginAt(process);
  }

  do(deed: Deed): void {
    switch (deed.kind) {
      case 'input':
        this.input(deed.process, deed.action, deed.texts);
        return;
      case 'chance': {
        const { action, args } = this.workload.next(deed.process);
        this.world.input(deed.process, action, args);
        return;
      }
      case 'partition':
        if (deed.islands.length < 2) this.world.heal();
        else this.world.partition(deed.islands);
        return;
      case 'crash':
        this.world.crash(deed.process);
        return;
      case 'leave':
        this.left.add(deed.process);
        this.world.input(deed.process, 'leave', []);
        return;
      case 'join':
        this.join();
        return;
      case 'loss':
        this.world.faults = { ...this.world.faults, loss: deed.percent / 100 };
        return;
      case 'slow':
        this.world.slow(deed.from, deed.to, deed.by);
        return;
    }
  }

  /** Lets so many milliseconds of the world's time pass. */
  advance(milliseconds: number): News {
    this.world.runUntil(this.world.now + milliseconds);
    const events = this.world.logs().flatMap((log) => this.fresh(log));
    return {
      time: this.world.now,
      events: inOrder(events),
      members: this.members(),
      refusals: this.world.refusals().map((r) => `${r.process}: ${r.message}`),
    };
  }

  logs(): readonly ProcessLog[] {
    return this.world.logs();
  }

  close(): void {
    // Nothing but memory is held here.
  }

  get first(): readonly string[] {
    return this.started;
  }

  private input(process: string, name: string, texts: readonly string[]): void {
    this.world.input(process, name, typedArguments(this.stack, name, texts));
  }

  private join(): void {
    const name = `p${this.world.logs().length}`;
    this.world.start(name);
    this.beginAt(name);
  }

  private beginAt(process: string): void {
    const first = firstView(this.stack, process, this.started);
    if (first !== undefined) this.world.input(process, first.action, first.args);
  }

  private fresh({ process, lines }: ProcessLog): readonly NewEvent[] {
    const from = this.seen.get(process) ?? 0;
    this.seen.set(process, lines.length);
    return lines
      .slice(from)
      .filter((line) => line.witness?.internal !== true)
      .map((line) => ({ process, line }));
  }

  private members(): readonly Member[] {
    return this.world.logs().map(({ process, lines, end }) => ({
      name: process,
      state: end === 'killed' ? 'crashed' : this.left.has(process) ? 'left' : 'alive',
      view: this.views.get(process),
      events: lines.length,
    }));
  }
}

function clockOf({ line }: NewEvent): number {
  return line.witness?.clock ?? 0;
}
