/** The only makers of values: each keeps the canonical form that value.ts states. */
import { compareValues, equalValues } from './compare.js';
import type { Value } from './value.js';

export type TupleValue = Extract<Value, { kind: 'tuple' }>;
export type UnionValue = Extract<Value, { kind: 'union' }>;
export type NullValue = Extract<Value, { kind: 'nil' | 'some' }>;
export type SetValue = Extract<Value, { kind: 'set' }>;
export type MsetValue = Extract<Value, { kind: 'mset' }>;
export type SeqValue = Extract<Value, { kind: 'seq' }>;
export type MapValue = Extract<Value, { kind: 'map' }>;
export type ArrayValue = Extract<Value, { kind: 'array' }>;
export type Entry = readonly [Value, Value];

export const NIL: NullValue = { kind: 'nil' };
export const EMPTY_SET: SetValue = { kind: 'set', elements: [] };
export const EMPTY_MSET: MsetValue = { kind: 'mset', counts: [] };
export const EMPTY_SEQ: SeqValue = { kind: 'seq', elements: [] };
export const EMPTY_MAP: MapValue = { kind: 'map', entries: [] };

export function tupleOf(fields: readonly Value[]): TupleValue {
  return { kind: 'tuple', fields };
}

export function unionOf(tag: string, fields: readonly Value[]): UnionValue {
  return { kind: 'union', tag, fields };
}

export function someOf(value: Value): NullValue {
  return { kind: 'some', value };
}

export function seqOf(elements: readonly Value[]): SeqValue {
  return elements.length === 0 ? EMPTY_SEQ : { kind: 'seq', elements };
}

/** From elements in any order, with or without duplicates. */
export function setOf(elements: readonly Value[]): SetValue {
  return sortedSet(withoutNeighbours([...elements].sort(compareValues)));
}

/** From elements that are already ascending and distinct. */
export function sortedSet(elements: readonly Value[]): SetValue {
  return elements.length === 0 ? EMPTY_SET : { kind: 'set', elements };
}

/** From elements in any order, each as often as it occurs. */
export function msetOf(elements: readonly Value[]): MsetValue {
  const counts: [Value, number][] = [];
  for (const element of [...elements].sort(compareValues)) {
    const last = counts.at(-1);
    if (last !== undefined && equalValues(last[0], element)) last[1] += 1;
    else counts.push([element, 1]);
  }
  return msetOfCounts(counts);
}

/** From ascending elements with their counts; those counted 0 are dropped. */
export function msetOfCounts(counts: readonly (readonly [Value, number])[]): MsetValue {
  const positive = counts.filter(([, count]) => count > 0);
  return positive.length === 0 ? EMPTY_MSET : { kind: 'mset', counts: positive };
}

/** From entries in any order; of several for one key the last counts. */
export function mapOf(entries: readonly Entry[]): MapValue {
  return sortedMap(lastOfEachKey(entries));
}

/** From entries that are already ascending by key, one for each. */
export function sortedMap(entries: readonly Entry[]): MapValue {
  return entries.length === 0 ? EMPTY_MAP : { kind: 'map', entries };
}

/** From entries in any order; those that equal `otherwise` are dropped. */
export function arrayOf(otherwise: Value, entries: readonly Entry[] = []): ArrayValue {
  return sortedArray(otherwise, lastOfEachKey(entries));
}

/** From entries that are already ascending by key, one for each. */
export function sortedArray(otherwise: Value, entries: readonly Entry[]): ArrayValue {
  return {
    kind: 'array',
    otherwise,
    entries: entries.filter(([, value]) => !equalValues(value, otherwise)),
  };
}

/** Where the key stands in ascending entries: its index, or `-1 - i` when it belongs before `i`. */
export function findKey(entries: readonly (readonly [Value, unknown])[], key: Value): number {
  return search(entries.length, (i) => compareValues(at(entries, i)[0], key));
}

/** Where the element stands in ascending elements: its index, or `-1 - i` as for keys. */
export function findElement(elements: readonly Value[], element: Value): number {
  return search(elements.length, (i) => compareValues(at(elements, i), element));
}

/** The ascending entries with this one put in or replaced. */
export function withEntry<T>(
  entries: readonly (readonly [Value, T])[],
  key: Value,
  value: T,
): readonly (readonly [Value, T])[] {
  const found = findKey(entries, key);
  const copy = entries.slice();
  if (found >= 0) copy[found] = [key, value];
  else copy.splice(-1 - found, 0, [key, value]);
  return copy;
}

/** The ascending entries without this key. */
export function withoutEntry<T>(
  entries: readonly (readonly [Value, T])[],
  key: Value,
): readonly (readonly [Value, T])[] {
  const found = findKey(entries, key);
  return found < 0 ? entries : [...entries.slice(0, found), ...entries.slice(found + 1)];
}

/** An element that the caller knows to be there. */
export function at<T>(elements: readonly T[], index: number): T {
  if (index < 0 || index >= elements.length) throw new RangeError(`no element ${index}`);
  return elements[index] as T;
}

function search(length: number, compareAt: (index: number) => number): number {
  let low = 0;
  let high = length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareAt(middle);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

function withoutNeighbours(sorted: readonly Value[]): readonly Value[] {
  return sorted.filter((value, i) => i === 0 || !equalValues(value, at(sorted, i - 1)));
}

function lastOfEachKey(entries: readonly Entry[]): readonly Entry[] {
  const sorted = [...entries].sort((a, b) => compareValues(a[0], b[0]));
  return sorted.filter((entry, i) => {
    const next = sorted[i + 1];
    return next === undefined || !equalValues(entry[0], next[0]);
  });
}
