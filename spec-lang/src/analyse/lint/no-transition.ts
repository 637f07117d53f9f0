/** Actions of the signature that no clause speaks of. */
import type { Unit } from '../../ir/program.js';
import type { LintContext } from './context.js';

export function lintNoTransition(unit: Unit, { report }: LintContext): void {
  if (unit.kind !== 'automaton') return;
  const own = unit.extends?.signature ?? unit.signature;
  for (const action of own) {
    if (unit.transitions.some((t) => t.action === action.name)) continue;
    const result = action.kind === 'input' ? 'it is ignored' : 'it never happens';
    report.add(
      'W0306',
      action.span,
      `${action.kind} ${action.name} has no transition, so ${result}; add one or take it out of the signature`,
    );
  }
}
