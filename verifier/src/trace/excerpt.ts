/** A space-time picture in plain text: one lane for each process, time downwards, one event a row. */
import type { Trace, TraceEvent } from './log.js';
import type { ShowStep } from './show.js';

const AROUND = 6;
const WIDEST = 30;

/** The events around `at`; its row is marked. */
export function excerpt(trace: Trace, at: TraceEvent, show: ShowStep): string {
  const events = inTime(trace);
  const middle = events.indexOf(at);
  const rows = events.slice(Math.max(0, middle - AROUND), middle + AROUND + 1);
  return draw(trace, rows, show, {
    mark: (event) => (event === at ? '✗' : ' '),
    place: ({ file, line }) => `${file}:${line}`,
  });
}

/** What was filled in, marked: `+` an event, `~` arguments of one; with a few events around each. */
export function filledExcerpt(trace: Trace, show: ShowStep): string {
  const events = inTime(trace);
  const isFilled = (i: number): boolean => events[i]?.filled !== undefined;
  const rows = events.filter((_, i) => NEAR.some((d) => isFilled(i + d)));
  if (rows.length === 0) return '';
  const mark = ({ filled }: TraceEvent): string => (filled === true ? '+' : filled ? '~' : ' ');
  return draw(trace, rows, show, { mark, place: ({ process, n }) => `${process} ${n}` });
}

const NEAR: readonly number[] = [-2, -1, 0, 1, 2];

interface Margin {
  readonly mark: (event: TraceEvent) => string;
  readonly place: (event: TraceEvent) => string;
}

function draw(
  trace: Trace,
  rows: readonly TraceEvent[],
  show: ShowStep,
  { mark, place }: Margin,
): string {
  const label = (event: TraceEvent): string => shorten(show(event.step, 1));
  const lanes = trace.map((log) => log.process);
  const widths = lanes.map((lane) =>
    Math.max(lane.length, 3, ...rows.filter((e) => e.process === lane).map((e) => label(e).length)),
  );
  const places = rows.map(place);
  const margin = Math.max(...places.map((text) => text.length));
  const head = `  ${' '.repeat(margin)}  ${lanes.map((lane, i) => lane.padEnd(widths[i] ?? 0)).join('  ')}`;
  const lines = rows.map((event, r) => {
    const cells = lanes.map((lane, i) =>
      cell(lane === event.process ? label(event) : '', widths[i] ?? 0),
    );
    return `${mark(event)} ${(places[r] ?? '').padStart(margin)}  ${cells.join('  ')}`;
  });
  return [head, ...lines].map((line) => line.trimEnd()).join('\n');
}

/** Between processes, time's order is only their clocks' word; within one it is exact. */
function inTime(trace: Trace): readonly TraceEvent[] {
  const events = trace.flatMap((log) => log.events);
  const clocked = events.every((event) => event.clock !== undefined);
  const time = (event: TraceEvent): number => (clocked ? (event.clock ?? 0) : event.t);
  return events.sort((a, b) => time(a) - time(b) || compareText(a.process, b.process) || a.n - b.n);
}

function cell(text: string, width: number): string {
  return text === '' ? '│'.padEnd(width) : text.padEnd(width);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function shorten(text: string): string {
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
