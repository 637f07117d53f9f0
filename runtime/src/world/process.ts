/** One process in the simulated world: an engine, its clock and its log. */
import type { TraceLine } from '@maat/spec-lang';
import { Engine } from '../engine/engine.js';
import type { EngineOptions } from '../engine/events.js';

/** What a process did, and how its log ended. */
export interface ProcessLog {
  readonly process: string;
  readonly lines: readonly TraceLine[];
  readonly end: 'closed' | 'killed';
}

/** A clock that runs at its own rate. */
export interface LocalClock {
  readonly rate: number;
  readonly offset: number;
}

export class Process {
  readonly name: string;
  readonly engine: Engine;
  readonly lines: TraceLine[] = [];
  /** How its log ended, once it did. */
  ended: ProcessLog['end'] | undefined;
  /** When the world will wake it next. */
  wakeAt = Infinity;
  private readonly clock: LocalClock;

  /** The events at the upper boundaries of lower layers that are watched, by the layer's name. */
  private readonly watched: ReadonlyMap<string, TraceLine[]>;

  constructor(
    options: Omit<EngineOptions, 'record' | 'boundaries'>,
    clock: LocalClock,
    watch: readonly string[] = [],
  ) {
    this.name = options.self;
    this.clock = clock;
    this.watched = new Map(watch.map((layer): [string, TraceLine[]] => [layer, []]));
    this.engine = new Engine({
      ...options,
      record: (line) => this.lines.push(line),
      boundaries: Object.fromEntries(
        [...this.watched].map(([layer, lines]) => [layer, (line: TraceLine) => lines.push(line)]),
      ),
    });
  }

  get alive(): boolean {
    return this.ended === undefined;
  }

  /** Rounded to microseconds, as the recorder on real machines does. */
  localTime(time: number): number {
    return Math.round((this.clock.offset + time * this.clock.rate) * 1000) / 1000;
  }

  /** When its engine wants to be woken, in the world's time. */
  nextWake(): number | undefined {
    const local = this.engine.nextTimeout();
    return local === undefined ? undefined : (local - this.clock.offset) / this.clock.rate;
  }

  /** Of the top service, or of the one that a watched layer implements. */
  log(layer?: string): ProcessLog {
    const lines = layer === undefined ? this.lines : (this.watched.get(layer) ?? []);
    return { process: this.name, lines, end: this.ended ?? 'closed' };
  }
}
