/** Which slots an expression reads: what must be bound before it can be evaluated. */
import type { Expr } from '../../ir/expr.js';
import { freeNames } from '../../ir/free-names.js';
import type { Context } from '../context.js';

export function freeSlots(expr: Expr, context: Context): ReadonlySet<number> {
  const found = new Set<number>();
  for (const name of freeNames(expr)) {
    const slot = context.slots.get(name);
    if (slot !== undefined) found.add(slot);
  }
  return found;
}
