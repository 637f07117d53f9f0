/** Some values of an infinite sort: those that are spoken of, their neighbours, and others. */
import type { Bound, Expr } from '../ir/expr.js';
import { children } from '../ir/walk.js';
import { subterms } from '../ir/fold.js';
import { freeNames } from '../ir/free-names.js';
import type { Sort } from '../ir/sort.js';
import {
  EMPTY_MSET,
  EMPTY_SEQ,
  EMPTY_SET,
  NIL,
  msetOf,
  seqOf,
  setOf,
  someOf,
  tupleOf,
  unionOf,
} from './construct.js';
import type { Compile, Context, Machine } from './context.js';
import { defaultValue, product } from './domain.js';
import { SpecError } from './failure.js';
import { attempt } from './solve/pattern.js';
import { NOWHERE } from '../text/span.js';
import type { Value } from './value.js';

/** More of one sort are not tried. */
const MOST = 200;

/** Spoken of is what the conditions name without the variable, and without those of `inner`. */
export function samplesOf(
  conditions: readonly Expr[],
  variable: Bound,
  inner: readonly string[],
  context: Context,
  compile: Compile,
): (machine: Machine) => readonly Value[] {
  const codes = conditions
    .flatMap((e) => termsWithout(e, [variable.name, ...inner]))
    .map((e) => compile(e, context));
  return (machine) => {
    const spoken = codes.flatMap((code): readonly Value[] => {
      const value = valueAt(code, machine);
      return value === undefined ? [] : [...partsOf(value)];
    });
    return setOf(someValues(variable.sort, spoken, context)).elements;
  };
}

/** A term that cannot be evaluated by itself names nothing. */
function valueAt(code: (machine: Machine) => Value, machine: Machine): Value | undefined {
  try {
    return attempt(code, machine);
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

function termsWithout(expr: Expr, names: readonly string[]): readonly Expr[] {
  const bound = [...subterms(expr)].flatMap((e) =>
    e.kind === 'quantified' || e.kind === 'comprehension' ? [e.variable.name] : [],
  );
  const hidden = new Set([...names, ...bound]);
  const collect = (e: Expr): readonly Expr[] =>
    [...freeNames(e)].some((n) => hidden.has(n)) ? children(e).flatMap(collect) : [e];
  return collect(expr);
}

function* partsOf(value: Value): Generator<Value> {
  yield value;
  if (typeof value !== 'object') return;
  switch (value.kind) {
    case 'nil':
      return;
    case 'some':
      yield* partsOf(value.value);
      return;
    case 'tuple':
    case 'union':
      for (const field of value.fields) yield* partsOf(field);
      return;
    case 'seq':
      yield value.elements.length;
      for (const element of value.elements) yield* partsOf(element);
      return;
    case 'set':
      for (const element of value.elements) yield* partsOf(element);
      return;
    case 'mset':
      for (const [element] of value.counts) yield* partsOf(element);
      return;
    case 'map':
    case 'array':
      for (const [key, item] of value.entries) {
        yield* partsOf(key);
        yield* partsOf(item);
      }
  }
}

function someValues(sort: Sort, spoken: readonly Value[], context: Context): readonly Value[] {
  const few = (of: Sort): readonly Value[] => someValues(of, spoken, context).slice(0, 4);
  switch (sort.kind) {
    case 'nat':
    case 'int':
      return numbersNear(spoken).filter((n) => sort.kind === 'int' || n >= 0);
    case 'string': {
      const texts = spoken.filter((v) => typeof v === 'string');
      return ['', 'a', `${texts.join('')}a`, ...texts];
    }
    case 'seq':
      return [EMPTY_SEQ, ...few(sort.of).flatMap((x) => [seqOf([x]), seqOf([x, x])])];
    case 'mset':
      return [EMPTY_MSET, ...few(sort.of).flatMap((x) => [msetOf([x]), msetOf([x, x])])];
    case 'set':
      return [EMPTY_SET, ...few(sort.of).map((x) => setOf([x]))];
    case 'null':
      return [NIL, ...few(sort.of).map(someOf)];
    case 'tuple':
      return product(sort.fields.map((f) => few(f.sort)))
        .map(tupleOf)
        .slice(0, MOST);
    case 'union':
      return sort.cases.flatMap(({ tag, fields }) =>
        product(fields.map((f) => few(f.sort)))
          .map((args) => unionOf(tag, args))
          .slice(0, MOST),
      );
    case 'bool':
    case 'char':
    case 'enum':
    case 'uninterpreted':
    case 'map':
    case 'array':
      return [defaultValue(sort, context.scope, NOWHERE)];
  }
}

function numbersNear(spoken: readonly Value[]): readonly number[] {
  const numbers = spoken.filter((v) => typeof v === 'number');
  const near = [0, ...numbers].flatMap((n) => [n - 1, n, n + 1]);
  return [...new Set(near)].filter(Number.isSafeInteger).slice(0, MOST);
}
