/** A trace whose events are steps of one service: what the judges of this folder read. */
import type { Step, TraceEnd, TraceHeader } from '@maat/spec-lang';

/** One line of a log as a step of the service. */
export interface TraceEvent {
  readonly process: string;
  readonly file: string;
  /** In the file, from 1. */
  readonly line: number;
  readonly n: number;
  readonly t: number;
  readonly clock?: number;
  /** The event, or the arguments of these names, were filled in: nobody recorded them. */
  readonly filled?: true | readonly string[];
  readonly step: Step;
}

export interface Log {
  readonly file: string;
  readonly header: TraceHeader;
  readonly process: string;
  /** The external events, in the process's order. */
  readonly events: readonly TraceEvent[];
  /** Internal steps of the service that the layer says it took; hints, never evidence. */
  readonly hints: readonly TraceEvent[];
  readonly end: TraceEnd;
}

/** Logs of one run, ascending by process. */
export type Trace = readonly Log[];

export function eventCount(trace: Trace): number {
  return trace.reduce((sum, log) => sum + log.events.length, 0);
}

/** How many events were filled in, wholly or in part. */
export function filledCount(trace: Trace): number {
  return trace.flatMap((log) => log.events).filter((event) => event.filled !== undefined).length;
}

/** Every event and hint by clock; undefined unless the clocks are there and keep each log's own order. */
export function inWitnessOrder(trace: Trace): readonly TraceEvent[] | undefined {
  const all = trace.flatMap((log) => [...log.events, ...log.hints]);
  if (all.some((event) => event.clock === undefined)) return undefined;
  if (!trace.every((log) => log.events.every((e, i) => !goesBack(log.events[i - 1], e))))
    return undefined;
  return all.sort(
    (a, b) => (a.clock ?? 0) - (b.clock ?? 0) || compareText(a.process, b.process) || a.n - b.n,
  );
}

function goesBack(before: TraceEvent | undefined, event: TraceEvent): boolean {
  if (before?.clock === undefined || event.clock === undefined) return false;
  return before.clock > event.clock || (before.clock === event.clock && before.n >= event.n);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
