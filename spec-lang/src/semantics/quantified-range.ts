/** What the variable of a quantifier, comprehension or choice ranges over when no set is given. */
import type { Bound, Comprehension, Expr, Quantified } from '../ir/expr.js';
import type { Span } from '../text/span.js';
import { setOf } from './construct.js';
import {
  machineFor,
  slotOf,
  withLocals,
  type Compile,
  type Context,
  type Machine,
} from './context.js';
import { domainSize, finiteDomain } from './domain.js';
import { planFor } from './solve/plan.js';
import type { Constraint } from './solve/problem.js';
import type { Value } from './value.js';

/** The values to try at this moment. */
export type Range = (machine: Machine) => readonly Value[];

/**
 * The whole sort when it is finite; else the values that the condition leaves possible:
 * `\A k: Nat (k < n => …)`, `\E k: Nat (k < n /\ …)`. Nothing that is left out could change the
 * result. An unbounded variable is a SpecError when it is evaluated.
 */
export function boundedRange(
  expr: Quantified | Comprehension,
  context: Context,
  compile: Compile,
): Range {
  const { name, sort } = expr.variable;
  if (domainSize(sort, context.scope, expr.span) !== Infinity) {
    return () => finiteDomain(sort, context.scope, expr.span, name);
  }
  return solutions(expr.variable, conditionOf(expr), expr.span, context, compile);
}

/** The values of the variable that satisfy the conditions, ascending. */
export function solutions(
  variable: Bound,
  conditions: readonly Expr[],
  span: Span,
  context: Context,
  compile: Compile,
): Range {
  const inner = withLocals(context, [variable.name]);
  const slot = slotOf(inner, variable.name);
  const constraints = conditions.map((expr): Constraint => ({ expr, context: inner }));
  const site = { compile, context: inner, span, what: 'variable' };
  const solve = planFor([{ name: variable.name, slot, sort: variable.sort }], constraints, site);
  return (outer) => {
    const machine = machineFor(outer.state, outer.locals, outer.abstract);
    const found: Value[] = [];
    solve(machine, () => {
      found.push(machine.locals[slot] as Value);
      return false;
    });
    return setOf(found).elements;
  };
}

/** What must hold of the variable for its value to matter. */
function conditionOf(expr: Quantified | Comprehension): readonly Expr[] {
  if (expr.kind === 'comprehension') return expr.where === undefined ? [] : [expr.where];
  if (expr.quantifier === 'exists') return [expr.body];
  return premises(expr.body);
}

/** `P => (Q => R)`, also under further quantifiers whose own variable the premise does not bound. */
function premises(body: Expr): readonly Expr[] {
  if (body.kind !== 'apply' || body.op !== 'implies') return [];
  const [premise, conclusion] = body.args as [Expr, Expr];
  return [premise, ...premises(conclusion)];
}
