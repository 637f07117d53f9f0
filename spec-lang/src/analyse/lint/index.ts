/** All lints that look at single units. */
import type { Unit } from '../../ir/program.js';
import { lintConstants } from './constants.js';
import type { Lint, LintContext } from './context.js';
import { lintDirection } from './direction.js';
import { lintNever } from './never.js';
import { lintNoTransition } from './no-transition.js';
import { lintOverlap } from './overlap.js';
import { lintPatternOrder } from './pattern-order.js';
import { lintShadowing } from './shadowing.js';
import { lintUnmatched } from './unmatched.js';
import { lintUnused } from './unused.js';

const LINTS: readonly Lint[] = [
  lintUnmatched,
  lintPatternOrder,
  lintOverlap,
  lintNever,
  lintNoTransition,
  lintUnused,
  lintConstants,
  lintShadowing,
  lintDirection,
];

export function lintUnits(units: readonly Unit[], context: LintContext): void {
  for (const unit of units) for (const lint of LINTS) lint(unit, context);
}
