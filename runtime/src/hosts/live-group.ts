/** A group of processes that somebody leads by hand: what they record is told as it happens, until it is ended. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Deed } from '../world/deeds.js';
import { NO_FAULTS } from '../world/faults.js';
import { memberName } from '../world/scenario.js';
import { beginTogether } from './begin.js';
import { Child } from './child.js';
import { LogTails, type ProcessLines } from './log-tails.js';
import type { MemberConfig, StackSource, ToMember } from './messages.js';

export interface LiveOptions {
  readonly stack: StackSource;
  readonly members: number;
  readonly seed: number;
  /** How many of a hundred datagrams are lost. */
  readonly loss: number;
}

/** Real links are as slow as they are. */
export type LiveDeed = Exclude<Deed, { readonly kind: 'slow' }>;

export interface LiveNews {
  /** Milliseconds since the group was started. */
  readonly time: number;
  readonly members: readonly LiveMember[];
  /** What was recorded since the last news: of all processes together, nothing without its causes. */
  readonly lines: readonly ProcessLines[];
  readonly refusals: readonly string[];
}

export interface LiveMember {
  readonly name: string;
  readonly state: 'alive' | 'crashed' | 'left';
  readonly view: readonly string[] | undefined;
  readonly pid: number;
}

const PATIENCE = 30_000;
const POLL = 25;
export const MOST_MEMBERS = 12;

export class LiveGroup {
  /** The processes that the run began with. */
  readonly first: readonly string[];
  private readonly options: LiveOptions;
  private readonly folder = mkdtempSync(join(tmpdir(), 'maat-live-'));
  private readonly began = Date.now();
  private readonly children: Child[] = [];
  private readonly tails = new LogTails();
  private readonly left = new Set<string>();
  private readonly refusals: string[] = [];
  private islands: readonly (readonly string[])[] = [];
  private percent: number;
  private closed = false;

  /** Rejects when a process cannot be started; then none is left. */
  static async open(options: LiveOptions): Promise<LiveGroup> {
    const group = new LiveGroup(options);
    try {
      await group.start(group.first);
      return group;
    } catch (failure) {
      group.close();
      throw failure;
    }
  }

  private constructor(options: LiveOptions) {
    this.options = options;
    this.percent = options.loss;
    this.first = Array.from({ length: options.members }, (_, i) => memberName(i));
  }

  /** Throws a RangeError for what cannot be done. */
  async do(deed: LiveDeed): Promise<void> {
    switch (deed.kind) {
      case 'input':
        this.tell(deed.process, { kind: 'input', action: deed.action, texts: deed.texts });
        return;
      case 'chance':
        this.tell(deed.process, { kind: 'work', count: 1, rate: 1000 });
        return;
      case 'leave':
        this.tell(deed.process, { kind: 'input', action: 'leave', texts: [] });
        this.left.add(deed.process);
        return;
      case 'crash': {
        const victim = this.alive(deed.process);
        victim.kill();
        await victim.ended(PATIENCE);
        return;
      }
      case 'join':
        if (this.children.length >= MOST_MEMBERS)
          throw new RangeError(`there may be ${MOST_MEMBERS} processes`);
        await this.start([memberName(this.children.length)]);
        return;
      case 'loss':
        this.percent = deed.percent;
        this.tellNetwork();
        return;
      case 'partition':
        this.islands = deed.islands;
        this.tellNetwork();
        return;
    }
  }

  news(): LiveNews {
    for (const child of this.children) {
      const refused = child.refused.splice(0).map((reason) => `${child.name}: ${reason}`);
      this.refusals.push(...refused);
    }
    return {
      time: Date.now() - this.began,
      members: this.children.map((c) => this.memberOf(c)),
      lines: this.tails.read(),
      refusals: this.refusals.splice(0),
    };
  }

  /** Ends all processes at once, and takes their logs away. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const child of this.children) child.destroy();
    this.tails.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  private async start(names: readonly string[]): Promise<void> {
    const living = this.children.filter((c) => isAlive(c));
    const fresh = names.map((name) => new Child(this.config(name)));
    this.children.push(...fresh);
    await beginTogether(fresh, living, (condition, what) => this.until(condition, what));
    for (const child of fresh) this.tails.add(child.name, child.config.trace);
    this.tellNetwork();
  }

  private async until(condition: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!condition()) {
      if (this.closed) throw new RangeError('the group was ended');
      const failed = this.children.find((c) => c.failure !== undefined && c.status === undefined);
      if (failed?.failure !== undefined) throw new RangeError(failed.failure);
      if (Date.now() > deadline) throw new RangeError(`waited in vain for ${what}`);
      await sleep(POLL);
    }
  }

  private config(name: string): MemberConfig {
    const { stack, seed } = this.options;
    return {
      stack,
      transport: 'udp',
      name,
      seed: seed * 1000 + this.children.length,
      faults: NO_FAULTS,
      run: `live-${seed}-${this.began}`,
      members: this.first,
      trace: join(this.folder, `${name}.ndjson`),
      constants: {},
      size: 0,
    };
  }

  private tell(process: string, message: ToMember): void {
    this.alive(process).tell(message);
  }

  private alive(process: string): Child {
    const child = this.children.find((c) => c.name === process && isAlive(c));
    if (child === undefined) throw new RangeError(`there is no living process ${process}`);
    return child;
  }

  /** Each is told to whom it may send, and how much of it gets lost. */
  private tellNetwork(): void {
    for (const child of this.children.filter(isAlive)) {
      const cut = this.children.filter((c) => !this.hear(child.name, c.name)).map((c) => c.name);
      const faults = { ...NO_FAULTS, loss: this.percent / 100 };
      child.tell({ kind: 'network', faults, cut });
    }
  }

  /** Who is on no island is on the first. */
  private hear(one: string, other: string): boolean {
    const islandOf = (name: string): number =>
      Math.max(
        0,
        this.islands.findIndex((island) => island.includes(name)),
      );
    return islandOf(one) === islandOf(other);
  }

  private memberOf(child: Child): LiveMember {
    const { name, status, pid } = child;
    const state = !isAlive(child) ? 'crashed' : this.left.has(name) ? 'left' : 'alive';
    return { name, state, view: status?.view, pid };
  }
}

function isAlive(child: Child): boolean {
  return !child.killed && child.failure === undefined;
}
