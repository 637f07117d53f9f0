/** Whole-tree passes over expressions and statements, on top of the direct children. */
import type { Expr } from './expr.js';
import type { Stmt } from './stmt.js';
import { children, innerStmts, mapChildren, mapExprs } from './walk.js';

/** Bottom up: `f` gets a node and the results of its direct sub-expressions. */
export function fold<T>(expr: Expr, f: (node: Expr, parts: readonly T[]) => T): T {
  return f(
    expr,
    children(expr).map((child) => fold(child, f)),
  );
}

/** Bottom up: every node replaced, its children first. Knows nothing of binding. */
export function rewriteUp(expr: Expr, f: (node: Expr) => Expr): Expr {
  return f(mapChildren(expr, (child) => rewriteUp(child, f)));
}

/** The node and all below it, from the top down, left to right. */
export function* subterms(expr: Expr): Generator<Expr> {
  yield expr;
  for (const child of children(expr)) yield* subterms(child);
}

/** The statement and all statements inside it. */
export function* substatements(stmt: Stmt): Generator<Stmt> {
  yield stmt;
  for (const inner of innerStmts(stmt)) yield* substatements(inner);
}

/** The expressions that stand in the statement, those of inner statements and targets included. */
export function exprsOf(stmt: Stmt): readonly Expr[] {
  const found: Expr[] = [];
  mapExprs(stmt, (expr) => {
    found.push(expr);
    return expr;
  });
  return found;
}
