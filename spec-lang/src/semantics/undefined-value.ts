/**
 * Of a quantifier over infinitely many values: one for which its conditions, read from the left, have no
 * value, if there is one. Then the whole has none either, however few values its bounds leave.
 */
import type { Bound, Expr } from '../ir/expr.js';
import { subterms } from '../ir/fold.js';
import { freeNames } from '../ir/free-names.js';
import { isPartialHere, mayBeUndefined, type BodyOf } from '../ir/partial.js';
import type { Span } from '../text/span.js';
import {
  machineFor,
  slotOf,
  withLocals,
  type Code,
  type Compile,
  type Context,
  type Machine,
} from './context.js';
import { samplesOf } from './samples.js';
import { attempt } from './solve/pattern.js';
import { planFor, type Solve } from './solve/plan.js';
import type { Value } from './value.js';

/** A condition, and the variables bound further inside under which it stands. */
export interface Inside {
  readonly expr: Expr;
  readonly inner: ReadonlySet<string>;
}

export interface Conditions {
  readonly variable: Bound;
  /** What is read before anything else, in this order, each only where those before it hold. */
  readonly read: readonly Inside[];
  /** What follows from the first so many, and bounds the variable. */
  readonly implied: (read: readonly Inside[]) => readonly Expr[];
  /** What it is all read for. */
  readonly whole: Expr;
  readonly span: Span;
}

export type Find = (machine: Machine) => Value | undefined;

export function undefinedValue(asked: Conditions, context: Context, compile: Compile): Find {
  const bodyOf: BodyOf = (name) => context.definitions.get(name)?.body;
  const finds = asked.read.flatMap((condition, i): readonly Find[] =>
    mayBeUndefined(condition.expr, bodyOf) ? [findAt(i, asked, context, compile)] : [],
  );
  return (machine) => {
    for (const find of finds) {
      const value = find(machine);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** Tries some values only: those that the whole speaks of, their neighbours, and a few. */
export function undefinedAnywhere(asked: Conditions, context: Context, compile: Compile): Find {
  const { variable, whole } = asked;
  if (!mayBeUndefined(whole, (name) => context.definitions.get(name)?.body)) return () => undefined;
  const inner = withLocals(context, [variable.name]);
  const slot = slotOf(inner, variable.name);
  const samples = samplesOf([whole], variable, [], inner, compile);
  const code = compile(whole, inner);
  return (outer) => {
    const machine = machineFor(outer.state, outer.locals, outer.abstract);
    return samples(machine).find((value) => {
      machine.locals[slot] = value;
      return attempt(code, machine) === undefined;
    });
  };
}

/** Those before the condition have a value, as they were looked at before it. */
function findAt(i: number, asked: Conditions, context: Context, compile: Compile): Find {
  const { variable, whole, span } = asked;
  const inner = withLocals(context, [variable.name]);
  const slot = slotOf(inner, variable.name);
  const before = asked.read.slice(0, i);
  const holding = [...before.filter(isOutside).map((c) => c.expr), ...asked.implied(before)];
  const spoken = asked.read.map((c) => c.expr);
  const further = asked.read.flatMap((c) => [...c.inner]);
  const samples = samplesOf(spoken, variable, further, inner, compile);
  const solve = planFor(
    [{ name: variable.name, slot, sort: variable.sort }],
    holding.map((expr) => ({ expr, context: inner })),
    {
      compile,
      context: inner,
      span,
      what: 'variable',
      samples,
    },
  );
  const isDefined = definedForAll(asked.read[i], variable, context, compile);
  const code = compile(whole, inner);
  return (outer) => (isDefined(outer) ? undefined : firstUndefined(solve, code, slot, outer));
}

function firstUndefined(solve: Solve, code: Code, slot: number, outer: Machine): Value | undefined {
  const machine = machineFor(outer.state, outer.locals, outer.abstract);
  const isFound = solve(machine, () => {
    const value = machine.locals[slot] as Value;
    if (attempt(code, machine) !== undefined) return false;
    machine.locals[slot] = value;
    return true;
  });
  return isFound ? machine.locals[slot] : undefined;
}

function isOutside({ expr, inner }: Inside): boolean {
  return ![...freeNames(expr)].some((name) => inner.has(name));
}

/** Whether each of its terms that may be undefined speaks of no bound variable, and has a value. */
function definedForAll(
  condition: Inside | undefined,
  variable: Bound,
  context: Context,
  compile: Compile,
): (machine: Machine) => boolean {
  if (condition === undefined) return () => true;
  const partial = partialTerms(condition.expr, (name) => context.definitions.get(name)?.body);
  const bound = new Set([variable.name, ...condition.inner, ...boundWithin(condition.expr)]);
  if (partial.some((e) => [...freeNames(e)].some((name) => bound.has(name)))) return () => false;
  const codes = partial.map((e) => compile(e, context));
  return (machine) => codes.every((code) => attempt(code, machine) !== undefined);
}

function partialTerms(expr: Expr, bodyOf: BodyOf): readonly Expr[] {
  return [...subterms(expr)].filter((e) => isPartialHere(e, bodyOf));
}

function boundWithin(expr: Expr): readonly string[] {
  return [...subterms(expr)].flatMap((e) =>
    e.kind === 'quantified' || e.kind === 'comprehension' ? [e.variable.name] : [],
  );
}
