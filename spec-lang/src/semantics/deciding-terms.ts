/** The parts of a condition that make it true or false in a state, with their values. */
import type { Expr } from '../ir/expr.js';
import { slotOf, withLocals, type Compile, type Context, type Machine } from './context.js';
import { SpecError, Undefined } from './failure.js';
import { boundedRange } from './quantified-range.js';
import { showValue } from './show.js';
import { elementsIn } from './solve/steps.js';
import { attempt } from './solve/pattern.js';
import { termText, type Sides } from './term-text.js';
import type { Value } from './value.js';

export interface Term {
  readonly term: string;
  readonly value: string;
}

interface Place {
  readonly context: Context;
  readonly machine: Machine;
  readonly compile: Compile;
  readonly sides?: Sides;
}

/** The text of the condition, and the terms that decide it: of a false conjunction, those of its first false part. */
export function decidingTerms(
  condition: Expr,
  place: Place,
): { readonly text: string; readonly terms: readonly Term[] } {
  const terms = new Map(deciding(condition, place).map((t) => [t.term, t]));
  const telling = [...terms.values()].filter(({ term, value }) => term !== value);
  return { text: termText(condition, place.sides), terms: telling };
}

/** A part that has no value by itself, as a number that only another part bounds, is left out. */
function deciding(expr: Expr, place: Place): readonly Term[] {
  try {
    return decidingParts(expr, place);
  } catch (error) {
    if (error instanceof SpecError) return [];
    throw error;
  }
}

function decidingParts(expr: Expr, place: Place): readonly Term[] {
  if (expr.kind === 'literal') return [];
  if (expr.kind === 'apply') return decidingApply(expr, place);
  if (expr.kind === 'quantified') return decidingQuantified(expr, place);
  if (expr.kind !== 'if') return [termOf(expr, place)];
  return [expr.condition, isTrue(expr.condition, place) ? expr.then : expr.else].flatMap((e) =>
    deciding(e, place),
  );
}

function decidingApply(expr: Expr & { kind: 'apply' }, place: Place): readonly Term[] {
  const { op, args } = expr;
  if (op === 'and' || op === 'or') {
    const decider = args.find((arg) => isTrue(arg, place) === (op === 'or'));
    return (decider === undefined ? args : [decider]).flatMap((arg) => deciding(arg, place));
  }
  if (expr.sort.kind !== 'bool') return [termOf(expr, place)];
  const compound = args.length > 0 && op !== 'index';
  return compound ? args.flatMap((arg) => deciding(arg, place)) : [termOf(expr, place)];
}

/** Of a false `forall` or a true `exists`: the first value that shows it. */
function decidingQuantified(expr: Expr & { kind: 'quantified' }, place: Place): readonly Term[] {
  const { variable, quantifier, body } = expr;
  const inner = withLocals(place.context, [variable.name]);
  const slot = slotOf(inner, variable.name);
  for (const value of valuesOf(expr, place)) {
    const locals = [...place.machine.locals];
    locals[slot] = value;
    const there = { ...place, context: inner, machine: { ...place.machine, locals } };
    if (isTrue(body, there) === (quantifier === 'exists')) {
      const witness = { term: variable.name, value: showValue(value, variable.sort) };
      return [witness, ...deciding(body, there)];
    }
  }
  return [];
}

function valuesOf(expr: Expr & { kind: 'quantified' }, place: Place): readonly Value[] {
  if (expr.within === undefined) {
    return boundedRange(expr, place.context, place.compile)(place.machine);
  }
  const within = attempt(place.compile(expr.within, place.context), place.machine);
  return within === undefined ? [] : elementsIn(within);
}

function termOf(expr: Expr, place: Place): Term {
  const term = termText(expr, place.sides);
  try {
    const value = place.compile(expr, place.context)(place.machine);
    return { term, value: showValue(value, expr.sort) };
  } catch (error) {
    if (!(error instanceof Undefined)) throw error;
    return { term, value: `undefined (${error.message})` };
  }
}

function isTrue(expr: Expr, place: Place): boolean {
  return attempt(place.compile(expr, place.context), place.machine) === true;
}
