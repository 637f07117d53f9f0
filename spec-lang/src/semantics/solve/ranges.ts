/** Bounds of an unknown number: what comparisons with known numbers and positions in sequences say. */
import type { Apply, Expr } from '../../ir/expr.js';
import type { Code, Compile, Machine } from '../context.js';
import { strictReads } from './generators.js';
import { isKnown } from './pattern.js';
import type { Constraint, Unknown } from './problem.js';
import { rangeStep, type PlanStep } from './steps.js';

export interface Range {
  readonly step: PlanStep;
  /** The constraints that the range makes true. */
  readonly uses: readonly Constraint[];
}

interface Limit {
  readonly side: 'low' | 'high';
  readonly code: Code;
  /** Undefined: the constraint says more than this bound, and is still to be checked. */
  readonly uses?: Constraint;
}

/** The range of an unknown, or undefined when it is open upwards or (for an Int) downwards. */
export function rangeFor(
  u: Unknown,
  constraints: Iterable<Constraint>,
  unknown: ReadonlySet<number>,
  compile: Compile,
): Range | undefined {
  const limits: Limit[] = u.sort.kind === 'nat' ? [{ side: 'low', code: () => 0 }] : [];
  for (const constraint of constraints) {
    limits.push(...comparisons(u, constraint, unknown, compile));
    limits.push(...positions(u, constraint, unknown, compile));
  }
  const lowers = limits.filter((l) => l.side === 'low').map((l) => l.code);
  const uppers = limits.filter((l) => l.side === 'high').map((l) => l.code);
  if (lowers.length === 0 || uppers.length === 0) return undefined;
  const uses = limits.flatMap((l) => (l.uses === undefined ? [] : [l.uses]));
  return { step: rangeStep(u.slot, lowers, uppers), uses };
}

/** By how much the bound itself is off, for `u op e`. */
const COMPARISONS: Partial<Record<Apply['op'], { side: Limit['side']; shift: number }>> = {
  lt: { side: 'high', shift: -1 },
  le: { side: 'high', shift: 0 },
  gt: { side: 'low', shift: 1 },
  ge: { side: 'low', shift: 0 },
};

const MIRRORED: Partial<Record<Apply['op'], Apply['op']>> = {
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
};

function comparisons(
  u: Unknown,
  constraint: Constraint,
  unknown: ReadonlySet<number>,
  compile: Compile,
): readonly Limit[] {
  const { expr, context } = constraint;
  if (expr.kind !== 'apply') return [];
  const [left, right] = expr.args as [Expr, Expr | undefined];
  if (right === undefined) return [];
  const site = { u, constraint, unknown, compile };
  const straight = offsetOf(left, site);
  const offset = straight ?? offsetOf(right, site);
  if (offset === undefined) return [];
  const op = straight === undefined ? MIRRORED[expr.op] : expr.op;
  const comparison = op === undefined ? undefined : COMPARISONS[op];
  const known = straight === undefined ? left : right;
  if (comparison === undefined || !isKnown(known, context, unknown)) return [];
  const code = compile(known, context);
  const { side, shift } = comparison;
  const limit: Code = (machine) => Number(code(machine)) - offset(machine) + shift;
  return [{ side, code: limit, uses: constraint }];
}

interface Site {
  readonly u: Unknown;
  readonly constraint: Constraint;
  readonly unknown: ReadonlySet<number>;
  readonly compile: Compile;
}

type Offset = (machine: Machine) => number;

/** Of `u`, `u + e` and `u - e` with e known, what is added to the unknown; else undefined. */
function offsetOf(expr: Expr, site: Site): Offset | undefined {
  if (isUnknown(expr, site.u, site.constraint)) return () => 0;
  if (expr.kind !== 'apply' || (expr.op !== 'plus' && expr.op !== 'minus')) return undefined;
  const [left, right] = expr.args as [Expr, Expr];
  if (expr.op === 'minus') return added(left, right, -1, site);
  return added(left, right, 1, site) ?? added(right, left, 1, site);
}

function added(to: Expr, known: Expr, sign: number, site: Site): Offset | undefined {
  const inner = offsetOf(to, site);
  const { context } = site.constraint;
  if (inner === undefined || !isKnown(known, context, site.unknown)) return undefined;
  const code = site.compile(known, context);
  return (machine) => inner(machine) + sign * Number(code(machine));
}

/** `s[u]` in a strict position: outside the sequence it would be undefined, and so false. */
function positions(
  u: Unknown,
  constraint: Constraint,
  unknown: ReadonlySet<number>,
  compile: Compile,
): readonly Limit[] {
  return strictReads(constraint.expr).flatMap((read): readonly Limit[] => {
    const [sequence, position] = read.args as [Expr, Expr];
    if (sequence.sort.kind !== 'seq' || !isKnown(sequence, constraint.context, unknown)) return [];
    const offset = offsetOf(position, { u, constraint, unknown, compile });
    if (offset === undefined) return [];
    const code = compile(sequence, constraint.context);
    return [
      { side: 'low', code: (machine) => -offset(machine) },
      { side: 'high', code: (machine) => lengthOf(code(machine)) - 1 - offset(machine) },
    ];
  });
}

function lengthOf(value: ReturnType<Code>): number {
  return typeof value === 'object' && value.kind === 'seq' ? value.elements.length : 0;
}

function isUnknown(expr: Expr, u: Unknown, constraint: Constraint): boolean {
  return expr.kind === 'local' && constraint.context.slots.get(expr.name) === u.slot;
}
