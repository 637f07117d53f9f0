/** Clauses of one input that apply together, as far as the forms of their conditions show it. */
import type { Expr } from '../../ir/expr.js';
import { equalExpr } from '../../ir/equal.js';
import type { Transition, Unit } from '../../ir/program.js';
import { conjunctsOf } from '../infer/terms.js';
import { renameParameters } from '../../ir/rewrite-automaton.js';
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
    compatible(x, y)
  );
}

function contains(all: readonly Expr[], some: readonly Expr[]): boolean {
  return some.every((c) => all.some((o) => equalExpr(c, o)));
}

const OUTCOMES: Readonly<Record<string, readonly string[]>> = {
  lt: ['<'],
  le: ['<', '='],
  eq: ['='],
  ge: ['=', '>'],
  gt: ['>'],
  ne: ['<', '>'],
};

/** Comparisons of the same two terms that some outcome satisfies both. */
function compatible(a: Expr, b: Expr): boolean {
  const [x, y] = [comparison(a), comparison(b)];
  if (x === undefined || y === undefined) return false;
  if (equalExpr(x.left, y.left) && equalExpr(x.right, y.right))
    return share(x.outcomes, y.outcomes);
  if (equalExpr(x.left, y.right) && equalExpr(x.right, y.left))
    return share(x.outcomes, flipped(y.outcomes));
  return false;
}

function comparison(e: Expr): { left: Expr; right: Expr; outcomes: readonly string[] } | undefined {
  if (e.kind !== 'apply') return undefined;
  const outcomes = OUTCOMES[e.op];
  const [left, right] = e.args;
  return outcomes && left && right ? { left, right, outcomes } : undefined;
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some((o) => b.includes(o));
}

function flipped(outcomes: readonly string[]): readonly string[] {
  return outcomes.map((o) => (o === '<' ? '>' : o === '>' ? '<' : o));
}
