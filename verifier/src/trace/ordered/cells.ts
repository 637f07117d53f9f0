/**
 * Which cells of a group service's state a clause reads and writes, seen from the process p at
 * which it happens: p's own, those that all members of p's view share, the group's, or others'.
 */
import { children, exprsOf, substatements } from '@maat/spec-lang';
import type { Expr, Stmt, Target } from '@maat/spec-lang';

export type Cell = {
  /** `x[p, …]` and `x[cur[p].val, p, …]`; `x[cur[p].val]`; `cur[p]`, `members[…]`, `p \in left`; anything else. */
  readonly kind: 'own' | 'shared' | 'group' | 'foreign';
  readonly variable: string;
};

/** Every cell that the expression reads, those inside of an index included. */
export function cellsOf(expr: Expr, p: string): readonly Cell[] {
  if (rebinds(expr, p)) return [{ kind: 'foreign', variable: p }];
  const [cell, rest] = cellAt(expr, p);
  const inner = rest.flatMap((part) => cellsOf(part, p));
  return cell === undefined ? inner : [cell, ...inner];
}

function cellsOfTarget(target: Target, p: string): Cell {
  const [first] = target.path;
  const index = first?.kind === 'at' ? first.index : [];
  return { kind: kindOf(target.name, index, p), variable: target.name };
}

/** What the statements write, as cells; locals are none. */
export function writesOf(stmts: readonly Stmt[], p: string): readonly Cell[] {
  return stmts
    .flatMap((s) => [...substatements(s)])
    .flatMap((s) =>
      (s.kind === 'assign' || s.kind === 'choose') && s.target.scope === 'state'
        ? [cellsOfTarget(s.target, p)]
        : [],
    );
}

/** What the statements read: values, conditions, and the indices of their targets. */
export function readsOf(stmts: readonly Stmt[], p: string): readonly Cell[] {
  return stmts.flatMap(exprsOf).flatMap((expr) => cellsOf(expr, p));
}

/** `cur[p].val`. */
export function isCurrentView(expr: Expr | undefined, p: string): boolean {
  if (expr?.kind !== 'apply' || expr.op !== 'val') return false;
  const [of] = expr.args;
  if (of?.kind !== 'apply' || of.op !== 'index') return false;
  const [variable, index] = of.args;
  return variable?.kind === 'state' && variable.name === 'cur' && isLocal(index, p);
}

export function isLocal(expr: Expr | undefined, name: string): boolean {
  return expr?.kind === 'local' && expr.name === name;
}

/** The cell that the expression itself is, and the parts of it that are still to be looked at. */
function cellAt(expr: Expr, p: string): readonly [Cell | undefined, readonly Expr[]] {
  if (expr.kind === 'state') return [bare(expr.name), []];
  if (expr.kind !== 'apply') return [undefined, children(expr)];
  const [first, ...rest] = expr.args;
  if (expr.op === 'in' && isLocal(first, p) && isState(rest[0], 'left'))
    return [{ kind: 'group', variable: 'left' }, []];
  if (expr.op === 'index' && first?.kind === 'state')
    return [{ kind: kindOf(first.name, rest, p), variable: first.name }, rest];
  if (expr.op === 'defined' && isState(first, 'members'))
    return [{ kind: 'group', variable: 'members' }, rest];
  return [undefined, expr.args];
}

function bare(variable: string): Cell {
  return { kind: 'foreign', variable };
}

function kindOf(variable: string, index: readonly Expr[], p: string): Cell['kind'] {
  const [first, second] = index;
  if (variable === 'members') return 'group';
  if (variable === 'cur') return isLocal(first, p) ? 'group' : 'foreign';
  if (variable === 'prev' || variable === 'entered' || variable === 'left') return 'foreign';
  if (isLocal(first, p)) return 'own';
  if (!isCurrentView(first, p)) return 'foreign';
  if (index.length === 1) return 'shared';
  return isLocal(second, p) ? 'own' : 'foreign';
}

function isState(expr: Expr | undefined, name: string): boolean {
  return expr?.kind === 'state' && expr.name === name;
}

function rebinds(expr: Expr, p: string): boolean {
  return (expr.kind === 'quantified' || expr.kind === 'comprehension') && expr.variable.name === p;
}
