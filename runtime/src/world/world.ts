/**
 * The simulated world: processes, a network with faults, one time. A run is determined by its
 * options and its seed.
 */
import { SetOf, type Args, type Constants } from '@maat/layers';
import type { AppEvent, Refusal } from '../engine/events.js';
import type { Stack } from '../engine/stack.js';
import { Random } from '../random.js';
import { NO_FAULTS, type Faults } from './faults.js';
import { Agenda } from './heap.js';
import { Process, type ProcessLog } from './process.js';
import { Ways } from './ways.js';

export interface WorldOptions {
  readonly stack: Stack;
  readonly seed: number;
  readonly faults?: Faults;
  readonly constants?: Constants;
  /** Layers whose own services are recorded, too. */
  readonly watch?: readonly string[];
  /** The application at every process; it may call `input`. */
  readonly app?: (world: World, process: string, event: AppEvent) => void;
  /** Sees every datagram that a process sends, and may `inject` others. */
  readonly tap?: (world: World, datagram: Sent) => void;
}

export interface Sent {
  readonly from: string;
  readonly to: string;
  readonly bytes: Uint8Array;
}

export interface RefusedAt extends Refusal {
  readonly process: string;
}

type Happening =
  | (Sent & { readonly kind: 'arrive' })
  | { readonly kind: 'wake'; readonly process: Process; readonly time: number }
  | { readonly kind: 'act'; readonly act: () => void };

export class World {
  faults: Faults;
  private readonly options: WorldOptions;
  private readonly random: Random;
  private readonly agenda = new Agenda<Happening>();
  private readonly all = new Map<string, Process>();
  private readonly ways: Ways;
  private islands = new Map<string, number>();
  /** What a datagram from one to another takes longer, in ms. */
  private readonly slowness = new Map<string, number>();
  /** Whom alone those who whisper reach. */
  private readonly whispers = new Map<string, string>();
  private time = 0;

  constructor(options: WorldOptions) {
    this.options = options;
    this.faults = options.faults ?? NO_FAULTS;
    this.random = new Random(options.seed);
    this.ways = new Ways(this.random.fork(-1));
  }

  get now(): number {
    return this.time;
  }

  /** Packets that the layers of any process could not handle: where and what. */
  refusals(): readonly RefusedAt[] {
    return [...this.all.values()].flatMap(({ name, engine }) =>
      [...engine.counts.refused.values()].map((r) => ({ process: name, ...r })),
    );
  }

  /** The living, in order of their start. */
  get processes(): readonly Process[] {
    return [...this.all.values()].filter((p) => p.alive);
  }

  /** The living, each together with those whom it hears. */
  circles(): readonly (readonly string[])[] {
    const circles = new Map<number | undefined, string[]>();
    for (const { name } of this.processes) {
      const island = this.islands.get(name);
      circles.set(island, [...(circles.get(island) ?? []), name]);
    }
    return [...circles.values()];
  }

  /** A new process looks for the others at `contacts`: by default whoever was started before it. */
  start(name: string, contacts: readonly string[] = [...this.all.keys()]): void {
    if (this.all.has(name)) throw new RangeError(`there was a process ${name} already`);
    const number = this.all.size;
    const process = new Process(
      {
        stack: this.options.stack,
        self: name,
        seed: this.random.fork(number).below(2 ** 31),
        constants: { ...this.options.constants, peers: SetOf.from([...contacts, name]) },
      },
      { rate: 1 + this.random.between(-1, 1) * this.faults.skew, offset: this.random.below(1000) },
      this.options.watch,
    );
    this.all.set(name, process);
    process.engine.start(process.localTime(this.time));
    this.settle(process);
  }

  crash(name: string): void {
    this.process(name).ended ??= 'killed';
  }

  /** Ends in good order: the log is closed. */
  stop(name: string): void {
    this.process(name).ended ??= 'closed';
  }

  /** A crashed process comes back with a new endpoint and nothing remembered. Returns its name. */
  restart(name: string): string {
    const [base = name] = name.split('~');
    let life = 2;
    while (this.all.has(`${base}~${life}`)) life += 1;
    this.start(`${base}~${life}`);
    return `${base}~${life}`;
  }

  /** Only processes of one group hear each other; who is in none is alone. */
  partition(groups: readonly (readonly string[])[]): void {
    this.islands = new Map();
    [...this.all.keys()].forEach((name, i) => this.islands.set(name, groups.length + i));
    groups.forEach((group, i) => {
      for (const name of group) this.islands.set(name, i);
    });
  }

