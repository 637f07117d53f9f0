/** Replaces sorts, names and state variables in terms and statements; bound names are kept apart. */
import type { Bound, Call, Expr, StateVar } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';
import type { Stmt, Target } from '../ir/stmt.js';
import { freshName, substituteSort } from '../ir/substitute.js';
import { children, innerStmts, mapChildren, mapExprs } from '../ir/walk.js';

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
  const { variable, inner } = enterBinder(expr.variable, binderBody(expr), rw);
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

function binderBody(expr: Binder): readonly Expr[] {
  if (expr.kind === 'quantified') return [expr.body];
  return expr.where ? [expr.element, expr.where] : [expr.element];
}

/** Inside a binder its own name is not replaced, and it is renamed if a replacement would be caught. */
function enterBinder(
  bound: Bound,
  body: readonly Expr[],
  rw: Rewriting,
): { variable: Bound; inner: Rewriting } {
  const locals = new Map(rw.locals ?? []);
  locals.delete(bound.name);
  const free = new Set(body.flatMap((e) => [...freeLocals(e)]));
  const brought = new Set(
    [...locals].filter(([n]) => free.has(n)).flatMap(([, e]) => [...freeLocals(e)]),
  );
  const sort = rw.sort ? rw.sort(bound.sort) : bound.sort;
  const name = brought.has(bound.name)
    ? freshName(bound.name, new Set([...brought, ...free]))
    : bound.name;
  const span = body[0]?.span ?? { file: '', start: 0, end: 0 };
  if (name !== bound.name) locals.set(bound.name, { kind: 'local', name, sort, span });
  return { variable: { name, sort }, inner: { ...rw, locals } };
}

export function freeLocals(expr: Expr): ReadonlySet<string> {
  if (expr.kind === 'local') return new Set([expr.name]);
  if (expr.kind !== 'quantified' && expr.kind !== 'comprehension')
    return new Set(children(expr).flatMap((e) => [...freeLocals(e)]));
  const inside = new Set(binderBody(expr).flatMap((e) => [...freeLocals(e)]));
  inside.delete(expr.variable.name);
  return new Set([...(expr.within ? freeLocals(expr.within) : []), ...inside]);
}

/** Names that occur free in the statements, assigned locals included. */
export function freeLocalsOf(stmts: readonly Stmt[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const stmt of stmts) {
    const own = new Set<string>(freeLocalsOf(innerStmts(stmt)));
    mapExprs(shallow(stmt), (e) => {
      for (const name of freeLocals(e)) own.add(name);
      return e;
    });
    if (stmt.kind === 'for' || stmt.kind === 'choose') own.delete(stmt.variable.name);
    if (stmt.kind === 'for' && stmt.within) for (const n of freeLocals(stmt.within)) own.add(n);
    if ('target' in stmt && stmt.target.scope === 'local') own.add(stmt.target.name);
    for (const name of own) found.add(name);
  }
  return found;
}

function shallow(stmt: Stmt): Stmt {
  if (stmt.kind === 'if')
    return { ...stmt, branches: stmt.branches.map((b) => ({ ...b, body: [] })), otherwise: [] };
  return stmt.kind === 'for' || stmt.kind === 'while' ? { ...stmt, body: [] } : stmt;
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
      const { variable, inner } = enterBinder(stmt.variable, stmt.where ? [stmt.where] : [], rw);
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
  const names = [...freeLocalsOf(stmt.body)].map((name): Expr => ({
    kind: 'local',
    name,
    sort: { kind: 'bool' },
    span: stmt.span,
  }));
  const body = stmt.where ? [stmt.where, ...names] : names;
  const { variable, inner } = enterBinder(stmt.variable, body, rw);
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

/** Uninterpreted sorts become others, everywhere inside of a sort. */
export function sortRewriting(map: ReadonlyMap<string, Sort>): (sort: Sort) => Sort {
  return (sort) => substituteSort(sort, map);
}
