/** Which slots an expression reads: what must be bound before it can be evaluated. */
import type { Expr } from '../../ir/expr.js';
import type { Context } from '../context.js';

export function freeSlots(expr: Expr, context: Context): ReadonlySet<number> {
  const found = new Set<number>();
  visit(expr, new Set(), (name) => {
    const slot = context.slots.get(name);
    if (slot !== undefined) found.add(slot);
  });
  return found;
}

function visit(expr: Expr, bound: ReadonlySet<string>, free: (name: string) => void): void {
  if (expr.kind === 'local') {
    if (!bound.has(expr.name)) free(expr.name);
    return;
  }
  const inner = innerScope(expr, bound);
  for (const part of outerParts(expr)) visit(part, bound, free);
  for (const part of innerParts(expr)) visit(part, inner, free);
}

function innerScope(expr: Expr, bound: ReadonlySet<string>): ReadonlySet<string> {
  const binds = expr.kind === 'quantified' || expr.kind === 'comprehension';
  return binds ? new Set([...bound, expr.variable.name]) : bound;
}

/** Parts that stand outside the variable that the expression binds. */
function outerParts(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'literal':
    case 'local':
    case 'state':
      return [];
    case 'apply':
    case 'call':
    case 'tuple':
    case 'inject':
      return expr.args;
    case 'if':
      return [expr.condition, expr.then, expr.else];
    case 'select':
      return [expr.of];
    case 'quantified':
    case 'comprehension':
      return expr.within === undefined ? [] : [expr.within];
  }
}

function innerParts(expr: Expr): readonly Expr[] {
  if (expr.kind === 'quantified') return [expr.body];
  if (expr.kind !== 'comprehension') return [];
  return expr.where === undefined ? [expr.element] : [expr.element, expr.where];
}
