/** What a plan is asked to solve: unknowns, constraints, and where they come from. */
import type { Expr } from '../../ir/expr.js';
import type { Sort } from '../../ir/sort.js';
import type { Span } from '../../text/span.js';
import type { Compile, Context, Machine } from '../context.js';
import type { Value } from '../value.js';

export interface Unknown {
  readonly name: string;
  readonly slot: number;
  readonly sort: Sort;
}

/** A conjunct under its own names; the slots are those of the unknowns. */
export interface Constraint {
  readonly expr: Expr;
  readonly context: Context;
}

/** `what` introduces an unknown in messages: "parameter", "variable". */
export interface PlanSite {
  readonly compile: Compile;
  readonly context: Context;
  readonly span: Span;
  readonly what: string;
  /** For what of an unknown nothing bounds: some values to try, or an error if left out. */
  readonly samples?: (machine: Machine, sort: Sort) => readonly Value[];
  /** Every value is asked for: no few that the scope gives may stand for all. */
  readonly isExhaustive?: boolean;
}

/** The conjuncts of a conjunction. */
export function flatten(constraint: Constraint): readonly Constraint[] {
  const { expr, context } = constraint;
  if (expr.kind !== 'apply' || expr.op !== 'and') return [constraint];
  return expr.args.flatMap((arg) => flatten({ expr: arg, context }));
}
