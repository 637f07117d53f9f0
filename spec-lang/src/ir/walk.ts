/** The only functions that know the shapes of expressions and statements: all rewrites stand on them. */
import type { Expr } from './expr.js';
import type { PathStep, Stmt, Target } from './stmt.js';

/** The direct sub-expressions, in the order written. */
export function children(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  mapChildren(expr, (child) => {
    found.push(child);
    return child;
  });
  return found;
}

/** The expression with each direct sub-expression replaced. */
export function mapChildren(expr: Expr, f: (child: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'literal':
    case 'local':
    case 'state':
      return expr;
    case 'apply':
    case 'call':
    case 'tuple':
    case 'inject':
      return { ...expr, args: expr.args.map(f) };
    case 'if':
      return { ...expr, condition: f(expr.condition), then: f(expr.then), else: f(expr.else) };
    case 'quantified':
      return { ...expr, ...optional('within', expr.within, f), body: f(expr.body) };
    case 'select':
      return { ...expr, of: f(expr.of) };
    case 'comprehension':
      return {
        ...expr,
        element: f(expr.element),
        ...optional('within', expr.within, f),
        ...optional('where', expr.where, f),
      };
  }
}

/** The statement with each expression in it replaced, those of inner statements included. */
export function mapExprs(stmt: Stmt, f: (expr: Expr) => Expr): Stmt {
  const inner = (body: readonly Stmt[]): readonly Stmt[] => body.map((s) => mapExprs(s, f));
  switch (stmt.kind) {
    case 'assign':
      return { ...stmt, target: mapTarget(stmt.target, f), value: f(stmt.value) };
    case 'choose':
      return { ...stmt, target: mapTarget(stmt.target, f), ...optional('where', stmt.where, f) };
    case 'if':
      return {
        ...stmt,
        branches: stmt.branches.map((b) => ({ condition: f(b.condition), body: inner(b.body) })),
        otherwise: inner(stmt.otherwise),
      };
    case 'for':
      return {
        ...stmt,
        ...optional('within', stmt.within, f),
        ...optional('where', stmt.where, f),
        body: inner(stmt.body),
      };
    case 'while':
      return { ...stmt, condition: f(stmt.condition), body: inner(stmt.body) };
    case 'emit':
      return { ...stmt, args: stmt.args.map(f), ...optional('header', stmt.header, f) };
    case 'fire':
      return { ...stmt, args: stmt.args.map(f) };
  }
}

/** The statements directly inside this one. */
export function innerStmts(stmt: Stmt): readonly Stmt[] {
  switch (stmt.kind) {
    case 'if':
      return [...stmt.branches.flatMap((b) => b.body), ...stmt.otherwise];
    case 'for':
    case 'while':
      return stmt.body;
    case 'assign':
    case 'choose':
    case 'emit':
    case 'fire':
      return [];
  }
}

function mapTarget(target: Target, f: (expr: Expr) => Expr): Target {
  const path = target.path.map((step): PathStep =>
    step.kind === 'at' ? { kind: 'at', index: step.index.map(f) } : step,
  );
  return { ...target, path };
}

function optional<K extends string>(
  key: K,
  expr: Expr | undefined,
  f: (expr: Expr) => Expr,
): Partial<Record<K, Expr>> {
  return expr === undefined ? {} : ({ [key]: f(expr) } as Partial<Record<K, Expr>>);
}
