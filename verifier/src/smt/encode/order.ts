/** Comparisons: numbers as numbers, elements of other sorts by their place in the canonical order. */
import type { Sort, Span } from '@maat/spec-lang';
import { less, lessOrEqual } from '../logic/build.js';
import { apply, type Term } from '../logic/term.js';
import { orderOf, type Problem } from './context.js';
import { Inexpressible } from './inexpressible.js';
import { isScalar, logicSort } from './logic-sort.js';

export function comparison(
  problem: Problem,
  op: 'lt' | 'le' | 'gt' | 'ge',
  sort: Sort,
  a: Term,
  b: Term,
  span: Span,
): Term {
  const place = (t: Term): Term => placed(problem, sort, t, span);
  switch (op) {
    case 'lt':
      return less(place(a), place(b));
    case 'le':
      return lessOrEqual(place(a), place(b));
    case 'gt':
      return less(place(b), place(a));
    case 'ge':
      return lessOrEqual(place(b), place(a));
  }
}

/** The number that the order goes by. */
export function placed(problem: Problem, sort: Sort, term: Term, span: Span): Term {
  if (!isScalar(sort)) throw unordered(sort, span);
  switch (sort.kind) {
    case 'nat':
    case 'int':
    case 'char':
      return term;
    case 'string':
    case 'uninterpreted':
      return apply(orderOf(problem, logicSort(sort, span)), [term]);
    case 'bool':
    case 'enum':
      throw unordered(sort, span);
  }
}

/** Whether elements of the sort have such a number. */
export function isPlaced(sort: Sort): boolean {
  return isScalar(sort) && sort.kind !== 'bool' && sort.kind !== 'enum';
}

function unordered(sort: Sort, span: Span): Inexpressible {
  return new Inexpressible(`an order of a ${sort.kind}`, span);
}
