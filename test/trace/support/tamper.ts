// Changes one line of a recorded run, as a liar would, where others have seen enough to tell.
import { equalValues } from '@maat/spec-lang';
import type { Random, Value } from '@maat/spec-lang';
import type { Log, Trace, TraceEvent } from '@maat/verifier';

export const TAMPERINGS = [
  'swapped',
  'dropped',
  'doubled',
  'moved',
  'misattributed',
  'altered',
  'misread',
] as const;

export type Tampering = (typeof TAMPERINGS)[number];

export interface Tampered {
  readonly trace: Trace;
  readonly process: string;
  /** Where it shows: at the changed line, or where a line is gone or came too late, at the next that says something. */
  readonly lines: readonly number[];
}

/** Undefined where the run has no place for it. */
export function tamper(trace: Trace, how: Tampering, random: Random): Tampered | undefined {
  const places = trace.flatMap((log) => changes(trace, log, how, random));
  const chosen = places[random.below(Math.max(1, places.length))];
  if (chosen === undefined) return undefined;
  const { log, events, shows } = chosen;
  const placed = events.map((event, i) => inPlace(event, i, log));
  const changed = { ...log, events: placed };
  return {
    trace: trace.map((l) => (l === log ? changed : l)),
    process: log.process,
    lines: shows.flatMap((i) => placed[i]?.line ?? []),
  };
}

/** The same trace, as another program would have written it: no clocks, no internal steps. */
export function withoutWitness(trace: Trace): Trace {
  return trace.map((log) => ({
    ...log,
    hints: [],
    events: log.events.map(({ process, file, line, n, t, step }) => {
      return { process, file, line, n, t, step };
    }),
  }));
}

interface Change {
  readonly log: Log;
  readonly events: readonly TraceEvent[];
  /** Positions at which a reader would say that something is wrong. */
  readonly shows: readonly number[];
}

function changes(trace: Trace, log: Log, how: Tampering, random: Random): readonly Change[] {
  return log.events.flatMap((_, i) => {
    const changed = changeAt(trace, log, how, i, random);
    return changed === undefined ? [] : [{ log, ...changed }];
  });
}

function changeAt(
  trace: Trace,
  { events }: Log,
  how: Tampering,
  i: number,
  random: Random,
): Omit<Change, 'log'> | undefined {
  const event = events[i];
  if (event === undefined) return undefined;
  if (how === 'misread') return misread(trace, events, i, random);
  const next = events.findIndex((e, j) => j > i && (isObservation(e) || isView(e)));
  const other = events[next];
  if (!isObservation(event) || other === undefined || !isObservation(other)) return undefined;
  if (isSame(event, other) || !isShared(trace, event) || !isShared(trace, other)) return undefined;
  switch (how) {
    case 'swapped': {
      const swapped = events.map((e, j) => (j === i ? other : j === next ? event : e));
      return { events: swapped, shows: [i, next] };
    }
    case 'dropped':
      return { events: events.filter((e) => e !== event), shows: between(i, next) };
    case 'doubled':
      return { events: [...events.slice(0, i + 1), ...events.slice(i)], shows: [i + 1] };
    case 'moved': {
      const view = events.findIndex((e, j) => j > i && isView(e));
      if (view < 0) return undefined;
      const moved = [...events.slice(0, i), ...events.slice(i + 1, view + 1), event];
      return { events: [...moved, ...events.slice(view + 1)], shows: [...between(i, next), view] };
    }
    case 'misattributed':
      return replaced(trace, events, i, 1, true, random);
    case 'altered':
      return replaced(trace, events, i, event.step.args.length - 1, false, random);
  }
}

/** The lines that stand before the next observation, and that one: an answer may show already what is missing. */
function between(i: number, next: number): readonly number[] {
  return Array.from({ length: next - i }, (_, k) => i + k);
}

/** A process in the place of another, or something else that was said by such an event in the place of what was. */
function replaced(
  trace: Trace,
  events: readonly TraceEvent[],
  i: number,
  position: number,
  isProcess: boolean,
  random: Random,
): Omit<Change, 'log'> | undefined {
  const { action, args } = events[i]?.step ?? { action: '', args: [] };
  const old = args[position];
  const names = trace.map((log) => log.process);
  if (old === undefined || namesProcess(old, names) !== isProcess) return undefined;
  const values = trace.flatMap((log) =>
    log.events.flatMap(({ step }) => (step.action === action ? (step.args[position] ?? []) : [])),
  );
  const others = values.filter((v) => !equalValues(v, old) && namesProcess(v, names));
  const rest = values.filter((v) => !equalValues(v, old) && !namesProcess(v, names));
  const fitting = isProcess ? others : rest;
  const value = fitting[random.below(Math.max(1, fitting.length))];
  return value === undefined
    ? undefined
    : { events: withArgument(events, i, position, value), shows: [i] };
}

/** Another answer than the process got. */
function misread(
  trace: Trace,
  events: readonly TraceEvent[],
  i: number,
  random: Random,
): Omit<Change, 'log'> | undefined {
  const event = events[i];
  if (event === undefined || !ANSWERS.has(event.step.action)) return undefined;
  return replaced(trace, events, i, event.step.args.length - 1, false, random);
}

const OBSERVATIONS: ReadonlySet<string> = new Set([
  'deliver',
  'wrote',
  'owned',
  'stored',
  'removed',
]);
const ANSWERS: ReadonlySet<string> = new Set(['value', 'found']);

function isObservation({ step }: TraceEvent): boolean {
  return OBSERVATIONS.has(step.action);
}

function isView({ step }: TraceEvent): boolean {
  return step.action === 'view';
}

/** Whether two other processes say the same: then they are right. */
function isShared(trace: Trace, event: TraceEvent): boolean {
  return trace.filter((log) => log.events.some((e) => isSame(e, event))).length > 2;
}

function isSame({ step: a }: TraceEvent, { step: b }: TraceEvent): boolean {
  return (
    a.action === b.action && a.args.every((v, i) => i === 0 || equalValues(v, b.args[i] ?? ''))
  );
}

function namesProcess(value: Value, processes: readonly string[]): boolean {
  const inner = typeof value === 'object' && value.kind === 'some' ? value.value : value;
  return typeof inner === 'string' && processes.includes(inner);
}

function withArgument(
  events: readonly TraceEvent[],
  i: number,
  position: number,
  value: Value,
): readonly TraceEvent[] {
  return events.map((e, j) => {
    if (i !== j) return e;
    return {
      ...e,
      step: { ...e.step, args: e.step.args.map((a, k) => (k === position ? value : a)) },
    };
  });
}

/** A careful liar keeps the file's own order: numbers and clocks are those of the places, not of the events. */
function inPlace(event: TraceEvent, i: number, log: Log): TraceEvent {
  const place = log.events[Math.min(i, log.events.length - 1)] ?? event;
  const shift = Math.max(0, i - log.events.length + 1);
  const { t, clock } = place;
  const at = { line: place.line + shift, n: place.n + shift, t };
  return { ...event, ...at, ...(clock === undefined ? {} : { clock }) };
}
