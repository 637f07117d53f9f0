/** Effects: statements with their targets. */
import type { AstExpr, AstStmt } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import type { Sort, UnionSort } from '../../ir/sort.js';
import type { PathStep, Stmt, Target } from '../../ir/stmt.js';
import { fieldsOf, indexShape } from '../infer/access.js';
import { inferBinder } from '../infer/binders.js';
import { article, whole } from '../infer/context.js';
import { infer, inferAs, inferStored, inferCondition } from '../infer/expression.js';
import { weakness } from '../infer/weakness.js';
import { BROKEN, withBound, type Scope } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import { resolveSort } from '../resolve/sorts.js';

type Emitting = AstStmt & { kind: 'emit' | 'fire' };

/** Layers know what emit and fire mean. */
export type Emitter = (stmt: Emitting, scope: Scope) => Stmt | undefined;

export function elaborateStmts(
  stmts: readonly AstStmt[],
  scope: Scope,
  emitter?: Emitter,
): readonly Stmt[] | undefined {
  return whole(stmts.map((stmt) => elaborateStmt(stmt, scope, emitter)));
}

function elaborateStmt(stmt: AstStmt, scope: Scope, emitter?: Emitter): Stmt | undefined {
  switch (stmt.kind) {
    case 'assign': {
      const target = elaborateTarget(stmt.target, scope);
      const value = target
        ? inferAs(stmt.value, scope, placeSort(target))
        : firmly(stmt.value, scope);
      return target && value && { kind: 'assign', target, value, span: stmt.span };
    }
    case 'choose':
      return elaborateChoose(stmt, scope);
    case 'if':
      return elaborateIf(stmt, scope, emitter);
    case 'for':
      return elaborateFor(stmt, scope, emitter);
    case 'while': {
      const condition = inferCondition(stmt.condition, scope);
      const body = elaborateStmts(stmt.body, scope, emitter);
      return condition && body && { kind: 'while', condition, body, span: stmt.span };
    }
    case 'emit':
    case 'fire':
      if (emitter !== undefined) return emitter(stmt, scope);
      return scope.report.add(
        'E0406',
        stmt.span,
        `${stmt.kind} is a statement of layers; an automaton has output actions`,
      );
  }
}

/** What needs the target to have a sort is not judged when there is none. */
function firmly(value: AstExpr, scope: Scope): undefined {
  if (weakness(value, scope) < 2) infer(value, scope);
  return undefined;
}

function elaborateChoose(stmt: AstStmt & { kind: 'choose' }, scope: Scope): Stmt | undefined {
  const target = elaborateTarget(stmt.target, scope);
  const declared = stmt.sort && resolveSort(stmt.sort, scope);
  const sort = declared ?? (target && placeSort(target));
  const name = stmt.variable?.text ?? 'chosen';
  const inner = stmt.variable ? withBound(scope, name, sort ?? BROKEN) : scope;
  const where = stmt.where && inferCondition(stmt.where, inner);
  if (target === undefined || sort === undefined || (stmt.where && !where)) return undefined;
  return {
    kind: 'choose',
    target,
    variable: { name, sort },
    ...(where ? { where } : {}),
    span: stmt.span,
  };
}

function elaborateIf(
  stmt: AstStmt & { kind: 'if' },
  scope: Scope,
  emitter?: Emitter,
): Stmt | undefined {
  const branches = whole(
    stmt.branches.map((b) => {
      const condition = inferCondition(b.condition, scope);
      const body = elaborateStmts(b.body, scope, emitter);
      return condition && body && { condition, body };
    }),
  );
  const otherwise = elaborateStmts(stmt.otherwise, scope, emitter);
  return branches && otherwise && { kind: 'if', branches, otherwise, span: stmt.span };
}

function elaborateFor(
  stmt: AstStmt & { kind: 'for' },
  scope: Scope,
  emitter?: Emitter,
): Stmt | undefined {
  const { variable, within, scope: inner } = inferBinder(infer, stmt, scope);
  const where = stmt.where && inferCondition(stmt.where, inner);
  const body = elaborateStmts(stmt.body, inner, emitter);
  if (variable === undefined || body === undefined || (stmt.where && !where)) return undefined;
  return {
    kind: 'for',
    variable,
    ...(within ? { within } : {}),
    ...(where ? { where } : {}),
    body,
    span: stmt.span,
  };
}

