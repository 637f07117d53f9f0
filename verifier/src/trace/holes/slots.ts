/** A trace of which something is missing: logs as slots, of which some hold an event and some are to be filled. */
import type { Action, Step, TornLog, Value } from '@maat/spec-lang';
import type { Trace, TraceEvent } from '../log.js';

export type Place = Omit<TraceEvent, 'step'>;

export type Slot = EventSlot | Hole;

/** What happened there is known. */
export interface EventSlot {
  readonly kind: 'event';
  readonly place: Place;
  readonly event: TraceEvent;
}

export type Hole = PartialSlot | MissingSlot;

/** The action is known, and some of its arguments. */
export interface PartialSlot {
  readonly kind: 'partial';
  readonly place: Place;
  readonly action: Action;
  readonly args: readonly (Value | undefined)[];
}

/** A line was there, and is lost. */
export interface MissingSlot {
  readonly kind: 'missing';
  readonly place: Place;
  /** The line may have told of something that is no event of the service asked for. */
  readonly maybeSilent: boolean;
  /** Perhaps there was no such line at all: the log has no closing line, or is lost as a whole. */
  readonly isExtra: boolean;
}

export interface HoleLog {
  readonly process: string;
  readonly file: string;
  /** External events and missing lines, by `n`; extra ones last. */
  readonly slots: readonly Slot[];
  readonly hints: readonly TraceEvent[];
  readonly source: TornLog;
}

export interface HoleTrace {
  readonly logs: readonly HoleLog[];
  /** At most so many events are missing or incomplete. */
  readonly most: number;
}

/** What stands in a hole: a step of the service, or nothing that it knows. */
export interface Filling {
  readonly hole: Hole;
  readonly step: Step | undefined;
  readonly clock?: number;
}

export function holesOf(trace: HoleTrace): readonly Hole[] {
  return trace.logs.flatMap((log) => log.slots.filter((slot) => slot.kind !== 'event'));
}

/** Those of which it is sure that something is missing there. */
export function certainHoles(trace: HoleTrace): readonly Hole[] {
  return holesOf(trace).filter((hole) => !isExtra(hole));
}

export function isExtra(slot: Slot): boolean {
  return slot.kind === 'missing' && slot.isExtra;
}

/** The events alone that are known in full. */
export function knownTrace({ logs }: HoleTrace): Trace {
  return logs.map(({ process, file, slots, hints, source }) => ({
    file,
    process,
    header: source.header,
    events: slots.flatMap((slot) => (slot.kind === 'event' ? slot.event : [])),
    hints,
    end: source.end ?? { end: 'killed', lines: source.lines.length },
  }));
}

/** The trace that the fillings make of it; nothing is left where a hole has none. */
export function filledTrace(trace: HoleTrace, fillings: readonly Filling[]): Trace {
  const byHole = new Map(fillings.map((f) => [f.hole, f]));
  return knownTrace(trace).map((log, i) => ({
    ...log,
    events: (trace.logs[i]?.slots ?? []).flatMap((slot) => eventIn(slot, byHole)),
  }));
}

function eventIn(slot: Slot, byHole: ReadonlyMap<Hole, Filling>): readonly TraceEvent[] {
  if (slot.kind === 'event') return [slot.event];
  const step = byHole.get(slot)?.step;
  return step === undefined ? [] : [eventFor(slot, step, byHole.get(slot)?.clock)];
}

function eventFor(hole: Hole, step: Step, clock = hole.place.clock): TraceEvent {
  const filled = filledIn(hole);
  return { ...hole.place, ...(clock === undefined ? {} : { clock }), step, filled };
}

/** All of it, or the names of the arguments that nobody recorded. */
export function filledIn(hole: Hole): true | readonly string[] {
  if (hole.kind === 'missing') return true;
  return hole.action.parameters.flatMap((p, i) => (hole.args[i] === undefined ? [p.name] : []));
}
