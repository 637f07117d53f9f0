/** Conditions that exclude each other by their very form, whatever the values are. */
import { equalExpr } from '../ir/equal.js';
import type { Expr } from '../ir/expr.js';

/** No values make both true. */
export function excludes(a: Expr, b: Expr): boolean {
  return (
    negates(a, b) ||
    negates(b, a) ||
    otherTags(a, b) ||
    otherLiterals(a, b) ||
    comparable(a, b)?.together === false
  );
}

/** Comparisons of the same two terms: can both hold? Undefined for other conditions. */
export function comparable(a: Expr, b: Expr): { readonly together: boolean } | undefined {
  const [x, y] = [comparison(a), comparison(b)];
  if (x === undefined || y === undefined) return undefined;
  if (equalExpr(x.left, y.left) && equalExpr(x.right, y.right))
    return { together: share(x.outcomes, y.outcomes) };
  if (equalExpr(x.left, y.right) && equalExpr(x.right, y.left))
    return { together: share(x.outcomes, y.outcomes.map(mirrored)) };
  return undefined;
}

export function distinctLiterals(a: Expr, b: Expr): boolean {
  return a.kind === 'literal' && b.kind === 'literal' && a.value !== b.value;
}

/** An equation's two readings, `x = v` and `v = x`. */
export function readings(e: Expr & { kind: 'apply' }): readonly (readonly [Expr, Expr])[] {
  const [left, right] = e.args;
  if (left === undefined || right === undefined) return [];
  return [
    [left, right],
    [right, left],
  ];
}

function negates(a: Expr, b: Expr): boolean {
  const [inner] = a.kind === 'apply' && a.op === 'not' ? a.args : [];
  return inner !== undefined && equalExpr(inner, b);
}

function otherTags(a: Expr, b: Expr): boolean {
  if (a.kind !== 'apply' || b.kind !== 'apply' || a.op !== 'hasTag' || b.op !== 'hasTag')
    return false;
  const [[u, s], [v, t]] = [a.args, b.args];
  if (u === undefined || v === undefined || s === undefined || t === undefined) return false;
  return equalExpr(u, v) && distinctLiterals(s, t);
}

function otherLiterals(a: Expr, b: Expr): boolean {
  if (a.kind !== 'apply' || b.kind !== 'apply' || a.op !== 'eq' || b.op !== 'eq') return false;
  return readings(a).some(([x, v]) =>
    readings(b).some(([y, w]) => equalExpr(x, y) && distinctLiterals(v, w)),
  );
}

type Outcome = '<' | '=' | '>';

/** How the two sides of a comparison may stand; of terms without an order `<` and `>` mean "not equal". */
const OUTCOMES: ReadonlyMap<string, readonly Outcome[]> = new Map([
  ['lt', ['<']],
  ['le', ['<', '=']],
  ['eq', ['=']],
  ['ge', ['=', '>']],
  ['gt', ['>']],
  ['ne', ['<', '>']],
]);

function comparison(
  e: Expr,
): { left: Expr; right: Expr; outcomes: readonly Outcome[] } | undefined {
  if (e.kind !== 'apply') return undefined;
  const outcomes = OUTCOMES.get(e.op);
  const [left, right] = e.args;
  return outcomes && left && right ? { left, right, outcomes } : undefined;
}

function share(a: readonly Outcome[], b: readonly Outcome[]): boolean {
  return a.some((o) => b.includes(o));
}

function mirrored(o: Outcome): Outcome {
  if (o === '=') return o;
  return o === '<' ? '>' : '<';
}
