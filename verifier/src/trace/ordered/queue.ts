/** Does a clause use a sequence of its process as a queue: only to append to it, or only to take its head? */
import { equalExpr, mapChildren } from '@maat/spec-lang';
import type { Assign, Expr, Transition } from '@maat/spec-lang';

/** `x[p] := x[p] |- e`, and nothing else in the clause touches `x[p]`. */
export function appendsTo(transition: Transition, variable: string): boolean {
  return usesOnly(transition, variable, 'append', () => false);
}

/** `x[p] := tail(x[p])`, and the rest only asks `x[p] ~= {}` and reads `head(x[p])`. */
export function pops(transition: Transition, variable: string): boolean {
  return usesOnly(
    transition,
    variable,
    'tail',
    (expr) =>
      expr.kind === 'apply' &&
      (expr.op === 'head' || (expr.op === 'ne' && isEmptyDisplay(expr.args[1]))),
  );
}

export function isEmptyDisplay(expr: Expr | undefined): boolean {
  return (
    expr?.kind === 'apply' &&
    (expr.op === 'empty' || (expr.op === 'display' && expr.args.length === 0))
  );
}

function usesOnly(
  transition: Transition,
  variable: string,
  change: 'append' | 'tail',
  allows: (parent: Expr) => boolean,
): boolean {
  const { eff, pre, where } = transition;
  const assigns = eff.flatMap((s) => (s.kind === 'assign' ? [s] : []));
  const own = assigns.filter((s) => s.target.name === variable);
  const [changed] = own;
  if (changed === undefined || own.length > 1 || assigns.length < eff.length) return false;
  const [first, second] = changed.value.kind === 'apply' ? changed.value.args : [];
  if (changed.value.kind !== 'apply' || changed.value.op !== change) return false;
  if (first === undefined || !isTarget(first, changed)) return false;
  const others = assigns.filter((s) => s !== changed);
  return [
    ...pre.map((g) => g.condition),
    ...(where === undefined ? [] : [where]),
    ...others.map((s) => s.value),
    ...(second === undefined ? [] : [second]),
  ].every((expr) => !mentions(withoutUses(expr, changed, allows), variable));
}

/** `x[p]`, as the target writes it. */
function isTarget(expr: Expr, { target }: Assign): boolean {
  if (expr.kind !== 'apply' || expr.op !== 'index') return false;
  const [of, ...index] = expr.args;
  const [step, ...deeper] = target.path;
  if (of?.kind !== 'state' || of.name !== target.name || deeper.length > 0) return false;
  if (step?.kind !== 'at' || step.index.length !== index.length) return false;
  return step.index.every((e, i) => equalExpr(e, index[i] ?? expr));
}

/** The expression with its allowed reads of the queue gone. */
function withoutUses(expr: Expr, changed: Assign, allows: (parent: Expr) => boolean): Expr {
  if (allows(expr) && expr.kind === 'apply') {
    const [queue] = expr.args;
    if (queue !== undefined && isTarget(queue, changed))
      return { kind: 'literal', value: true, sort: expr.sort, span: expr.span };
  }
  return mapChildren(expr, (child) => withoutUses(child, changed, allows));
}

function mentions(expr: Expr, variable: string): boolean {
  if (expr.kind === 'state') return expr.name === variable;
  let found = false;
  mapChildren(expr, (child) => {
    found ||= mentions(child, variable);
    return child;
  });
  return found;
}
