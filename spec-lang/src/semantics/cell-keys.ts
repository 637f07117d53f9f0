/** At which indices an array's cells are open: all of a finite sort, of an endless one those that a condition leaves open. */
import type { Bound, Expr } from '../ir/expr.js';
import { equalExpr } from '../ir/equal.js';
import { freeNames } from '../ir/free-names.js';
import type { Span } from '../text/span.js';
import { machineFor, slotOf, type Compile, type Context, type Machine } from './context.js';
import { finiteDomain, product } from './domain.js';
import { planFor } from './solve/plan.js';
import type { Value } from './value.js';

/** The indices at which cells are chosen, and what stands at all others, where the conditions say so. */
type Keys = (machine: Machine) => {
  readonly keys: readonly (readonly Value[])[];
  readonly otherwise?: Value;
};

interface Site {
  readonly context: Context;
  /** With the indices as locals. */
  readonly inner: Context;
  readonly span: Span;
  readonly compile: Compile;
}

export function keysOf(
  index: readonly Bound[],
  fixed: Fixed | undefined,
  { context, inner, span, compile }: Site,
): Keys {
  const { scope } = context;
  if (fixed === undefined) {
    const keys = product(index.map((b) => finiteDomain(b.sort, scope, span, `index ${b.name}`)));
    return () => ({ keys });
  }
  const unknowns = index.map((b) => ({ name: b.name, sort: b.sort, slot: slotOf(inner, b.name) }));
  const site = { compile, context: inner, span, what: 'index', isExhaustive: true };
  const solve = planFor(unknowns, [{ expr: fixed.inside, context: inner }], site);
  const otherwise = compile(fixed.value, context);
  return (outer) => {
    const machine = machineFor(outer.state, outer.locals, outer.abstract);
    const keys: (readonly Value[])[] = [];
    solve(machine, () => {
      keys.push(unknowns.map((u) => machine.locals[u.slot] as Value));
      return false;
    });
    return { keys, otherwise: otherwise(outer) };
  };
}

/** What is said of the cells outside of a condition on the index. */
interface Fixed {
  readonly inside: Expr;
  readonly value: Expr;
}

/** Where the premise holds: what follows from it, and nothing of what is said elsewhere. */
export function whereInside(conditions: readonly Expr[], inside: Expr): readonly Expr[] {
  return conditions.flatMap((c) => {
    if (c.kind !== 'apply' || c.op !== 'implies') return [c];
    const [premise, conclusion] = c.args;
    if (premise === undefined || conclusion === undefined) return [c];
    if (equalExpr(premise, inside)) return [conclusion];
    const isElsewhere = premise.kind === 'apply' && premise.op === 'not';
    return isElsewhere && premise.args.some((p) => equalExpr(p, inside)) ? [] : [c];
  });
}

/** Of `~P(i) => cell = e`, where e is the same for every index: all that is open is where P holds. */
export function fixedOutside(
  condition: Expr,
  cell: Bound,
  index: readonly Bound[],
): readonly Fixed[] {
  if (condition.kind !== 'apply' || condition.op !== 'implies') return [];
  const [outside, fixed] = condition.args;
  if (outside?.kind !== 'apply' || outside.op !== 'not') return [];
  if (fixed?.kind !== 'apply' || fixed.op !== 'eq') return [];
  const [left, value] = fixed.args;
  const [inside] = outside.args;
  if (left?.kind !== 'local' || left.name !== cell.name) return [];
  if (value === undefined || inside === undefined) return [];
  const free = freeNames(value);
  return [cell, ...index].some((b) => free.has(b.name)) ? [] : [{ inside, value }];
}