function elaborateTarget(e: AstExpr, scope: Scope): Target | undefined {
  if (e.kind === 'name') return rootTarget(e, scope);
  if (e.kind === 'at' || e.kind === 'select') {
    const of = elaborateTarget(e.of, scope);
    if (of === undefined) return undefined;
    return e.kind === 'at' ? indexedTarget(of, e, scope) : fieldTarget(of, e, scope);
  }
  const message = 'only a variable, an element of it or a field of it can be assigned';
  return scope.report.add('E0404', e.span, message);
}

function rootTarget(e: AstExpr & { kind: 'name' }, scope: Scope): Target | undefined {
  const local = scope.locals.get(e.name);
  if (local !== undefined) {
    if (!local.assignable)
      return scope.report.add(
        'E0404',
        e.span,
        `${e.name} is a parameter or a bound variable, it cannot be assigned`,
      );
    return local.sort === BROKEN
      ? undefined
      : { name: e.name, scope: 'local', sort: local.sort, path: [] };
  }
  const state = scope.view.states.get(e.name);
  if (state === undefined) return unknownTarget(e, scope);
  if (state.inherited) {
    const message = `${e.name} is a variable of the parent; an extension assigns only the variables that it adds`;
    return scope.report.add('E0501', e.span, message);
  }
  return state.sort === BROKEN
    ? undefined
    : { name: e.name, scope: 'state', sort: state.sort, path: [] };
}

function unknownTarget(e: AstExpr & { kind: 'name' }, scope: Scope): undefined {
  const assignable = [...scope.locals].filter(([, l]) => l.assignable).map(([n]) => n);
  return scope.report.add('E0204', e.span, `there is no variable ${e.name} to assign`, {
    fixes: spellingFix(e.name, e.span, [...scope.view.states.keys(), ...assignable]),
  });
}

function indexedTarget(of: Target, e: AstExpr & { kind: 'at' }, scope: Scope): Target | undefined {
  const sort = placeSort(of);
  const shape = indexShape(sort);
  if (shape === undefined)
    return scope.report.add(
      'E0303',
      e.span,
      `${article(sort)} has no elements to be assigned by index`,
    );
  if (shape.index.length !== e.index.length)
    return scope.report.add(
      'E0304',
      e.span,
      `${article(sort)} takes ${shape.index.length} indices; here are ${e.index.length}`,
    );
  const index = whole(
    e.index.map((i, n): Expr | undefined => inferStored(i, scope, shape.index[n] ?? sort)),
  );
  return index && { ...of, path: [...of.path, { kind: 'at', index }] };
}

function fieldTarget(
  of: Target,
  e: AstExpr & { kind: 'select' },
  scope: Scope,
): Target | undefined {
  const sort = placeSort(of);
  const known = sort.kind === 'tuple' ? fieldsOf(sort).map((f) => f.name) : [];
  if (known.includes(e.field.text))
    return { ...of, path: [...of.path, { kind: 'field', name: e.field.text }] };
  const message =
    sort.kind === 'union'
      ? `the fields of a union cannot be assigned one by one; assign a whole ${sort.name}, such as ${caseWith(sort, e.field.text)}`
      : `${article(sort)} has no field ${e.field.text} to assign`;
  return scope.report.add('E0305', e.field.span, message, {
    fixes: spellingFix(e.field.text, e.field.span, known),
  });
}

/** The case of that field as it would be written, or else the first. */
function caseWith({ cases }: UnionSort, field: string): string {
  const meant = cases.find((c) => c.fields.some((f) => f.name === field)) ?? cases[0];
  if (meant === undefined) return 'one of its cases';
  return `${meant.tag}(${meant.fields.map((f) => f.name).join(', ')})`;
}

/** The sort of the place that the target's path leads to. */
export function placeSort(target: Target): Sort {
  return target.path.reduce(stepSort, target.sort);
}

function stepSort(sort: Sort, step: PathStep): Sort {
  if (step.kind === 'at') return indexShape(sort)?.of ?? sort;
  return fieldsOf(sort).find((f) => f.name === step.name)?.sort ?? sort;
}
