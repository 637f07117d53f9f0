/** What the variable of a quantifier, comprehension or choice ranges over when no set is given. */
import type { Bound, Comprehension, Expr, Quantified } from '../ir/expr.js';
import { freeNames } from '../ir/free-names.js';
import { BOOL } from '../ir/sort.js';
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
import { SpecError } from './failure.js';
import { planFor } from './solve/plan.js';
import type { Constraint } from './solve/problem.js';
import {
  undefinedAnywhere,
  undefinedValue,
  type Conditions,
  type Inside,
} from './undefined-value.js';
import type { Value } from './value.js';

/** The values to try at this moment. */
export type Range = (machine: Machine) => readonly Value[];

/**
 * The whole sort when it is finite; else the values that the condition leaves possible:
 * `\A k: Nat (k < n => …)`, `\E k: Nat (k < n /\ …)`. Nothing that is left out could change the
 * result: where the condition is undefined for some value, that value alone. An unbounded variable is a SpecError when it is evaluated.
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
  const asked = conditionsOf(expr);
  const find = undefinedValue(asked, context, compile);
  const bounded = [...asked.read.filter((c) => !mentions(c.expr, c.inner)).map((c) => c.expr)];
  const conditions = [...bounded, ...asked.implied(asked.read)];
  const solve = solutions(expr.variable, conditions, expr.span, context, compile, true);
  const whole = undefinedAnywhere(asked, context, compile);
  return (machine) => {
    const value = find(machine);
    if (value !== undefined) return [value];
    try {
      return solve(machine);
    } catch (error) {
      // What nothing bounds cannot all be tried; but where one of some has no value, nor has the whole.
      const one = error instanceof SpecError ? whole(machine) : undefined;
      if (one === undefined) throw error;
      return [one];
    }
  };
}

/** The values of the variable that satisfy the conditions, ascending; one that is undefined is not satisfied. */
export function solutions(
  variable: Bound,
  conditions: readonly Expr[],
  span: Span,
  context: Context,
  compile: Compile,
  isExhaustive = false,
): Range {
  const inner = withLocals(context, [variable.name]);
  const slot = slotOf(inner, variable.name);
  const constraints = conditions.map((expr): Constraint => ({ expr, context: inner }));
  const site = { compile, context: inner, span, what: 'variable', isExhaustive };
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
function conditionsOf(expr: Quantified | Comprehension): Conditions {
  const { variable, span } = expr;
  const implied = (read: readonly Inside[]): readonly Expr[] => boundsThroughInner(read, variable);
  if (expr.kind === 'comprehension') {
    const { where } = expr;
    const read = where === undefined ? [] : conjunctsWithin(where, variable.name, new Set());
    return { variable, read, implied, whole: where ?? expr.element, span };
  }
  const relevant = expr.quantifier === 'exists' ? conjunctsWithin : premisesWithin;
  const read = relevant(expr.body, variable.name, new Set());
  return { variable, read, implied, whole: expr.body, span };
}

/** Of `P /\ \E y (Q /\ R)` the conjuncts P, Q and R: where one of them is false, so is the whole. */
function conjunctsWithin(
  body: Expr,
  variable: string,
  inner: ReadonlySet<string>,
): readonly Inside[] {
  if (body.kind === 'apply' && body.op === 'and')
    return body.args.flatMap((arg) => conjunctsWithin(arg, variable, inner));
  if (entersInner(body, 'exists', variable, inner))
    return [
      ...rangeOf(body, inner),
      ...conjunctsWithin(body.body, variable, new Set([...inner, body.variable.name])),
    ];
  return [{ expr: body, inner }];
}

/** Of `P => \A y (Q => R)` the conjuncts of P and Q: where one is false, the whole is true. */
function premisesWithin(
  body: Expr,
  variable: string,
  inner: ReadonlySet<string>,
): readonly Inside[] {
  if (entersInner(body, 'forall', variable, inner))
    return [
      ...rangeOf(body, inner),
      ...premisesWithin(body.body, variable, new Set([...inner, body.variable.name])),
    ];
  if (body.kind !== 'apply' || body.op !== 'implies') return [];
  const [premise, conclusion] = body.args as [Expr, Expr];
  return [
    ...conjunctsWithin(premise, variable, inner),
    ...premisesWithin(conclusion, variable, inner),
  ];
}

/** That there is something for the inner variable to range over: it is read first. */
function rangeOf({ within }: Quantified, inner: ReadonlySet<string>): readonly Inside[] {
  if (within === undefined) return [];
  const { span } = within;
  return [{ expr: { kind: 'apply', op: 'eq', args: [within, within], sort: BOOL, span }, inner }];
}

/** A quantifier of the same kind whose variable does not hide one that is spoken of. */
function entersInner(
  body: Expr,
  quantifier: Quantified['quantifier'],
  variable: string,
  inner: ReadonlySet<string>,
): body is Quantified {
  return (
    body.kind === 'quantified' &&
    body.quantifier === quantifier &&
    body.variable.name !== variable &&
    !inner.has(body.variable.name)
  );
}

/** `i < j /\ j < n` says `i < n` too, which bounds i without j. */
function boundsThroughInner(found: readonly Inside[], variable: Bound): readonly Expr[] {
  const below = found.flatMap(({ expr, inner }) => {
    const larger = largerThan(expr, variable.name);
    return larger?.kind === 'local' && inner.has(larger.name) ? [larger.name] : [];
  });
  return below.flatMap((y) =>
    found.flatMap(({ expr, inner }) => {
      const larger = largerThan(expr, y);
      if (larger === undefined || mentions(larger, inner) || !inner.has(y)) return [];
      const small: Expr = { kind: 'local', ...variable, span: expr.span };
      return [{ kind: 'apply', op: 'lt', args: [small, larger], sort: BOOL, span: expr.span }];
    }),
  );
}

/** The e of `x < e`. */
function largerThan(expr: Expr, x: string): Expr | undefined {
  if (expr.kind !== 'apply') return undefined;
  const [left, right] = expr.op === 'gt' ? [...expr.args].reverse() : expr.args;
  const compared = expr.op === 'lt' || expr.op === 'gt';
  return compared && left?.kind === 'local' && left.name === x ? right : undefined;
}

function mentions(expr: Expr, names: ReadonlySet<string>): boolean {
  return names.size > 0 && [...freeNames(expr)].some((name) => names.has(name));
}
