/** The variables of a composition: `P.x`, an array over P's index, with each element's own initial value. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Initial, StateVariable } from '../../ir/program.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import { conjunctsOf, forAll } from '../infer/terms.js';
import { freeNames } from '../../ir/free-names.js';
import { rewriteExpr } from '../../ir/rewrite.js';
import { overIndex, type Part } from './part.js';

export function composedStates(part: Part): readonly StateVariable[] {
  return part.automaton.states.map((s) => ({
    ...s,
    sort: overIndex(s.sort, part.index),
    initial: part.index.length === 0 ? s.initial : eachInitial(s, part.index),
  }));
}

function eachInitial(s: StateVariable, index: readonly Bound[]): Initial {
  const { initial, span } = s;
  const array = overIndex(s.sort, index);
  const whole: Bound = { name: 'each', sort: array };
  const cell: Expr = {
    kind: 'apply',
    op: 'index',
    args: [localOf(whole, s), ...index.map((b) => localOf(b, s))],
    sort: s.sort,
    span,
  };
  switch (initial.kind) {
    case 'any':
      return initial;
    case 'value': {
      const free = freeNames(initial.value);
      if (!index.some((b) => free.has(b.name)))
        return { kind: 'value', value: constant(initial.value, array) };
      const same: Expr = { kind: 'apply', op: 'eq', args: [cell, initial.value], sort: BOOL, span };
      return { kind: 'choose', variable: whole, where: forAll(index, same) };
    }
    case 'choose': {
      if (initial.where === undefined) return { kind: 'any' };
      const locals = new Map([[initial.variable.name, cell]]);
      return {
        kind: 'choose',
        variable: whole,
        where: forAll(index, rewriteExpr(initial.where, { locals })),
      };
    }
  }
}

function localOf(b: Bound, s: StateVariable): Expr {
  return { kind: 'local', name: b.name, sort: b.sort, span: s.span };
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
