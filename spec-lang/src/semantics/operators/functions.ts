/** Operators of Map and Array, and reading by index, which Seq has too. */
import type { Sort } from '../../ir/sort.js';
import {
  arrayOf,
  findKey,
  seqOf,
  sortedArray,
  sortedMap,
  sortedSet,
  tupleOf,
  withEntry,
  withoutEntry,
  type Entry,
} from '../construct.js';
import { defaultValue, keysOf } from '../domain.js';
import { anyOperand, operand, type Operation, type Site } from './operation.js';
import type { Value } from '../value.js';
import { equalValues } from '../compare.js';

export const FUNCTIONS = ['index', 'update', 'constant', 'defined', 'remove', 'keys'] as const;
export type FunctionOperator = (typeof FUNCTIONS)[number];

export function functionOperation(op: FunctionOperator, site: Site): Operation {
  switch (op) {
    case 'index':
      return (args) => readAt(anyOperand(args, 0), keyFrom(args.slice(1)), site.fail);
    case 'update':
      return (args) =>
        updateAt(
          anyOperand(args, 0),
          keyFrom(args.slice(1, -1)),
          anyOperand(args, args.length - 1),
          site.fail,
        );
    case 'constant':
      return constant(site);
    case 'defined':
      return (args) => findKey(operand(args, 0, 'map').entries, anyOperand(args, 1)) >= 0;
    case 'remove':
      return (args) =>
        sortedMap(withoutEntry(operand(args, 0, 'map').entries, anyOperand(args, 1)));
    case 'keys':
      return (args) => sortedSet(operand(args, 0, 'map').entries.map(([key]) => key));
  }
}

/** One index is the key itself, two are a tuple. */
export function keyFrom(index: readonly Value[]): Value {
  return index.length === 1 ? anyOperand(index, 0) : tupleOf(index);
}

export function readAt(of: Value, key: Value, fail: (reason: string) => never): Value {
  if (typeof of !== 'object') throw new TypeError('not indexable');
  if (of.kind === 'seq') {
    if (typeof key !== 'number') throw new TypeError('a position is a number');
    return (
      of.elements[key] ?? fail(`position ${key} of a sequence of length ${of.elements.length}`)
    );
  }
  if (of.kind !== 'map' && of.kind !== 'array') throw new TypeError(`${of.kind} is not indexable`);
  const found = findKey(of.entries, key);
  if (found >= 0) return anyOperand(of.entries[found] ?? [], 1);
  return of.kind === 'array' ? of.otherwise : fail('a key that the map does not define');
}

/** The map with the key defined, the array changed there, or the sequence changed at that position. */
export function updateAt(
  of: Value,
  key: Value,
  value: Value,
  fail: (reason: string) => never,
): Value {
  if (typeof of !== 'object') throw new TypeError('not updatable');
  if (of.kind === 'map') return sortedMap(withEntry(of.entries, key, value));
  if (of.kind === 'array') {
    const entries = equalValues(value, of.otherwise)
      ? withoutEntry(of.entries, key)
      : withEntry(of.entries, key, value);
    return { kind: 'array', otherwise: of.otherwise, entries };
  }
  if (of.kind !== 'seq') throw new TypeError(`${of.kind} cannot be updated at a key`);
  const { elements } = of;
  if (typeof key !== 'number' || !(key in elements)) return fail('a position outside the sequence');
  return seqOf(elements.map((element, i) => (i === key ? value : element)));
}

/**
 * Over finite indices, `constant(e)` is kept as exceptions from the element sort's default, so
 * that arrays that are equal everywhere are one value however they came about.
 */
function constant(site: Site): Operation {
  const { expr, scope } = site;
  const { index, of } = arraySort(expr.sort);
  return (args) => {
    const value = anyOperand(args, 0);
    const otherwise = defaultValue(of, scope, expr.span);
    const keys = equalValues(value, otherwise) ? undefined : keysOf(index, scope, expr.span);
    if (keys === undefined) return arrayOf(value);
    return sortedArray(
      otherwise,
      keys.map((key): Entry => [key, value]),
    );
  };
}

function arraySort(sort: Sort): Extract<Sort, { kind: 'array' }> {
  if (sort.kind !== 'array') throw new TypeError('constant makes an Array');
  return sort;
}
