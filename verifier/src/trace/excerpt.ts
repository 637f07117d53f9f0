/** A space-time picture in plain text: one lane for each process, time downwards, one event a row. */
import type { Trace, TraceEvent } from './log.js';
import type { ShowStep } from './show.js';

const AROUND = 6;
const WIDEST = 30;

/** The events around `at`; its row is marked. */
export function excerpt(trace: Trace, at: TraceEvent, show: ShowStep): string {
  const label = (event: TraceEvent): string => shorten(show(event.step, 1));
  const rows = nearby(trace, at);
  const lanes = trace.map((log) => log.process);
  const widths = lanes.map((lane) =>
    Math.max(lane.length, 3, ...rows.filter((e) => e.process === lane).map((e) => label(e).length)),
  );
  const places = rows.map((e) => `${e.file}:${e.line}`);
  const margin = Math.max(...places.map((place) => place.length));
  const head = `  ${' '.repeat(margin)}  ${lanes.map((lane, i) => lane.padEnd(widths[i] ?? 0)).join('  ')}`;
  const lines = rows.map((event, r) => {
    const cells = lanes.map((lane, i) =>
      cell(lane === event.process ? label(event) : '', widths[i] ?? 0),
    );
    return `${event === at ? '✗' : ' '} ${(places[r] ?? '').padStart(margin)}  ${cells.join('  ')}`;
  });
  return [head, ...lines].map((line) => line.trimEnd()).join('\n');
}

/** Between processes, time's order is only their clocks' word; within one it is exact. */
function nearby(trace: Trace, at: TraceEvent): readonly TraceEvent[] {
  const events = trace.flatMap((log) => log.events);
  const clocked = events.every((event) => event.clock !== undefined);
  const time = (event: TraceEvent): number => (clocked ? (event.clock ?? 0) : event.t);
  events.sort((a, b) => time(a) - time(b) || compareText(a.process, b.process) || a.n - b.n);
  const middle = events.indexOf(at);
  return events.slice(Math.max(0, middle - AROUND), middle + AROUND + 1);
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
