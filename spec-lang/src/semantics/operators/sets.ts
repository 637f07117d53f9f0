/** Operators of Set and Mset. Both kinds are merged along their ascending elements. */
import type { Sort } from '../../ir/sort.js';
import { compareValues } from '../compare.js';
import {
  findElement,
  findKey,
  msetOf,
  msetOfCounts,
  setOf,
  sortedSet,
  withEntry,
} from '../construct.js';
import { anyOperand, operand, type Operation, type Site } from './operation.js';
import type { Value } from '../value.js';

export const SETS = [
  'insert',
  'delete',
  'union',
  'intersection',
  'difference',
  'subset',
  'count',
  'least',
  'greatest',
  'rank',
  'elements',
] as const;
export type SetOperator = (typeof SETS)[number];

export function setOperation(op: SetOperator, site: Site): Operation {
  switch (op) {
    case 'insert':
      return (args) => insert(anyOperand(args, 0), anyOperand(args, 1));
    case 'delete':
      return (args) => remove(anyOperand(args, 0), anyOperand(args, 1));
    case 'union':
      return merging(isMset(site.expr.sort), Math.max, (a, b) => a + b);
    case 'intersection':
      return merging(isMset(site.expr.sort), Math.min, Math.min);
    case 'difference':
      return merging(
        isMset(site.expr.sort),
        (a, b) => a - b,
        (a, b) => a - b,
      );
    case 'subset':
      return (args) =>
        countsOf(anyOperand(args, 0)).every(([x, n]) => n <= count(x, anyOperand(args, 1)));
    case 'count':
      return (args) => count(anyOperand(args, 0), anyOperand(args, 1));
    case 'least':
      return (args) => operand(args, 0, 'set').elements[0] ?? site.fail('least element of {}');
    case 'greatest':
      return (args) =>
        operand(args, 0, 'set').elements.at(-1) ?? site.fail('greatest element of {}');
    case 'rank':
      return (args) => rank(anyOperand(args, 0), operand(args, 1, 'set').elements);
    case 'elements':
      return (args) => setOf(operand(args, 0, 'seq').elements);
  }
}

/** How often x is in the set (0 or 1) or multiset. */
export function count(x: Value, collection: Value): number {
  if (typeof collection !== 'object') throw new TypeError('not a collection');
  if (collection.kind === 'set') return findElement(collection.elements, x) >= 0 ? 1 : 0;
  if (collection.kind !== 'mset') throw new TypeError(`count in a ${collection.kind}`);
  const found = findKey(collection.counts, x);
  return found < 0 ? 0 : (collection.counts[found]?.[1] ?? 0);
}

/** How many elements come before x, whether or not x is one of them. */
function rank(x: Value, elements: readonly Value[]): number {
  const found = findElement(elements, x);
  return found < 0 ? -1 - found : found;
}

function insert(x: Value, collection: Value): Value {
  if (typeof collection === 'object' && collection.kind === 'mset') {
    return msetOfCounts(withEntry(collection.counts, x, count(x, collection) + 1));
  }
  const { elements } = operand([collection], 0, 'set');
  const found = findElement(elements, x);
  if (found >= 0) return collection;
  return sortedSet([...elements.slice(0, -1 - found), x, ...elements.slice(-1 - found)]);
}

function remove(x: Value, collection: Value): Value {
  if (typeof collection === 'object' && collection.kind === 'mset') {
    const left = count(x, collection) - 1;
    return left < 0 ? collection : msetOfCounts(withEntry(collection.counts, x, left));
  }
  const { elements } = operand([collection], 0, 'set');
  const found = findElement(elements, x);
  return found < 0
    ? collection
    : sortedSet([...elements.slice(0, found), ...elements.slice(found + 1)]);
}

type Combine = (a: number, b: number) => number;

/** The result counts each element as `combine` says, of how often it is in either operand. */
function merging(mset: boolean, ofSets: Combine, ofMsets: Combine): Operation {
  return (args) => {
    const left = countsOf(anyOperand(args, 0));
    const right = countsOf(anyOperand(args, 1));
    const merged = merge(left, right, mset ? ofMsets : ofSets);
    return mset ? msetOfCounts(merged) : sortedSet(merged.filter(([, n]) => n > 0).map(([x]) => x));
  };
}

type Counts = readonly (readonly [Value, number])[];

function merge(left: Counts, right: Counts, combine: Combine): Counts {
  const merged: (readonly [Value, number])[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const a = left[i];
    const b = right[j];
    const order = a === undefined ? 1 : b === undefined ? -1 : compareValues(a[0], b[0]);
    const element = order <= 0 ? a?.[0] : b?.[0];
    if (element === undefined) break;
    merged.push([element, combine(order <= 0 ? (a?.[1] ?? 0) : 0, order >= 0 ? (b?.[1] ?? 0) : 0)]);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return merged;
}

function countsOf(collection: Value): Counts {
  if (typeof collection === 'object' && collection.kind === 'mset') return collection.counts;
  return operand([collection], 0, 'set').elements.map((x) => [x, 1]);
}

function isMset(sort: Sort): boolean {
  return sort.kind === 'mset';
}

/** A display or an empty collection of this sort. */
export function collect(sort: Sort, elements: readonly Value[]): Value {
  return isMset(sort) ? msetOf(elements) : setOf(elements);
}
