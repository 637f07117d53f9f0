/** The event at which the best attempt to fill the holes ended, for people. */
import type { State } from '@maat/spec-lang';
import { failureOf } from '../failure.js';
import type { TraceEvent } from '../log.js';
import type { SearchTools } from '../search.js';
import type { Failure } from '../verdict.js';
import { knownTrace } from './slots.js';
import type { HoleTrace } from './slots.js';

export interface Furthest {
  /** How many slots of each log were passed. */
  readonly frontier: readonly number[];
  readonly state: State;
}

/** Of the events that could have come next, the one that had waited longest. */
export function furthest(
  { instance, demand }: SearchTools,
  trace: HoleTrace,
  { frontier, state }: Furthest,
): Failure {
  const known = knownTrace(trace);
  const left = trace.logs.map(({ slots }, i) => slots.slice(frontier[i] ?? 0));
  const next = left.flatMap(([slot]) => (slot?.kind === 'event' ? [slot.event] : []));
  const later = left.flatMap((slots) => slots.flatMap((s) => (s.kind === 'event' ? s.event : [])));
  const at = earliest(next) ?? earliest(later) ?? known.flatMap((log) => log.events).at(-1);
  if (at === undefined) throw new TypeError('a trace without events is never asked about');
  const passed = trace.logs.map(
    ({ slots }, i) => slots.slice(0, frontier[i] ?? 0).filter((s) => s.kind === 'event').length,
  );
  return failureOf(instance, demand, {
    trace: known,
    at,
    frontier: passed,
    state,
    next,
    related: [],
  });
}

function earliest(events: readonly TraceEvent[]): TraceEvent | undefined {
  return events.toSorted((a, b) => (a.clock ?? a.t) - (b.clock ?? b.t))[0];
}
