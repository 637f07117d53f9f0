/** The canonical order of values, and equality. Both compare values of one sort. */
import type { Value } from './value.js';

/**
 * Negative, zero or positive. Numbers by size, false before true, names letter by letter with
 * runs of digits as numbers (`p9` before `p10`), tuples, sequences and collections element by
 * element, nil before every other value of its sort.
 */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareNames(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'object' && typeof b === 'object') return compareComposite(a, b);
  return compareText(typeof a, typeof b);
}

export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return compareComposite(a, b) === 0;
}

/** Letter by letter, but a run of digits against a run of digits as numbers. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = digitsEnd(a, i);
    const endB = digitsEnd(b, j);
    if (endA > i && endB > j) {
      const order = compareDigits(a.slice(i, endA), b.slice(j, endB));
      if (order !== 0) return order;
      i = endA;
      j = endB;
    } else {
      const order = a.charCodeAt(i) - b.charCodeAt(j);
      if (order !== 0) return order;
      i += 1;
      j += 1;
    }
  }
  const rest = a.length - i - (b.length - j);
  return rest === 0 ? compareText(a, b) : rest;
}

type Composite = Exclude<Value, boolean | number | string>;

function compareComposite(a: Composite, b: Composite): number {
  switch (a.kind) {
    case 'nil':
      return b.kind === 'nil' ? 0 : -1;
    case 'some':
      return b.kind === 'some' ? compareValues(a.value, b.value) : 1;
    case 'tuple':
      return b.kind === 'tuple' ? compareLists(a.fields, b.fields) : compareText(a.kind, b.kind);
    case 'union':
      if (b.kind !== 'union') return compareText(a.kind, b.kind);
      return compareText(a.tag, b.tag) || compareLists(a.fields, b.fields);
    case 'set':
    case 'seq':
      if (b.kind !== a.kind) return compareText(a.kind, b.kind);
      return compareLists(a.elements, b.elements);
    case 'mset':
      return b.kind === 'mset' ? compareEntries(a.counts, b.counts) : compareText(a.kind, b.kind);
    case 'map':
      return b.kind === 'map' ? compareEntries(a.entries, b.entries) : compareText(a.kind, b.kind);
    case 'array':
      if (b.kind !== 'array') return compareText(a.kind, b.kind);
      return compareValues(a.otherwise, b.otherwise) || compareEntries(a.entries, b.entries);
  }
}

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

type Entries = readonly (readonly [Value, Value])[];

function compareEntries(a: Entries, b: Entries): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const [keyA, valueA] = a[i] as readonly [Value, Value];
    const [keyB, valueB] = b[i] as readonly [Value, Value];
    const order = compareValues(keyA, keyB) || compareValues(valueA, valueB);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** As numbers of any length; leading zeros do not count here. */
function compareDigits(a: string, b: string): number {
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length - right.length || compareText(left, right);
}
