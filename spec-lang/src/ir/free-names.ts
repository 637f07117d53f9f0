/** Which names a term takes from outside. */
import type { Expr } from './expr.js';
import { exprsOf, substatements, subterms } from './fold.js';
import type { Stmt, Target } from './stmt.js';
import { children, innerStmts } from './walk.js';

/** Names of parameters, locals and constants that the term does not bind itself. */
export function freeNames(expr: Expr): ReadonlySet<string> {
  const free = new Set<string>();
  collect(expr, [], free);
  return free;
}

/** The same of statements; locals that they assign are among them. */
export function freeNamesOf(stmts: readonly Stmt[]): ReadonlySet<string> {
  return new Set(stmts.flatMap((stmt) => [...freeNamesOfStmt(stmt)]));
}

/** State variables that the term reads. */
export function statesRead(expr: Expr): ReadonlySet<string> {
  return new Set([...subterms(expr)].flatMap((e) => (e.kind === 'state' ? [e.name] : [])));
}

/** State variables that the statements assign, wholly or in part. */
export function statesAssigned(stmts: readonly Stmt[]): ReadonlySet<string> {
  const all = stmts.flatMap((s) => [...substatements(s)]);
  return new Set(
    all.flatMap((s) =>
      (s.kind === 'assign' || s.kind === 'choose') && s.target.scope === 'state'
        ? [s.target.name]
        : [],
    ),
  );
}

function freeNamesOfStmt(stmt: Stmt): ReadonlySet<string> {
  const free = new Set<string>(freeNamesOf(innerStmts(stmt)));
  for (const expr of ownExprs(stmt)) for (const name of freeNames(expr)) free.add(name);
  switch (stmt.kind) {
    case 'for':
      free.delete(stmt.variable.name);
      for (const name of stmt.within ? freeNames(stmt.within) : []) free.add(name);
      return free;
    case 'choose': {
      const inWhere = new Set(stmt.where ? freeNames(stmt.where) : []);
      inWhere.delete(stmt.variable.name);
      return new Set([...inWhere, ...freeInTarget(stmt.target)]);
    }
    case 'assign':
      return new Set([...free, ...freeInTarget(stmt.target)]);
    case 'if':
    case 'while':
    case 'emit':
    case 'fire':
      return free;
  }
}

function freeInTarget(target: Target): readonly string[] {
  const index = target.path.flatMap((step) => (step.kind === 'at' ? step.index : []));
  const own = target.scope === 'local' ? [target.name] : [];
  return [...own, ...index.flatMap((e) => [...freeNames(e)])];
}

/** The statement's expressions without those of its inner statements. */
function ownExprs(stmt: Stmt): readonly Expr[] {
  switch (stmt.kind) {
    case 'if':
      return stmt.branches.map((b) => b.condition);
    case 'while':
      return [stmt.condition];
    case 'for':
      return stmt.where ? [stmt.where] : [];
    case 'assign':
    case 'choose':
    case 'emit':
    case 'fire':
      return exprsOf(stmt);
  }
}

function collect(expr: Expr, bound: readonly string[], free: Set<string>): void {
  if (expr.kind === 'local') {
    if (!bound.includes(expr.name)) free.add(expr.name);
    return;
  }
  if (expr.kind !== 'quantified' && expr.kind !== 'comprehension') {
    for (const child of children(expr)) collect(child, bound, free);
    return;
  }
  // What the variable ranges over stands outside of its scope.
  if (expr.within !== undefined) collect(expr.within, bound, free);
  const inner = [...bound, expr.variable.name];
  const body = expr.kind === 'quantified' ? [expr.body] : [expr.element, expr.where];
  for (const child of body) if (child !== undefined) collect(child, inner, free);
}
