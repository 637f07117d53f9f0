/** Claims that no judge looks at. */
import type { Unit } from '../../ir/program.js';
import type { LintContext } from './context.js';

export function lintDirection(unit: Unit, { report }: LintContext): void {
  if (unit.kind !== 'simulation' || unit.direction === 'forward') return;
  const message = `that ${unit.from} is simulated backwards by ${unit.to} is not checked`;
  report.add('W0315', unit.span, message);
}
