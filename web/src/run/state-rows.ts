/** A state as rows of names and values, cell by cell, with what the last step changed marked. */
import {
  equalValues,
  keyOf,
  keySort,
  showValue,
  type Sort,
  type State,
  type Value,
} from '@maat/spec-lang';
import type { AutomatonView } from './view.js';

export interface StateRow {
  /** `queue`, or `queue[view0]`. */
  readonly name: string;
  readonly value: string;
  /** What it was before the step; undefined when it is as it was. */
  readonly before: string | undefined;
}

/** With a process only the cells that belong to it, besides what belongs to nobody. */
export function stateRows(
  view: AutomatonView,
  state: State,
  before: State | undefined,
  process?: string,
): readonly StateRow[] {
  return view.variables.flatMap(({ name, sort }, i) => {
    const now = state[i];
    if (now === undefined) return [];
    return rowsOf(name, sort, now, before?.[i], process);
  });
}

type Entries = readonly (readonly [Value, Value])[];

function rowsOf(
  name: string,
  sort: Sort,
  now: Value,
  before: Value | undefined,
  process: string | undefined,
): readonly StateRow[] {
  if (typeof now === 'object' && now.kind === 'array' && sort.kind === 'array') {
    const old = typeof before === 'object' && before.kind === 'array' ? before : undefined;
    const cells = cellsOf(name, keySort(sort.index), sort.of, now.entries, old?.entries, process, {
      now: now.otherwise,
      old: old?.otherwise,
    });
    const rest =
      process === undefined
        ? [row(`${name}[…]`, sort.of, now.otherwise, old?.otherwise ?? now.otherwise)]
        : [];
    return [...cells, ...rest];
  }
  if (typeof now === 'object' && now.kind === 'map' && sort.kind === 'map') {
    const old = typeof before === 'object' && before.kind === 'map' ? before.entries : undefined;
    const cells = cellsOf(name, sort.from, sort.to, now.entries, old, process, {});
    return cells.length === 0 ? [row(name, sort, now, before)] : cells;
  }
  return [row(name, sort, now, before)];
}

interface Otherwise {
  readonly now?: Value;
  readonly old?: Value | undefined;
}

/** The keys of both states, so that what has gone is seen to be gone. */
function cellsOf(
  name: string,
  from: Sort,
  to: Sort,
  now: Entries,
  old: Entries | undefined,
  process: string | undefined,
  otherwise: Otherwise,
): readonly StateRow[] {
  const keys = new Map([...now, ...(old ?? [])].map(([key]) => [keyOf(key), key]));
  return [...keys]
    .filter(([, key]) => process === undefined || belongsTo(key, process))
    .map(([text, key]) => {
      const value = lookUp(now, text) ?? otherwise.now;
      const was = old === undefined ? value : (lookUp(old, text) ?? otherwise.old);
      return cell(`${name}[${showKey(key, from)}]`, to, value, was);
    });
}

function cell(name: string, sort: Sort, now: Value | undefined, was: Value | undefined): StateRow {
  if (now !== undefined)
    return was === undefined
      ? { ...row(name, sort, now, now), before: '–' }
      : row(name, sort, now, was);
  return { name, value: '–', before: was === undefined ? undefined : showValue(was, sort) };
}

function row(name: string, sort: Sort, now: Value, before: Value | undefined): StateRow {
  const same = before === undefined || equalValues(now, before);
  return { name, value: showValue(now, sort), before: same ? undefined : showValue(before, sort) };
}

function lookUp(entries: Entries, key: string): Value | undefined {
  return entries.find(([k]) => keyOf(k) === key)?.[1];
}

/** Without the brackets of a key of several parts. */
function showKey(key: Value, sort: Sort): string {
  if (sort.kind !== 'tuple' || typeof key !== 'object' || key.kind !== 'tuple')
    return showValue(key, sort);
  return sort.fields.map((f, i) => showValue(key.fields[i] ?? '', f.sort)).join(', ');
}

function belongsTo(key: Value, process: string): boolean {
  if (key === process) return true;
  return typeof key === 'object' && key.kind === 'tuple' && key.fields[0] === process;
}
