/** The built-in operators over symbolic values: one table, put together from its parts. */
import type { Apply, Operator } from '@maat/spec-lang';
import type { Problem } from '../context.js';
import type { Meant } from '../value.js';
import { COLLECTIONS } from './collections.js';
import { FUNCTIONS } from './functions.js';
import { NAMED } from './named.js';
import { SCALARS } from './scalars.js';
import { SEQUENCES } from './sequences.js';
import { Site } from './site.js';

/** Those that look at an operand only where it matters are not functions of their operands' values. */
export type Strict = Exclude<Operator, 'and' | 'or' | 'implies' | 'hasTag'>;

const RULES: Readonly<Record<Strict, (site: Site) => Meant>> = {
  ...SCALARS,
  ...COLLECTIONS,
  ...SEQUENCES,
  ...FUNCTIONS,
  ...NAMED,
};

export function operate(
  op: Strict,
  expr: Apply,
  operands: readonly Meant[],
  problem: Problem,
): Meant {
  return RULES[op](new Site(problem, expr, operands));
}
