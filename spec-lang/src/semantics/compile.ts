/** Expressions as closures: the same meaning as evaluate.ts, with names and operators looked up once. */
import type { Apply, Comprehension, Expr, Quantified } from '../ir/expr.js';
import { mayBeUndefined } from '../ir/partial.js';
import { equalValues } from './compare.js';
import { at, setOf, tupleOf, unionOf } from './construct.js';
import {
  definitionOf,
  insideDefinition,
  placeOf,
  slotOf,
  withLocals,
  type Code,
  type Context,
  type Machine,
} from './context.js';
import { OutOfScope, Undefined } from './failure.js';
import { isShortCircuit, operation, type ShortCircuit } from './operators/index.js';
import { boundedRange, type Range } from './quantified-range.js';
import { fieldReader } from './select.js';
import { elementsIn } from './solve/steps.js';
import type { Value } from './value.js';

export function compile(expr: Expr, context: Context): Code {
  switch (expr.kind) {
    case 'literal': {
      const { value } = expr;
      return () => value;
    }
    case 'local':
      return compileLocal(expr.name, context);
    case 'state':
      return compileState(placeOf(context, expr));
    case 'apply':
      return isShortCircuit(expr.op)
        ? compileShortCircuit(expr.op, compileAll(expr.args, context))
        : compileApply(expr, context);
    case 'call':
      return compileCall(expr.name, expr.args, context);
    case 'if':
      return compileIf(expr, context);
    case 'quantified':
      return compileQuantified(expr, context);
    case 'tuple': {
      const args = compileAll(expr.args, context);
      return (m) => tupleOf(valuesOf(args, m));
    }
    case 'select': {
      const [of, read, fail] = [
        compile(expr.of, context),
        fieldReader(expr.of.sort, expr.field),
        failAt(expr),
      ];
      return (m) => read(of(m), fail);
    }
    case 'inject': {
      const args = compileAll(expr.args, context);
      return (m) => unionOf(expr.tag, valuesOf(args, m));
    }
    case 'comprehension':
      return compileComprehension(expr, context);
  }
}

function compileAll(exprs: readonly Expr[], context: Context): readonly Code[] {
  return exprs.map((expr) => compile(expr, context));
}

function compileLocal(name: string, context: Context): Code {
  const slot = context.slots.get(name);
  if (slot !== undefined) return (m) => m.locals[slot] as Value;
  const constant = context.constants.get(name);
  return () => {
    if (constant === undefined) throw new TypeError(`${name} has no value`);
    return constant;
  };
}

function compileState({ abstract, index }: { abstract: boolean; index: number }): Code {
  return abstract ? (m) => m.abstract[index] as Value : (m) => m.state[index] as Value;
}

function compileShortCircuit(op: ShortCircuit, args: readonly Code[]): Code {
  switch (op) {
    case 'and':
      return (m) => args.every((arg) => arg(m) === true);
    case 'or':
      return (m) => args.some((arg) => arg(m) === true);
    case 'implies': {
      const [premise, conclusion] = [at(args, 0), at(args, 1)];
      return (m) => premise(m) !== true || conclusion(m) === true;
    }
  }
}

/** Equality and negation, the most frequent, without a list of arguments. */
function compileApply(expr: Apply, context: Context): Code {
  const { op } = expr;
  if (isShortCircuit(op)) throw new TypeError(`${op} is not strict`);
  const args = compileAll(expr.args, context);
  const [a, b] = args;
  if (op === 'eq' && a !== undefined && b !== undefined) return (m) => equalValues(a(m), b(m));
  if (op === 'ne' && a !== undefined && b !== undefined) return (m) => !equalValues(a(m), b(m));
  if (op === 'not' && a !== undefined) return (m) => a(m) !== true;
  const outOfScope = (reason: string): never => {
    throw new OutOfScope(expr.span, reason);
  };
  const apply = operation(op, { expr, scope: context.scope, fail: failAt(expr), outOfScope });
  return (m) => apply(valuesOf(args, m));
}

function compileCall(name: string, args: readonly Expr[], context: Context): Code {
  const definition = definitionOf(context, name);
  const inner = insideDefinition(context, definition);
  const slots = definition.parameters.map((p) => slotOf(inner, p.name));
  const values = compileAll(args, context);
  const body = compile(definition.body, inner);
  return (m) => {
    const given = valuesOf(values, m);
    for (let i = 0; i < slots.length; i++) m.locals[slots[i] as number] = given[i] as Value;
    return body(m);
  };
}

function compileIf(expr: Expr & { kind: 'if' }, context: Context): Code {
  const condition = compile(expr.condition, context);
  const then = compile(expr.then, context);
  const otherwise = compile(expr.else, context);
  return (m) => (condition(m) === true ? then(m) : otherwise(m));
}

function compileQuantified(expr: Quantified, context: Context): Code {
  const inner = withLocals(context, [expr.variable.name]);
  const slot = slotOf(inner, expr.variable.name);
  const range = compileRange(expr, context);
  const body = compile(expr.body, inner);
  const forall = expr.quantifier === 'forall';
  const readsAll = mayBeUndefined(expr.body, (name) => context.definitions.get(name)?.body);
  return (m) => {
    let result = forall;
    for (const value of range(m)) {
      m.locals[slot] = value;
      if ((body(m) === true) === forall) continue;
      // The body may yet be undefined for a later value, and then so is the whole.
      if (!readsAll) return !forall;
      result = !forall;
    }
    return result;
  };
}

function compileComprehension(expr: Comprehension, context: Context): Code {
  const inner = withLocals(context, [expr.variable.name]);
  const slot = slotOf(inner, expr.variable.name);
  const range = compileRange(expr, context);
  const where = expr.where === undefined ? undefined : compile(expr.where, inner);
  const element = compile(expr.element, inner);
  return (m) => {
    const found: Value[] = [];
    for (const value of range(m)) {
      m.locals[slot] = value;
      if (where === undefined || where(m) === true) found.push(element(m));
    }
    return setOf(found);
  };
}

function compileRange(expr: Quantified | Comprehension, context: Context): Range {
  if (expr.within === undefined) return boundedRange(expr, context, compile);
  const within = compile(expr.within, context);
  return (m) => elementsIn(within(m));
}

function valuesOf(codes: readonly Code[], m: Machine): readonly Value[] {
  const values = new Array<Value>(codes.length);
  for (let i = 0; i < codes.length; i++) values[i] = (codes[i] as Code)(m);
  return values;
}

/** Errors are made once for each place and reason, because guards meet them all the time. */
function failAt(expr: Expr): (reason: string) => never {
  const made = new Map<string, Undefined>();
  return (reason) => {
    const known = made.get(reason);
    if (known !== undefined) throw known;
    const error = new Undefined(expr.span, reason);
    if (made.size < 16) made.set(reason, error);
    throw error;
  };
}
