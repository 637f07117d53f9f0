/** Constraints that name the values an unknown can have: equations, memberships, subsets, alternatives. */
import type { Expr, Operator } from '../../ir/expr.js';
import type { Compile, Machine } from '../context.js';
import type { Value } from '../value.js';
import { freeSlots } from './free-slots.js';
import { attempt, isKnown, patternOf, type Match } from './pattern.js';
import type { Constraint } from './problem.js';
import { anyOfStep, elementsIn, matchStep, memberStep, subsetsIn, type PlanStep } from './steps.js';

/** `exact`: the constraint holds of all that is generated. `single`: at most one value is. */
export interface Generator {
  readonly step: PlanStep;
  readonly binds: ReadonlySet<number>;
  readonly exact: boolean;
  readonly single: boolean;
}

interface Site {
  readonly constraint: Constraint;
  readonly unknown: ReadonlySet<number>;
  readonly compile: Compile;
}

export function generatorFrom(
  constraint: Constraint,
  unknown: ReadonlySet<number>,
  compile: Compile,
): Generator | undefined {
  const site = { constraint, unknown, compile };
  const { expr } = constraint;
  if (expr.kind !== 'apply') return undefined;
  const [left, right] = expr.args as [Expr, Expr];
  return named(expr.op, left, right, site) ?? implied(expr, site);
}

function named(op: Operator, left: Expr, right: Expr, site: Site): Generator | undefined {
  if (op === 'eq') return equation(left, right, site) ?? equation(right, left, site);
  if (op === 'in') return membership(left, right, elementsIn, site);
  if (op === 'defined') return membership(right, left, elementsIn, site);
  if (op === 'or') return alternatives(site.constraint.expr, site);
  const subset = op === 'subset' && left.kind === 'local' && left.sort.kind === 'set';
  return subset ? membership(left, right, subsetsIn, site) : undefined;
}

function equation(pattern: Expr, value: Expr, site: Site): Generator | undefined {
  const match = matchFor(pattern, value, site);
  if (match === undefined) return undefined;
  const code = site.compile(value, site.constraint.context);
  return generator(matchStep(code, match), pattern, site, { exact: true, single: true });
}

function membership(
  pattern: Expr,
  collection: Expr,
  elements: (collection: Value) => readonly Value[],
  site: Site,
): Generator | undefined {
  const match = matchFor(pattern, collection, site);
  if (match === undefined) return undefined;
  const code = site.compile(collection, site.constraint.context);
  return generator(memberStep(code, match, elements), pattern, site, {
    exact: true,
    single: false,
  });
}

function matchFor(pattern: Expr, known: Expr, site: Site): Match | undefined {
  const { context } = site.constraint;
  if (!isKnown(known, context, site.unknown) || isKnown(pattern, context, site.unknown)) {
    return undefined;
  }
  return patternOf(pattern, { context, compile: site.compile, unknown: site.unknown });
}

/** `x = a \/ x \in S \/ …` for one unknown x. */
function alternatives(expr: Expr, site: Site): Generator | undefined {
  const { context } = site.constraint;
  const leaves = disjuncts(expr).map((leaf) => alternative(leaf, site));
  const names = new Set(leaves.map((leaf) => leaf?.variable.name));
  const variable = leaves[0]?.variable;
  if (variable === undefined || names.size !== 1) return undefined;
  const match = patternOf(variable, { context, compile: site.compile, unknown: site.unknown });
  if (match === undefined) return undefined;
  const sources = leaves.flatMap((leaf) => (leaf === undefined ? [] : [leaf.source]));
  const step = anyOfStep(sources, match);
  return generator(step, variable, site, { exact: false, single: false });
}

function alternative(
  leaf: Expr,
  site: Site,
): { variable: Expr & { kind: 'local' }; source: (m: Machine) => readonly Value[] } | undefined {
  if (leaf.kind !== 'apply' || (leaf.op !== 'eq' && leaf.op !== 'in')) return undefined;
  const { context } = site.constraint;
  const [left, right] = leaf.args as [Expr, Expr];
  const swap = leaf.op === 'eq' && right.kind === 'local' && !isKnown(right, context, site.unknown);
  const [variable, known] = swap ? [right, left] : [left, right];
  if (variable.kind !== 'local' || isKnown(variable, context, site.unknown)) return undefined;
  if (!isKnown(known, context, site.unknown)) return undefined;
  const code = site.compile(known, context);
  const values = leaf.op === 'in' ? elementsIn : (value: Value): readonly Value[] => [value];
  return {
    variable,
    source: (machine) => {
      const value = attempt(code, machine);
      return value === undefined ? [] : values(value);
    },
  };
}

function disjuncts(expr: Expr): readonly Expr[] {
  return expr.kind === 'apply' && expr.op === 'or' ? expr.args.flatMap(disjuncts) : [expr];
}

/** `m[k]` in a strict position: a key that the map does not define would make the constraint false. */
function implied(expr: Expr, site: Site): Generator | undefined {
  for (const read of strictReads(expr)) {
    const [map, key] = read.args as [Expr, Expr];
    if (map.sort.kind !== 'map' || key.kind !== 'local') continue;
    const match = matchFor(key, map, site);
    if (match === undefined) continue;
    const step = memberStep(site.compile(map, site.constraint.context), match);
    return generator(step, key, site, { exact: false, single: false });
  }
  return undefined;
}

/** The reads by index that are evaluated whatever the values are. */
export function strictReads(expr: Expr): readonly (Expr & { kind: 'apply' })[] {
  if (expr.kind === 'apply') {
    const strict = LAZY.has(expr.op) ? expr.args.slice(0, 1) : expr.args;
    return [...(expr.op === 'index' ? [expr] : []), ...strict.flatMap(strictReads)];
  }
  if (expr.kind === 'select') return strictReads(expr.of);
  if (expr.kind === 'tuple' || expr.kind === 'inject') return expr.args.flatMap(strictReads);
  return expr.kind === 'if' ? strictReads(expr.condition) : [];
}

const LAZY: ReadonlySet<Operator> = new Set<Operator>(['and', 'or', 'implies']);

function generator(
  step: PlanStep,
  pattern: Expr,
  site: Site,
  kind: { exact: boolean; single: boolean },
): Generator {
  const free = freeSlots(pattern, site.constraint.context);
  return { step, binds: new Set([...free].filter((s) => site.unknown.has(s))), ...kind };
}
