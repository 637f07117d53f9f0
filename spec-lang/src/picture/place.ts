/** Where marks stand: points, and the arrangements in which the values of a sort stand side by side. */
import type { Expr } from '../ir/expr.js';
import type { Place } from '../ir/picture.js';
import { equalValues } from '../semantics/compare.js';
import { finiteDomain } from '../semantics/domain.js';
import { specError } from '../semantics/failure.js';
import type { Scope } from '../semantics/scope.js';
import type { Value } from '../semantics/value.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the terms of a place are in the state that is drawn. */
export interface Values {
  readonly scope: Scope;
  readonly value: (expr: Expr) => Value;
}

/** From one neighbour to the next, in every arrangement. */
const STEP = 120;

export function pointOf(place: Place, values: Values): Point {
  const [dx = 0, dy = 0] = place.by.map((e) => Number(values.value(e)));
  const { x, y } = anchor(place, values);
  return { x: rounded(x + dx), y: rounded(y + dy) };
}

function anchor({ arrangement, values: [first, second] }: Place, values: Values): Point {
  if (first === undefined) throw new TypeError('a place has a value');
  switch (arrangement) {
    case 'point':
      return { x: Number(values.value(first)), y: second ? Number(values.value(second)) : 0 };
    case 'ring':
      return onRing(rankOf(first, values));
    case 'row':
      return { x: along(first, values), y: 0 };
    case 'column':
      return { x: 0, y: along(first, values) };
    case 'grid':
      return { x: along(first, values), y: second ? along(second, values) : 0 };
  }
}

/** The first at the top, the others clockwise; neighbours are a step apart. */
function onRing({ index, count }: Rank): Point {
  if (count === 1) return { x: 0, y: 0 };
  const radius = STEP / 2 / Math.sin(Math.PI / count);
  const angle = (2 * Math.PI * index) / count - Math.PI / 2;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

/** Numbers are counted from 0; the values of another sort stand evenly around the middle. */
function along(expr: Expr, values: Values): number {
  if (expr.sort.kind === 'nat' || expr.sort.kind === 'int')
    return STEP * Number(values.value(expr));
  const { index, count } = rankOf(expr, values);
  return STEP * (index - (count - 1) / 2);
}

interface Rank {
  readonly index: number;
  readonly count: number;
}

function rankOf(expr: Expr, { scope, value }: Values): Rank {
  const { sort, span } = expr;
  // An enumeration stands in the order in which it was written.
  const all = sort.kind === 'enum' ? sort.values : finiteDomain(sort, scope, span, 'place');
  const found = value(expr);
  const index = all.findIndex((v) => equalValues(v, found));
  if (index !== -1) return { index, count: all.length };
  throw specError('E0604', span, 'this value is not one of the scope, so it has no place');
}

function rounded(x: number): number {
  // The sine of a half turn is not quite nothing; -0 would be written as such.
  return Math.round(x * 10) / 10 + 0;
}
