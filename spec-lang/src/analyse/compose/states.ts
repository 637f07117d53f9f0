/** The variables of a composition: `P.x`, an array over P's index, with each element's own initial value. */
import type { Expr, Operator } from '../../ir/expr.js';
import type { Initial, StateVariable } from '../../ir/program.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import { conjunctsOf, forAll } from '../infer/terms.js';
import { freeNames } from '../../ir/free-names.js';
import { rewriteExpr } from '../../ir/rewrite.js';
import { emptyTerm } from '../../ir/empty-term.js';
import { overIndex, type Part } from './part.js';

export function composedStates(part: Part): readonly StateVariable[] {
  return part.automaton.states.map((s) => ({
    ...s,
    sort: overIndex(s.sort, part.index),
    initial: part.index.length === 0 ? s.initial : eachInitial(s, part),
  }));
}

function eachInitial(s: StateVariable, part: Part): Initial {
  const { index } = part;
  const { initial, span } = s;
  const array = overIndex(s.sort, index);
  if (initial.kind === 'value') {
    const free = freeNames(initial.value);
    if (!index.some((b) => free.has(b.name)))
      return { kind: 'value', value: constant(initial.value, array) };
  }
  const cell: Expr = {
    kind: 'apply',
    op: 'index',
    args: [localOf(WHOLE, array, s), ...index.map((b) => localOf(b.name, b.sort, s))],
    sort: s.sort,
    span,
  };
  const elsewhere = nowhereElse(s, cell, part);
  const said = saidOf(initial, cell, span);
  if (said === undefined && elsewhere === undefined) return { kind: 'any' };
  const here = said && (elsewhere === undefined ? said : apply('implies', [elsewhere.where, said]));
  const all = [here, elsewhere?.condition].flatMap((e) => (e ? [forAll(index, e)] : []));
  const where = all.reduce((left, right) => apply('and', [left, right]));
  return { kind: 'choose', variable: { name: WHOLE, sort: array }, where };
}

const WHOLE = 'each';

/** What the initial value of one component has to satisfy. */
function saidOf(initial: Initial, cell: Expr, span: Expr['span']): Expr | undefined {
  switch (initial.kind) {
    case 'any':
      return undefined;
    case 'value':
      return { kind: 'apply', op: 'eq', args: [cell, initial.value], sort: BOOL, span };
    case 'choose': {
      const locals = new Map([[initial.variable.name, cell]]);
      return initial.where && rewriteExpr(initial.where, { locals });
    }
  }
}

/** Of endlessly many indices only those count where there is a component; what stands elsewhere is fixed. */
function nowhereElse(
  { sort }: StateVariable,
  cell: Expr,
  { index, where }: Part,
): { readonly where: Expr; readonly condition: Expr } | undefined {
  const nothing = emptyTerm(sort, cell.span);
  if (where === undefined || nothing === undefined || !index.some((b) => isEndless(b.sort)))
    return undefined;
  const fixed = apply('eq', [cell, nothing]);
  return { where, condition: apply('implies', [apply('not', [where]), fixed]) };
}

function isEndless({ kind }: Sort): boolean {
  return kind === 'nat' || kind === 'int' || kind === 'string';
}

function apply(op: Operator, args: readonly [Expr, ...Expr[]]): Expr {
  return { kind: 'apply', op, args, sort: BOOL, span: args[0].span };
}

function localOf(name: string, sort: Sort, { span }: StateVariable): Expr {
  return { kind: 'local', name, sort, span };
}

function constant(value: Expr, sort: Sort): Expr {
  return { kind: 'apply', op: 'constant', args: [value], sort, span: value.span };
}

/** Each component's own `initially`, where there is such a component. */
export function composedInitially(part: Part): readonly Expr[] {
  const { initially } = part.automaton;
  if (initially === undefined) return [];
  const guarded: Expr =
    part.where === undefined
      ? initially
      : {
          kind: 'apply',
          op: 'implies',
          args: [part.where, initially],
          sort: BOOL,
          span: initially.span,
        };
  return conjunctsOf(forAll(part.index, guarded));
}
