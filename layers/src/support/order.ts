/**
 * Equality, canonical order and keys of run-time values. Both agree with the reference semantics:
 * the same sets are iterated in the same order there and here.
 */
import { Collection } from './collection.js';

/** Letter by letter, except that runs of digits compare as numbers; a total order. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const endA = digitsEnd(a, i);
      const endB = digitsEnd(b, j);
      const order = compareDigits(a, i, endA, b, j, endB);
      if (order !== 0) return order;
      i = endA;
      j = endB;
    } else if (x !== y) {
      return x - y;
    } else {
      i += 1;
      j += 1;
    }
  }
  const rest = a.length - i - (b.length - j);
  if (rest !== 0) return rest;
  return a < b ? -1 : 1;
}

export function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareNames(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a === null) return -1;
  if (b === null) return 1;
  if (a instanceof Collection && b instanceof Collection) return compareLists(a.parts(), b.parts());
  return compareObjects(a as object, b as object);
}

export function eq(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Collection)
    return b instanceof Collection && a.size === b.size && sameLists(a.parts(), b.parts());
  return sameLists(Object.values(a), Object.values(b));
}

/** A primitive stands for itself; equal composites have the same text. */
export function keyOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? keyText(value) : value;
}

function keyText(value: unknown): string {
  if (typeof value === 'string') return `${value.length}:${value}`;
  if (typeof value !== 'object') return `${value as number | boolean}`;
  if (value === null) return '_';
  const parts = value instanceof Collection ? value.parts() : Object.values(value);
  return `(${parts.map(keyText).join(' ')})`;
}

/** Tuples by their fields; unions by their tag, as plain text, then by the fields. */
function compareObjects(a: object, b: object): number {
  if ('tag' in a && 'tag' in b && a.tag !== b.tag) return String(a.tag) < String(b.tag) ? -1 : 1;
  return compareLists(Object.values(a), Object.values(b));
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < a.length && i < b.length; i += 1) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function sameLists(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((x, i) => eq(x, b[i]));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function digitsEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

/** Runs may be longer than a safe integer: without leading zeros, the longer one is the greater. */
function compareDigits(
  a: string,
  i: number,
  endA: number,
  b: string,
  j: number,
  endB: number,
): number {
  while (i < endA - 1 && a.charCodeAt(i) === 48) i += 1;
  while (j < endB - 1 && b.charCodeAt(j) === 48) j += 1;
  const lengths = endA - i - (endB - j);
  if (lengths !== 0) return lengths;
  for (; i < endA; i += 1, j += 1) {
    const order = a.charCodeAt(i) - b.charCodeAt(j);
    if (order !== 0) return order;
  }
  return 0;
}