  heal(): void {
    this.islands = new Map();
  }

  /** From now on datagrams from one to the other, and back, take so many ms longer; 0 takes it back. */
  slow(one: string, other: string, by: number): void {
    this.slowness.set(`${one} ${other}`, by);
    this.slowness.set(`${other} ${one}`, by);
  }

  /** From now on what the one says reaches only the other. */
  whisper(from: string, to: string): void {
    this.whispers.set(from, to);
  }

  /** The application at a process acts; the dead do not. */
  input(name: string, action: string, args: Args): void {
    const process = this.process(name);
    if (!process.alive) return;
    process.engine.input(process.localTime(this.time), action, args);
    this.settle(process);
  }

  /** Brings a datagram that nobody sent, some ms from now; it comes from where it says. */
  inject({ from, to, bytes }: Sent, delay = 0): void {
    this.agenda.add(this.time + delay, { kind: 'arrive', from, to, bytes });
  }

  /** Calls back at a time to come. */
  at(time: number, act: () => void): void {
    this.agenda.add(Math.max(time, this.time), { kind: 'act', act });
  }

  runUntil(end: number): void {
    for (
      let next = this.agenda.nextTime;
      next !== undefined && next <= end;
      next = this.agenda.nextTime
    ) {
      this.time = next;
      const happening = this.agenda.take();
      if (happening !== undefined) this.happen(happening);
    }
    this.time = end;
  }

  /** Runs until the condition, looked at every `step` ms, holds; false if `end` comes before. */
  runWhileNot(condition: () => boolean, end: number, step = 50): boolean {
    while (!condition()) {
      if (this.time >= end) return false;
      this.runUntil(Math.min(end, this.time + step));
    }
    return true;
  }

  /** Of the top service, or of the one that a watched layer implements. */
  logs(layer?: string): readonly ProcessLog[] {
    return [...this.all.values()].map((p) => p.log(layer));
  }

  private process(name: string): Process {
    const process = this.all.get(name);
    if (process === undefined) throw new RangeError(`no process ${name}`);
    return process;
  }

  private happen(happening: Happening): void {
    if (happening.kind === 'act') happening.act();
    else if (happening.kind === 'wake') this.wake(happening.process, happening.time);
    else this.arrive(happening.from, happening.to, happening.bytes);
  }

  private arrive(from: string, to: string, bytes: Uint8Array): void {
    const process = this.all.get(to);
    if (process?.alive !== true || this.islands.get(from) !== this.islands.get(to)) return;
    process.engine.receive(process.localTime(this.time), from, bytes);
    this.settle(process);
  }

  private wake(process: Process, time: number): void {
    if (!process.alive || process.wakeAt !== time) return;
    process.wakeAt = Infinity;
    process.engine.timeout(process.localTime(this.time));
    this.settle(process);
  }

  /** Lets out what an engine has to say. */
  private settle(process: Process): void {
    for (
      let event = process.engine.nextOutput();
      event !== undefined;
      event = process.engine.nextOutput()
    ) {
      this.options.app?.(this, process.name, event);
    }
    for (
      let out = process.engine.nextTransmit();
      out !== undefined;
      out = process.engine.nextTransmit()
    ) {
      this.transmit(process.name, out.to, out.bytes);
    }
    const wake = process.nextWake();
    if (wake === undefined || wake >= process.wakeAt) return;
    // A hundredth of a millisecond later, so that rounding does not wake it before the timer is due.
    process.wakeAt = Math.max(wake, this.time) + 0.01;
    this.agenda.add(process.wakeAt, { kind: 'wake', process, time: process.wakeAt });
  }

  /** Partitions cut at arrival, so that what is under way when they come is lost, too. */
  private transmit(from: string, to: string, bytes: Uint8Array): void {
    this.options.tap?.(this, { from, to, bytes });
    if (!this.all.has(to) || this.random.chance(this.faults.loss)) return;
    if ((this.whispers.get(from) ?? to) !== to) return;
    const slow = this.slowness.get(`${from} ${to}`) ?? 0;
    const copies = this.random.chance(this.faults.duplicate) ? 2 : 1;
    for (let i = 0; i < copies; i += 1) {
      const [least, most] = this.faults.delay;
      const late = this.random.chance(this.faults.reorder) ? this.random.between(0, 10 * most) : 0;
      const free = this.ways.freeAt(from, to, this.time, this.faults.stall);
      const time = free + this.random.between(least, most) + late + slow;
      this.agenda.add(time, { kind: 'arrive', from, to, bytes });
    }
  }
}
