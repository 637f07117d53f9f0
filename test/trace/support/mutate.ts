// Operators that tamper with one log of a trace, as a liar or a faulty layer would.
import type { Random } from '@maat/spec-lang';
import type { Log, Trace, TraceEvent } from '@maat/verifier';

export interface Mutant {
  readonly name: string;
  readonly trace: Trace;
  readonly process: string;
  /** The position of the first event that is not as it was. */
  readonly position: number;
}

export type Operator = (
  log: Log,
  trace: Trace,
  random: Random,
) => readonly [TraceEvent[], number] | undefined;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  swap: (log, _, random) => {
    const at = pick(
      deliveries(log).filter((i) => isDelivery(log.events[i + 1])),
      random,
    );
    if (at === undefined) return undefined;
    const events = [...log.events];
    [events[at], events[at + 1]] = [events[at + 1] as TraceEvent, events[at] as TraceEvent];
    return [events, at];
  },
  drop: (log, _, random) => {
    const at = pick(deliveries(log), random);
    return at === undefined ? undefined : [log.events.filter((_e, i) => i !== at), at];
  },
  duplicate: (log, _, random) => {
    const at = pick(deliveries(log), random);
    if (at === undefined) return undefined;
    return [[...log.events.slice(0, at + 1), ...log.events.slice(at)], at + 1];
  },
  move: (log, _, random) => {
    const at = pick(deliveries(log), random);
    const event = log.events[at ?? -1];
    if (at === undefined || event === undefined) return undefined;
    const rest = log.events.filter((_e, i) => i !== at);
    const to = random.below(rest.length + 1);
    return to === at
      ? undefined
      : [[...rest.slice(0, to), event, ...rest.slice(to)], Math.min(at, to)];
  },
  forge: (log, trace, random) => {
    const at = pick(deliveries(log), random);
    const event = log.events[at ?? -1];
    const sender = trace[random.below(trace.length)]?.process;
    if (
      at === undefined ||
      event === undefined ||
      sender === undefined ||
      sender === event.step.args[1]
    )
      return undefined;
    return [replaced(log, at, withArgument(event, 1, sender)), at];
  },
  alter: (log, _, random) => {
    const at = pick(deliveries(log), random);
    const event = log.events[at ?? -1];
    const other = log.events[pick(deliveries(log), random) ?? -1];
    if (at === undefined || event === undefined) return undefined;
    const message = other?.step.args[2];
    if (message === undefined || message === event.step.args[2]) return undefined;
    return [replaced(log, at, withArgument(event, 2, message)), at];
  },
};

/** The same kinds of tampering for services with other events: any two neighbours, any last argument. */
export const PLAIN_OPERATORS: Readonly<Record<string, Operator>> = {
  exchange: (log, _, random) => {
    if (log.events.length < 2) return undefined;
    const at = random.below(log.events.length - 1);
    const events = [...log.events];
    [events[at], events[at + 1]] = [events[at + 1] as TraceEvent, events[at] as TraceEvent];
    return [events, at];
  },
  omit: (log, _, random) => {
    const at = random.below(Math.max(1, log.events.length));
    return [log.events.filter((_e, i) => i !== at), at];
  },
  misreport: (log, trace, random) => {
    const at = random.below(Math.max(1, log.events.length));
    const event = log.events[at];
    const like = trace.flatMap((l) => l.events).filter((e) => e.step.action === event?.step.action);
    const last = like[random.below(Math.max(1, like.length))]?.step.args.at(-1);
    if (event === undefined || last === undefined || event.step.args.length < 2) return undefined;
    return [replaced(log, at, withArgument(event, event.step.args.length - 1, last)), at];
  },
};

const ALL: Readonly<Record<string, Operator>> = { ...OPERATORS, ...PLAIN_OPERATORS };

export function mutate(trace: Trace, name: string, random: Random): Mutant | undefined {
  const log = trace[random.below(trace.length)];
  const result = log === undefined ? undefined : ALL[name]?.(log, trace, random);
  if (log === undefined || result === undefined) return undefined;
  const [events, position] = result;
  const changed: Log = { ...log, events: events.map((e, i) => inPlace(e, i, log)) };
  return {
    name,
    process: log.process,
    position,
    trace: trace.map((l) => (l === log ? changed : l)),
  };
}

/** A careful liar keeps the file's own order: numbers and clocks are those of the places, not of the events. */
function inPlace(event: TraceEvent, i: number, log: Log): TraceEvent {
  const place = log.events[Math.min(i, log.events.length - 1)] ?? event;
  const shift = Math.max(0, i - log.events.length + 1);
  const { t, clock } = place;
  return {
    ...event,
    line: place.line + shift,
    n: place.n + shift,
    t,
    ...(clock === undefined ? {} : { clock }),
  };
}

function deliveries(log: Log): number[] {
  return log.events.flatMap((e, i) => (isDelivery(e) ? [i] : []));
}

function isDelivery(event: TraceEvent | undefined): boolean {
  return event?.step.action === 'deliver';
}

function pick(from: readonly number[], random: Random): number | undefined {
  return from.length === 0 ? undefined : from[random.below(from.length)];
}

function replaced(log: Log, at: number, event: TraceEvent): TraceEvent[] {
  return log.events.map((e, i) => (i === at ? event : e));
}

function withArgument(
  event: TraceEvent,
  index: number,
  value: string | TraceEvent['step']['args'][number],
): TraceEvent {
  const args = event.step.args.map((a, i) => (i === index ? value : a));
  return { ...event, step: { ...event.step, args } };
}
