/** Replaces sorts, names and state variables in terms and statements; bound names are kept apart. */
import type { Span } from '../text/span.js';
import type { Bound, Call, Expr, StateVar } from './expr.js';
import { freeNames, freeNamesOf } from './free-names.js';
import { freshName } from './fresh-name.js';
import type { Sort } from './sort.js';
import type { Stmt, Target } from './stmt.js';
import { mapChildren, mapExprs } from './walk.js';

/** Each part is optional; what it leaves out stays. */
export interface Rewriting {
  /** Free names become these terms. */
  readonly locals?: ReadonlyMap<string, Expr>;
  /** A state variable becomes this term; its own sort is already rewritten. */
  readonly state?: (variable: StateVar) => Expr;
  /** The place that is assigned. */
  readonly target?: (target: Target) => Target;
  readonly sort?: (sort: Sort) => Sort;
  /** A use of a definition becomes this term; its arguments are already rewritten. */
  readonly call?: (call: Call) => Expr;
}

export function rewriteExpr(expr: Expr, rw: Rewriting): Expr {
  switch (expr.kind) {
    case 'local':
      return rw.locals?.get(expr.name) ?? resorted(expr, rw);
    case 'state': {
      const variable = resorted(expr, rw);
      return variable.kind === 'state' && rw.state ? rw.state(variable) : variable;
    }
    case 'quantified':
    case 'comprehension':
      return rewriteBinder(expr, rw);
    case 'call': {
      const call = resorted(
        mapChildren(expr, (e) => rewriteExpr(e, rw)),
        rw,
      );
      return call.kind === 'call' && rw.call ? rw.call(call) : call;
    }
    case 'literal':
    case 'apply':
    case 'if':
    case 'tuple':
    case 'select':
    case 'inject':
      return resorted(
        mapChildren(expr, (e) => rewriteExpr(e, rw)),
        rw,
      );
  }
}

function resorted(expr: Expr, rw: Rewriting): Expr {
  if (rw.sort === undefined) return expr;
  if (expr.kind !== 'inject') return { ...expr, sort: rw.sort(expr.sort) };
  const sort = rw.sort(expr.sort);
  return sort.kind === 'union' ? { ...expr, sort } : expr;
}

type Binder = Expr & { kind: 'quantified' | 'comprehension' };

/** The set that a variable ranges over stands outside of the variable's scope. */
function rewriteBinder(expr: Binder, rw: Rewriting): Expr {
  const { variable, inner } = enterBinder(expr.variable, freeInBody(expr), expr.span, rw);
  const within = expr.within && rewriteExpr(expr.within, rw);
  const outer = { variable, ...(within ? { within } : {}) };
  if (expr.kind === 'quantified') return { ...expr, ...outer, body: rewriteExpr(expr.body, inner) };
  const where = expr.where && rewriteExpr(expr.where, inner);
  const sort = rw.sort ? rw.sort(expr.sort) : expr.sort;
  return {
    ...expr,
    ...outer,
    element: rewriteExpr(expr.element, inner),
    ...(where ? { where } : {}),
    sort,
  };
}

function freeInBody(expr: Binder): ReadonlySet<string> {
  if (expr.kind === 'quantified') return freeNames(expr.body);
  return new Set([...freeNames(expr.element), ...(expr.where ? freeNames(expr.where) : [])]);
}

/**
 * Inside a binder its own name is not replaced, and it is renamed if a replacement would be caught.
 * `free`: the names that occur in the binder's scope.
 */
function enterBinder(
  bound: Bound,
  free: ReadonlySet<string>,
  span: Span,
  rw: Rewriting,
): { variable: Bound; inner: Rewriting } {
  const locals = new Map(rw.locals ?? []);
  locals.delete(bound.name);
  const brought = new Set(
    [...locals].filter(([n]) => free.has(n)).flatMap(([, e]) => [...freeNames(e)]),
  );
  const sort = rw.sort ? rw.sort(bound.sort) : bound.sort;
  const name = brought.has(bound.name)
    ? freshName(bound.name, new Set([...brought, ...free]))
    : bound.name;
  if (name !== bound.name) locals.set(bound.name, { kind: 'local', name, sort, span });
  return { variable: { name, sort }, inner: { ...rw, locals } };
}

export function rewriteStmts(stmts: readonly Stmt[], rw: Rewriting): readonly Stmt[] {
  return stmts.map((stmt) => rewriteStmt(stmt, rw));
}

function rewriteStmt(stmt: Stmt, rw: Rewriting): Stmt {
  const expr = (e: Expr): Expr => rewriteExpr(e, rw);
  switch (stmt.kind) {
    case 'assign':
      return { ...stmt, target: rewriteTarget(stmt.target, rw), value: expr(stmt.value) };
    case 'choose': {
      const free = stmt.where ? freeNames(stmt.where) : new Set<string>();
      const { variable, inner } = enterBinder(stmt.variable, free, stmt.span, rw);
      const where = stmt.where && rewriteExpr(stmt.where, inner);
      return {
        ...stmt,
        target: rewriteTarget(stmt.target, rw),
        variable,
        ...(where ? { where } : {}),
      };
    }
    case 'if':
      return {
        ...stmt,
        branches: stmt.branches.map((b) => ({
          condition: expr(b.condition),
          body: rewriteStmts(b.body, rw),
        })),
        otherwise: rewriteStmts(stmt.otherwise, rw),
      };
    case 'for':
      return rewriteFor(stmt, rw);
    case 'while':
      return { ...stmt, condition: expr(stmt.condition), body: rewriteStmts(stmt.body, rw) };
    case 'emit':
    case 'fire':
      return mapExprs(stmt, expr);
  }
}

function rewriteFor(stmt: Stmt & { kind: 'for' }, rw: Rewriting): Stmt {
  const free = new Set([...freeNamesOf(stmt.body), ...(stmt.where ? freeNames(stmt.where) : [])]);
  const { variable, inner } = enterBinder(stmt.variable, free, stmt.span, rw);
  const within = stmt.within && rewriteExpr(stmt.within, rw);
  const where = stmt.where && rewriteExpr(stmt.where, inner);
  return {
    ...stmt,
    variable,
    ...(within ? { within } : {}),
    ...(where ? { where } : {}),
    body: rewriteStmts(stmt.body, inner),
  };
}

/** A local that is assigned is renamed when its replacement is another local. */
function rewriteTarget(target: Target, rw: Rewriting): Target {
  const path = target.path.map((step) =>
    step.kind === 'at' ? { ...step, index: step.index.map((e) => rewriteExpr(e, rw)) } : step,
  );
  const replaced = target.scope === 'local' ? rw.locals?.get(target.name) : undefined;
  const name = replaced?.kind === 'local' ? replaced.name : target.name;
  const sort = rw.sort ? rw.sort(target.sort) : target.sort;
  const moved: Target = { ...target, name, sort, path };
  return target.scope === 'state' && rw.target ? rw.target(moved) : moved;
}
