/** What each process has yet to do, by how far its log is explained: its next event, and what it will observe in its view. */
import type { Log, TraceEvent } from '../log.js';
import type { OrderedForm } from './form.js';

export class Agenda {
  readonly processes: readonly string[];
  private readonly lanes: readonly Lane[];

  constructor(logs: readonly Pick<Log, 'process' | 'events'>[], form: OrderedForm) {
    this.processes = logs.map((log) => log.process);
    this.lanes = logs.map(({ events }) => laneOf(events, form));
  }

  get total(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.events.length, 0);
  }

  next(lane: number, frontier: readonly number[]): TraceEvent | undefined {
    return this.lanes[lane]?.events[frontier[lane] ?? 0];
  }

  /** How many observations the process makes before it enters another view. */
  observationCount(lane: number, frontier: readonly number[]): number {
    const [from, to] = this.stretch(lane, frontier);
    return to - from;
  }

  /** The one at this position among them. */
  observation(lane: number, frontier: readonly number[], at: number): TraceEvent | undefined {
    const [from, to] = this.stretch(lane, frontier);
    return at < 0 || from + at >= to ? undefined : this.lanes[lane]?.observations[from + at];
  }

  private stretch(lane: number, frontier: readonly number[]): readonly [number, number] {
    const { before, stretch } = this.lanes[lane] ?? EMPTY;
    const from = frontier[lane] ?? 0;
    return [before[from] ?? 0, before[stretch[from] ?? 0] ?? 0];
  }
}

interface Lane {
  readonly events: readonly TraceEvent[];
  readonly observations: readonly TraceEvent[];
  /** How many observations stand before each position. */
  readonly before: readonly number[];
  /** For each position the end of its stretch: that of the next `view`, or of the log. */
  readonly stretch: readonly number[];
}

const EMPTY: Lane = { events: [], observations: [], before: [0], stretch: [0] };

function laneOf(events: readonly TraceEvent[], form: OrderedForm): Lane {
  const observations: TraceEvent[] = [];
  const before: number[] = [];
  for (const event of events) {
    before.push(observations.length);
    const [clause] = form.clauses.get(event.step.action) ?? [];
    if (clause?.role === 'observer') observations.push(event);
  }
  before.push(observations.length);
  const stretch: number[] = new Array<number>(events.length + 1).fill(events.length);
  for (let i = events.length - 1; i >= 0; i--) {
    stretch[i] = events[i]?.step.action === 'view' ? i : (stretch[i + 1] ?? events.length);
  }
  return { events, observations, before, stretch };
}
