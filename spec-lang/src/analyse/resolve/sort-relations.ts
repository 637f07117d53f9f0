/** Relations between sorts: equality, where a term of one may stand for another, names for messages. */
import { printSort } from '../../ir/print-sort.js';
import { equalSort } from '../../ir/equal.js';
import type { Sort } from '../../ir/sort.js';

/** Two files may each declare a sort of one name: equal are names and parts. */
export function sameSort(a: Sort, b: Sort): boolean {
  return a === b || (printSort(a) === printSort(b) && equalSort(a, b));
}

/**
 * May a term of `from` stand where `to` is wanted? Nat stands for Int, also inside collections.
 * An Int may stand for a Nat (`n := n - 1`): that its value is one is checked when it runs.
 */
export function fits(from: Sort, to: Sort): boolean {
  if (isNumber(from) && isNumber(to)) return true;
  return fitsInside(from, to);
}

/** The same of elements, of which nothing is checked when it runs. */
export function fitsInside(from: Sort, to: Sort): boolean {
  if (from.kind === 'nat' && to.kind === 'int') return true;
  if (from.kind === 'null' && to.kind === 'null') return fitsInside(from.of, to.of);
  if (from.kind === 'set' && to.kind === 'set') return fitsInside(from.of, to.of);
  if (from.kind === 'mset' && to.kind === 'mset') return fitsInside(from.of, to.of);
  if (from.kind === 'seq' && to.kind === 'seq') return fitsInside(from.of, to.of);
  if (from.kind === 'map' && to.kind === 'map')
    return sameSort(from.from, to.from) && fitsInside(from.to, to.to);
  if (from.kind === 'array' && to.kind === 'array')
    return (
      from.index.length === to.index.length &&
      from.index.every((sort, i) => sameSort(sort, to.index[i] ?? sort)) &&
      fitsInside(from.of, to.of)
    );
  return sameSort(from, to);
}

export function isNumber(sort: Sort): boolean {
  return sort.kind === 'nat' || sort.kind === 'int';
}

/** Sorts on which < and rank are defined; least and greatest are those of the canonical order, which every sort has. */
export function isOrdered(sort: Sort): boolean {
  return isNumber(sort) || ['char', 'string', 'uninterpreted'].includes(sort.kind);
}

/** What the elements of a collection are, or undefined for other sorts. */
export function elementSort(sort: Sort): Sort | undefined {
  return sort.kind === 'set' || sort.kind === 'mset' || sort.kind === 'seq' ? sort.of : undefined;
}
