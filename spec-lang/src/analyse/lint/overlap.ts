/** Clauses of one input that apply together, as far as the forms of their conditions show it. */
import type { Expr } from '../../ir/expr.js';
import { equalExpr } from '../../ir/equal.js';
import type { Transition, Unit } from '../../ir/program.js';
import { conjunctsOf } from '../infer/terms.js';
import { renameParameters } from '../../ir/rewrite-automaton.js';
import { comparable } from '../exclusion.js';
import { ownTransitions, type LintContext } from './context.js';

export function lintOverlap(unit: Unit, { report }: LintContext): void {
  if (unit.kind !== 'automaton') return;
  const clauses = ownTransitions(unit).filter((t) => t.kind === 'input');
  for (const [i, t] of clauses.entries()) {
    const earlier = clauses.slice(0, i).find((o) => o.action === t.action && overlaps(o, t));
    if (earlier !== undefined)
      report.add(
        'W0304',
        t.span,
        `this clause of ${t.action} applies together with an earlier one; tell them apart by where`,
        {
          related: [{ span: earlier.span, message: 'the earlier clause' }],
        },
      );
  }
}

function overlaps(a: Transition, b: Transition): boolean {
  const first = conjunctsOf(a.where);
  const second = conjunctsOf(renameParameters(b, a.parameters).where);
  if (contains(first, second) || contains(second, first)) return true;
  const restA = first.filter((c) => !second.some((o) => equalExpr(c, o)));
  const restB = second.filter((c) => !first.some((o) => equalExpr(c, o)));
  const [x, y] = [restA[0], restB[0]];
  return (
    restA.length === 1 &&
    restB.length === 1 &&
    x !== undefined &&
    y !== undefined &&
    comparable(x, y)?.together === true
  );
}

function contains(all: readonly Expr[], some: readonly Expr[]): boolean {
  return some.every((c) => all.some((o) => equalExpr(c, o)));
}
