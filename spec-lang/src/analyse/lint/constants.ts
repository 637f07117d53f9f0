/** Comparisons whose both sides are constants. */
import type { Unit } from '../../ir/program.js';
import {
  allSubterms,
  ownTransitions,
  termsOf,
  termsOfHandler,
  type LintContext,
} from './context.js';
import type { Expr } from '../../ir/expr.js';
import { termsOfMarks } from '../../ir/walk-picture.js';

export function lintConstants(unit: Unit, { report }: LintContext): void {
  for (const e of allSubterms(termsIn(unit))) {
    if (e.kind !== 'apply' || !['eq', 'ne'].includes(e.op)) continue;
    const [left, right] = e.args;
    if (left?.kind === 'literal' && right?.kind === 'literal')
      report.add(
        'W0313',
        e.span,
        `both sides are constants, so this is always ${String((left.value === right.value) === (e.op === 'eq'))}; compare a variable`,
      );
  }
}

function termsIn(unit: Unit): readonly Expr[] {
  switch (unit.kind) {
    case 'automaton':
      return ownTransitions(unit).flatMap(termsOf);
    case 'layer':
      return unit.handlers.flatMap(termsOfHandler);
    case 'invariant':
      return [unit.condition];
    case 'simulation':
      return unit.relation.map((c) => c.condition);
    case 'picture':
      return termsOfMarks(unit.marks);
    case 'composition':
    case 'derivation':
    case 'stack':
      return [];
  }
}
