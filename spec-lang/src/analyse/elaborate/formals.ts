/** Formal parameters of units, and the actual ones with which they are used. */
import type { AstActual, AstExpr, AstFormal, AstUse } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import type { Parameters } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { inferAs, inferStored, inferCondition } from '../infer/expression.js';
import { substituteSort } from '../../ir/substitute.js';
import { BROKEN, withBound, withoutStates, withSort, type Scope } from '../resolve/scope.js';
import { reportTwice, resolveSort } from '../resolve/sorts.js';

export interface Formals {
  readonly parameters: Parameters;
  readonly scope: Scope;
  readonly kinds: readonly ('type' | 'value')[];
}

export function elaborateFormals(
  formals: readonly AstFormal[],
  outer: Scope,
  condition?: AstExpr,
): Formals {
  reportTwice(
    formals.map((f) => f.name),
    'parameter',
    outer,
  );
  let scope = outer;
  const types: string[] = [];
  const values: Bound[] = [];
  for (const formal of formals) {
    const name = formal.name.text;
    if (formal.kind === 'typeFormal') {
      types.push(name);
      scope = withSort(scope, name, { kind: 'uninterpreted', name });
    } else {
      const sort = resolveSort(formal.sort, scope);
      scope = withBound(scope, name, sort ?? BROKEN);
      if (sort !== undefined) values.push({ name, sort });
    }
  }
  const kinds = formals.map((f) => (f.kind === 'typeFormal' ? 'type' : 'value'));
  const where = condition && inferCondition(condition, withoutStates(scope, READS_NO_STATE));
  const parameters = {
    types,
    values,
    ...(where ? { where } : {}),
    ...(isMixed(kinds) ? { order: kinds } : {}),
  };
  return { parameters, scope, kinds };
}

const READS_NO_STATE = 'parameters are given before anything runs';

function isMixed(kinds: Formals['kinds']): boolean {
  return kinds.lastIndexOf('type') > (kinds.includes('value') ? kinds.indexOf('value') : Infinity);
}

export interface Actuals {
  readonly types: readonly Sort[];
  readonly values: readonly Expr[];
}

export interface Target {
  readonly name: string;
  readonly parameters: Parameters;
  readonly kinds: readonly ('type' | 'value')[];
}

export function resolveActuals(use: AstUse, target: Target, scope: Scope): Actuals | undefined {
  if (use.actuals.length !== target.kinds.length) return wrongCount(use, target, scope);
  const actuals = { type: [] as AstActual[], value: [] as AstActual[] };
  for (const [i, kind] of target.kinds.entries()) {
    const actual = use.actuals[i];
    if (actual !== undefined) actuals[kind].push(actual);
  }
  const types = actuals.type.map((a) => actualSort(a, target, scope));
  if (!types.every((t) => t !== undefined)) return undefined;
  const sorts = new Map(target.parameters.types.flatMap((n, i) => entry(n, types[i])));
  const values = actuals.value.map((a, i) =>
    actualValue(a, target.parameters.values[i], sorts, target, scope),
  );
  return values.every((v) => v !== undefined) ? { types, values } : undefined;
}

function entry(name: string, sort: Sort | undefined): [string, Sort][] {
  return sort === undefined ? [] : [[name, sort]];
}

function wrongCount(use: AstUse, target: Target, scope: Scope): undefined {
  const { types, values } = target.parameters;
  const takes = [...types.map((t) => `${t}: type`), ...values.map((v) => v.name)].join(', ');
  const message = `${target.name} takes ${takes === '' ? 'no arguments' : `(${takes})`}; here are ${use.actuals.length}`;
  return scope.report.add('E0408', use.span, message);
}

function actualSort(actual: AstActual, target: Target, scope: Scope): Sort | undefined {
  if (actual.kind === 'sort') return resolveSort(actual.sort, scope);
  if (actual.kind === 'either')
    return resolveSort({ name: actual.name, args: [], span: actual.span }, scope);
  return scope.report.add('E0408', actual.span, `${target.name} takes a type here`);
}

function actualValue(
  actual: AstActual,
  formal: Bound | undefined,
  sorts: ReadonlyMap<string, Sort>,
  target: Target,
  scope: Scope,
): Expr | undefined {
  if (formal === undefined) return undefined;
  const want = substituteSort(formal.sort, sorts);
  if (actual.kind === 'expr') return inferStored(actual.expr, scope, want);
  if (actual.kind === 'either')
    return inferAs({ kind: 'name', name: actual.name.text, span: actual.span }, scope, want);
  return scope.report.add('E0408', actual.span, `${target.name} takes a value here`);
}
