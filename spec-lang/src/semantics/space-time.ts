/** Runs as space-time diagrams for a terminal: time goes down, each process has a lane. */
import type { Action, Automaton } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import { compareNames } from './compare.js';
import { at } from './construct.js';
import type { Run, Stopped } from './run.js';
import { showValue } from './show.js';
import type { Step, Value } from './value.js';

export interface SpaceTimeRow {
  /** The process at which it happens; without one it is of the whole system. */
  readonly lane?: string;
  readonly label: string;
  /** A change of view, or the place where something is wrong. */
  readonly mark?: 'view' | 'fault';
  /** Stands at the left; the row's number when absent. */
  readonly time?: string;
}

const NARROWEST = 12;
const GAP = 2;

/** Draws rows under lanes; no line is longer than `width` unless the lanes leave no choice. */
export function drawSpaceTime(
  lanes: readonly string[],
  rows: readonly SpaceTimeRow[],
  width = 100,
): string {
  const times = rows.map((row, i) => row.time ?? String(i + 1));
  const margin = Math.max(...times.map((t) => t.length), 1) + GAP;
  const room = Math.max(NARROWEST, Math.floor((width - margin) / Math.max(1, lanes.length)));
  const laneWidth = Math.min(room, widest(lanes, rows) + GAP);
  const head = ' '.repeat(margin) + lanes.map((lane) => cell(lane, laneWidth)).join('');
  const body = rows.map((row, i) => {
    const start = at(times, i)
      .padStart(margin - GAP)
      .padEnd(margin);
    return (
      start +
      (row.lane === undefined ? systemLine(row, lanes, laneWidth) : laneLine(row, lanes, laneWidth))
    );
  });
  return [head, ...body].map((line) => line.trimEnd()).join('\n');
}

/**
 * The lanes are the processes: the elements, met in the run, of the first uninterpreted sort that
 * an action has as its first parameter.
 */
export function spaceTime(run: Run, automaton: Automaton, width = 100): string {
  const sort = processSort(automaton);
  const rows = run.steps.map((step) => rowOf(step, automaton, sort));
  const lanes = [...new Set(rows.flatMap((r) => (r.lane === undefined ? [] : [r.lane])))];
  const ending = endingOf(run.stopped);
  const last: readonly SpaceTimeRow[] =
    ending === undefined ? [] : [{ label: ending, mark: 'fault', time: '' }];
  return drawSpaceTime(lanes.sort(compareNames), [...rows, ...last], width);
}

/** `deliver(q, m)`, without the process that the lane shows. */
function rowOf(step: Step, automaton: Automaton, process: string | undefined): SpaceTimeRow {
  const action = automaton.signature.find((a) => a.name === step.action);
  const located = action !== undefined && firstSort(action) === process && process !== undefined;
  const shown = step.args.map((arg, i) => showArgument(arg, action?.parameters[i]?.sort));
  const label = callText(step.action, located ? shown.slice(1) : shown);
  const mark = action !== undefined && changesView(action) ? { mark: 'view' as const } : {};
  return {
    label,
    ...mark,
    ...(located ? { lane: showArgument(at(step.args, 0), action.parameters[0]?.sort) } : {}),
  };
}

function processSort(automaton: Automaton): string | undefined {
  const external = automaton.signature.filter((action) => action.kind !== 'internal');
  return external.map(firstSort).find((name) => name !== undefined);
}

function firstSort(action: Action): string | undefined {
  const sort = action.parameters[0]?.sort;
  return sort?.kind === 'uninterpreted' ? sort.name : undefined;
}

/** An output at a process that tells it a set of processes: its new membership. */
function changesView(action: Action): boolean {
  const [process, ...rest] = action.parameters;
  return (
    action.kind === 'output' &&
    rest.some(
      ({ sort }) =>
        sort.kind === 'set' &&
        sort.of.kind === 'uninterpreted' &&
        process?.sort.kind === 'uninterpreted' &&
        sort.of.name === process.sort.name,
    )
  );
}

function showArgument(value: Value, sort: Sort | undefined): string {
  return sort === undefined ? JSON.stringify(value) : showValue(value, sort);
}

function callText(name: string, args: readonly string[]): string {
  return args.length === 0 ? name : `${name}(${args.join(', ')})`;
}

function endingOf(stopped: Stopped): string | undefined {
  switch (stopped.kind) {
    case 'steps':
      return undefined;
    case 'deadlock':
      return 'no step is enabled';
    case 'invariant':
      return `invariant ${stopped.name} is violated`;
    case 'error':
      return stopped.diagnostics.map((d) => d.message).join('; ');
  }
}

function widest(lanes: readonly string[], rows: readonly SpaceTimeRow[]): number {
  const labels = rows.filter((row) => row.lane !== undefined).map((row) => marked(row).length);
  return Math.max(NARROWEST - GAP, ...labels, ...lanes.map((lane) => lane.length));
}

function laneLine(row: SpaceTimeRow, lanes: readonly string[], width: number): string {
  return lanes.map((lane) => cell(lane === row.lane ? marked(row) : '│', width)).join('');
}

/** What is of no single process crosses all lanes. */
function systemLine(row: SpaceTimeRow, lanes: readonly string[], width: number): string {
  const fill = row.mark === 'fault' ? '✗' : '·';
  const text = `${fill} ${row.label} `;
  return text.padEnd(Math.max(text.length, lanes.length * width - GAP), fill);
}

function marked(row: SpaceTimeRow): string {
  if (row.mark === 'view') return `═ ${row.label} ═`;
  return row.mark === 'fault' ? `✗ ${row.label}` : row.label;
}

function cell(text: string, width: number): string {
  const room = width - 1;
  return (text.length > room ? `${text.slice(0, room - 1)}…` : text).padEnd(width);
}
