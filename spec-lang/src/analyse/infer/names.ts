/** Sort inference of plain names. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { COLOUR_SORT } from '../../ir/picture.js';
import type { EnumSort, Sort, UnionSort } from '../../ir/sort.js';
import { constantNames, constantSorts } from '../resolve/constants.js';
import { BROKEN, type Scope, type StateEntry } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from '../resolve/sort-relations.js';
import { apply } from './context.js';

type NameExpr = AstExpr & { kind: 'name' };

export function inferName(e: NameExpr, scope: Scope, want?: Sort): Expr | undefined {
  if (want === COLOUR_SORT) return inferColour(e, scope);
  const local = scope.locals.get(e.name);
  if (local !== undefined) {
    if (local.sort === BROKEN) return undefined;
    if (local.stands !== undefined) return { ...local.stands, span: e.span };
    return { kind: 'local', name: e.name, sort: local.sort, span: e.span };
  }
  const state = scope.view.states.get(e.name);
  if (state !== undefined) return stateVariable(e, state, scope);
  const definition = scope.definitions.get(e.name);
  if (definition?.parameters.length === 0)
    return definition.result === BROKEN
      ? undefined
      : { kind: 'call', name: e.name, args: [], sort: definition.result, span: e.span };
  const constant = inferConstant(e, scope, want);
  if (constant !== 'none') return constant;
  return inferKeyword(e, scope, want);
}

/** No variable can hold a colour, so that here a name can be nothing else. */
function inferColour(e: NameExpr, scope: Scope): Expr | undefined {
  if (COLOUR_SORT.values.includes(e.name)) return constantOf(e, COLOUR_SORT);
  const message = `there is no colour ${e.name}; the colours are ${COLOUR_SORT.values.join(', ')}`;
  const fixes = spellingFix(e.name, e.span, COLOUR_SORT.values);
  return scope.report.add('E0204', e.span, message, { fixes });
}

function stateVariable(e: NameExpr, state: StateEntry, scope: Scope): Expr | undefined {
  if (scope.stateless !== undefined)
    return scope.report.add('E0307', e.span, `${e.name} is a state variable; ${scope.stateless}`);
  if (state.sort === BROKEN) return undefined;
  return { kind: 'state', name: e.name, sort: state.sort, span: e.span };
}

function inferConstant(e: NameExpr, scope: Scope, want?: Sort): Expr | undefined | 'none' {
  const sorts = constantSorts(e.name, scope);
  const wanted = want && sorts.find((sort) => sameSort(sort, want));
  const only = wanted ?? (sorts.length === 1 ? sorts[0] : undefined);
  if (only !== undefined) return constantOf(e, only);
  if (sorts.length === 0) return 'none';
  const names = sorts.map(printSort).join(' and ');
  return scope.report.add(
    'E0212',
    e.span,
    `${e.name} is a constant of ${names}; write (${e.name}: Sort)`,
  );
}

function constantOf(e: NameExpr, sort: EnumSort | UnionSort): Expr {
  return sort.kind === 'enum'
    ? { kind: 'literal', value: e.name, sort, span: e.span }
    : { kind: 'inject', tag: e.name, args: [], sort, span: e.span };
}

/** `nil`, `empty`, and `first` of a ring are constants that a declaration may take over. */
function inferKeyword(e: NameExpr, scope: Scope, want?: Sort): Expr | undefined {
  if (e.name === 'nil') {
    if (want?.kind === 'null') return apply('nil', [], want, e.span);
    return noContext(e, scope, want, 'nil', 'Null[T]');
  }
  if (e.name === 'empty') {
    if (want !== undefined && ['set', 'mset', 'seq', 'map'].includes(want.kind))
      return apply('empty', [], want, e.span);
    return noContext(e, scope, want, 'empty', 'Map[K, V]');
  }
  const ring = scope.rings[0];
  if (e.name === 'first' && ring !== undefined) return apply('ringFirst', [], ring.index, e.span);
  return unknownName(e, scope);
}

function noContext(
  e: NameExpr,
  scope: Scope,
  want: Sort | undefined,
  term: string,
  example: string,
): undefined {
  if (want !== undefined)
    return scope.report.add(
      'E0301',
      e.span,
      `expected ${printSort(want)}, ${term} is of another kind`,
    );
  return scope.report.add(
    'E0302',
    e.span,
    `the sort of ${term} cannot be told; write (${term}: ${example})`,
  );
}

function unknownName(e: NameExpr, scope: Scope): undefined {
  const known = [
    ...scope.locals.keys(),
    ...scope.view.states.keys(),
    ...scope.definitions.keys(),
    ...constantNames(scope),
  ];
  const fixes = spellingFix(e.name, e.span, known);
  if (scope.sorts.has(e.name))
    return scope.report.add('E0204', e.span, `${e.name} is a sort; a term is wanted here`);
  const place = placesOf(e.name, scope);
  const hint = place.length === 0 ? '' : `; write ${place.join(' or ')}`;
  const message = `nothing is called ${e.name} here${hint}`;
  return scope.report.add('E0204', e.span, message, { fixes: hint === '' ? fixes : [] });
}

/** The qualified names under which a simulation or a composition has a variable of this name. */
function placesOf(name: string, scope: Scope): readonly string[] {
  const sides = [...scope.sides].filter(([, side]) => side.view.states.has(name));
  const components = [...scope.view.components].filter(([, c]) => c.view.states.has(name));
  return [
    ...sides.map(([side]) => `${side}.${name}`),
    ...components.map(([c, { index }]) => `${c}${index.length === 0 ? '' : '[…]'}.${name}`),
  ];
}
