/** The meaning of expressions: the definition that every faster evaluator is tested against. */
import type { Apply, Comprehension, Expr, Quantified } from '../ir/expr.js';
import type { Definition } from '../ir/program.js';
import { at, setOf, tupleOf, unionOf } from './construct.js';
import {
  definitionOf,
  emptyContext,
  insideDefinition,
  machineFor,
  placeOf,
  slotOf,
  withLocals,
  type Compile,
  type Context,
  type Machine,
} from './context.js';
import { OutOfScope, Undefined } from './failure.js';
import { isShortCircuit, operation, type ShortCircuit } from './operators/index.js';
import { boundedRange } from './quantified-range.js';
import type { Scope } from './scope.js';
import { fieldReader } from './select.js';
import { elementsIn } from './solve/steps.js';
import type { Value } from './value.js';

/** What an expression is evaluated in. Make one with `environment`. */
export interface Environment {
  readonly context: Context;
  readonly machine: Machine;
}

export function environment(given: {
  readonly scope: Scope;
  readonly definitions?: readonly Definition[];
  readonly state?: ReadonlyMap<string, Value>;
  readonly locals?: ReadonlyMap<string, Value>;
}): Environment {
  const state = [...(given.state ?? [])];
  const locals = [...(given.locals ?? [])];
  const context = withLocals(
    {
      ...emptyContext(given.scope, given.definitions),
      variables: new Map(state.map(([name], i) => [name, i])),
    },
    locals.map(([name]) => name),
  );
  return {
    context,
    machine: machineFor(
      state.map(([, v]) => v),
      locals.map(([, v]) => v),
    ),
  };
}

/**
 * The value of a typed expression. Throws Undefined where the term has none, SpecError where the
 * scope or the specification makes evaluation impossible (a quantifier over infinitely many values).
 */
export function evaluate(expr: Expr, env: Environment): Value {
  const { context, machine } = env;
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'local':
      return localValue(expr.name, env);
    case 'state': {
      const { abstract, index } = placeOf(context, expr);
      return at(abstract ? machine.abstract : machine.state, index);
    }
    case 'apply':
      return apply(expr, env);
    case 'call':
      return call(expr.name, expr.args, env);
    case 'if':
      return evaluate(evaluate(expr.condition, env) === true ? expr.then : expr.else, env);
    case 'quantified':
      return quantified(expr, env);
    case 'tuple':
      return tupleOf(expr.args.map((arg) => evaluate(arg, env)));
    case 'select':
      return fieldReader(expr.of.sort, expr.field)(evaluate(expr.of, env), failAt(expr));
    case 'inject':
      return unionOf(
        expr.tag,
        expr.args.map((arg) => evaluate(arg, env)),
      );
    case 'comprehension':
      return comprehension(expr, env);
  }
}

/** The plain evaluator in the shape of a compiler. */
export const plain: Compile = (expr, context) => (machine) => evaluate(expr, { context, machine });

function localValue(name: string, { context, machine }: Environment): Value {
  const slot = context.slots.get(name);
  const value = slot === undefined ? context.constants.get(name) : machine.locals[slot];
  if (value === undefined) throw new TypeError(`${name} has no value`);
  return value;
}

function apply(expr: Apply, env: Environment): Value {
  const { op, args } = expr;
  if (isShortCircuit(op)) return shortCircuit(op, args, env);
  const outOfScope = (reason: string): never => {
    throw new OutOfScope(expr.span, reason);
  };
  const site = { expr, scope: env.context.scope, fail: failAt(expr), outOfScope };
  return operation(op, site)(args.map((arg) => evaluate(arg, env)));
}

function shortCircuit(op: ShortCircuit, args: readonly Expr[], env: Environment): boolean {
  const holds = (arg: Expr): boolean => evaluate(arg, env) === true;
  switch (op) {
    case 'and':
      return args.every(holds);
    case 'or':
      return args.some(holds);
    case 'implies':
      return !holds(at(args, 0)) || holds(at(args, 1));
  }
}

/** Arguments first, so an undefined argument makes the call undefined. */
function call(name: string, args: readonly Expr[], env: Environment): Value {
  const definition = definitionOf(env.context, name);
  const context = insideDefinition(env.context, definition);
  const locals = [...env.machine.locals];
  for (const [i, parameter] of definition.parameters.entries()) {
    locals[slotOf(context, parameter.name)] = evaluate(at(args, i), env);
  }
  return evaluate(definition.body, { context, machine: { ...env.machine, locals } });
}

/** The body is read for each value, so that none comes first: where it is undefined for one, so is the whole. */
function quantified(expr: Quantified, env: Environment): boolean {
  const results = valuesOf(expr, env).map((value) =>
    evaluate(expr.body, bind(expr.variable.name, value, env)),
  );
  return expr.quantifier === 'forall' ? results.every((r) => r === true) : results.includes(true);
}

function comprehension(expr: Comprehension, env: Environment): Value {
  const inner = valuesOf(expr, env).map((value) => bind(expr.variable.name, value, env));
  const { where } = expr;
  const chosen = where === undefined ? inner : inner.filter((e) => evaluate(where, e) === true);
  return setOf(chosen.map((e) => evaluate(expr.element, e)));
}

/** What the variable ranges over: the given collection, the whole sort, or what the body bounds. */
function valuesOf(expr: Quantified | Comprehension, env: Environment): readonly Value[] {
  if (expr.within !== undefined) return elementsIn(evaluate(expr.within, env));
  return boundedRange(expr, env.context, plain)(env.machine);
}

function bind(name: string, value: Value, { context, machine }: Environment): Environment {
  const inner = withLocals(context, [name]);
  const locals = [...machine.locals];
  locals[slotOf(inner, name)] = value;
  return { context: inner, machine: { ...machine, locals } };
}

function failAt(expr: Expr): (reason: string) => never {
  return (reason) => {
    throw new Undefined(expr.span, reason);
  };
}
