/**
 * `\E y (x = f(y) /\ …)` names the values that x can have, one for each y: the variables of such
 * conjuncts, as further unknowns for when nothing else bounds x.
 */
import type { Expr } from '../../ir/expr.js';
import { freeNames } from '../../ir/free-names.js';
import { BOOL } from '../../ir/sort.js';
import type { Context } from '../context.js';
import { flatten, type Constraint, type Unknown } from './problem.js';

export interface Witness {
  readonly unknown: Unknown;
  /** What the quantifier asks of it and of the other unknowns. */
  readonly constraints: readonly Constraint[];
  /** Those inside of it. */
  readonly inner: ReadonlyMap<Constraint, Witness>;
}

export interface Witnessed {
  /** The same constraints, where what they compute keeps off the witnesses' slots. */
  readonly constraints: readonly Constraint[];
  readonly witnesses: ReadonlyMap<Constraint, Witness>;
}

export function withWitnesses(given: readonly Constraint[]): Witnessed {
  const count = given.reduce((n, { expr }) => n + quantifiersIn(expr), 0);
  if (count === 0) return { constraints: given, witnesses: new Map() };
  const first = Math.max(...given.map((c) => c.context.depth));
  const constraints = given.map(({ expr, context }) => ({
    expr,
    context: { ...context, depth: first + count },
  }));
  let next = first;
  return { constraints, witnesses: witnessesOf(constraints, () => next++) };
}

function quantifiersIn(expr: Expr): number {
  if (expr.kind === 'apply' && expr.op === 'and')
    return expr.args.reduce((n, arg) => n + quantifiersIn(arg), 0);
  return isExistential(expr) ? 1 + quantifiersIn(expr.body) : 0;
}

function witnessesOf(
  constraints: readonly Constraint[],
  slot: () => number,
): ReadonlyMap<Constraint, Witness> {
  const found = new Map<Constraint, Witness>();
  for (const constraint of constraints) {
    const { expr, context } = constraint;
    if (isExistential(expr)) found.set(constraint, witnessOf(expr, context, slot));
  }
  return found;
}

function witnessOf(expr: Existential, context: Context, slot: () => number): Witness {
  const { variable, within, body } = expr;
  const unknown: Unknown = { name: variable.name, slot: slot(), sort: variable.sort };
  const inside = { ...context, slots: new Map(context.slots).set(variable.name, unknown.slot) };
  const member = within === undefined ? [] : [memberOf(expr, within)];
  const constraints = [...member, body].flatMap((e) => flatten({ expr: e, context: inside }));
  return { unknown, constraints, inner: witnessesOf(constraints, slot) };
}

type Existential = Expr & { kind: 'quantified' };

/** Where the set mentions the variable's own name, it means another one, which would be hidden. */
function isExistential(expr: Expr): expr is Existential {
  return (
    expr.kind === 'quantified' &&
    expr.quantifier === 'exists' &&
    (expr.within === undefined || !freeNames(expr.within).has(expr.variable.name))
  );
}

function memberOf({ variable, span }: Existential, within: Expr): Expr {
  const element: Expr = { kind: 'local', name: variable.name, sort: variable.sort, span };
  return { kind: 'apply', op: 'in', args: [element, within], sort: BOOL, span };
}
