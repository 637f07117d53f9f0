/** Which names a term takes from outside. */
import type { Expr } from './expr.js';
import { exprsOf, substatements, subterms } from './fold.js';
import type { Stmt } from './stmt.js';
import { children } from './walk.js';

/** Names of parameters, locals and constants that the term does not bind itself. */
export function freeNames(expr: Expr): ReadonlySet<string> {
  const free = new Set<string>();
  collect(expr, [], free);
  return free;
}

/** State variables that the term reads. */
export function statesRead(expr: Expr): ReadonlySet<string> {
  return new Set([...subterms(expr)].flatMap((e) => (e.kind === 'state' ? [e.name] : [])));
}

/** State variables that the statements read, paths of targets included. */
export function statesReadBy(stmts: readonly Stmt[]): ReadonlySet<string> {
  return new Set(stmts.flatMap(exprsOf).flatMap((e) => [...statesRead(e)]));
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
  for (const child of children(expr)) if (child !== expr.within) collect(child, inner, free);
}
