/** What names mean while an expression is evaluated: the static part and the values of the moment. */
import type { Definition } from '../ir/program.js';
import type { Expr, StateVar } from '../ir/expr.js';
import type { Scope } from './scope.js';
import type { Value } from './value.js';

/** Locals live in numbered slots, state variables at their position in the state. */
export interface Context {
  readonly scope: Scope;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Value parameters of the automaton. */
  readonly constants: ReadonlyMap<string, Value>;
  readonly slots: ReadonlyMap<string, number>;
  /** The first slot that is free. */
  readonly depth: number;
  readonly variables: ReadonlyMap<string, number>;
  /** The other automaton's variables, in relations between two. */
  readonly abstractVariables: ReadonlyMap<string, number>;
}

/** The values of the moment. Effects change `state`; quantifiers and solvers write `locals`. */
export interface Machine {
  readonly state: Value[];
  readonly abstract: Value[];
  readonly locals: Value[];
}

export type Code = (machine: Machine) => Value;

/** Either evaluator: the plain one, or the one that compiles to closures. */
export type Compile = (expr: Expr, context: Context) => Code;

export function emptyContext(scope: Scope, definitions: readonly Definition[] = []): Context {
  return {
    scope,
    definitions: new Map(definitions.map((d) => [d.name, d])),
    constants: scope.values,
    slots: new Map(),
    depth: 0,
    variables: new Map(),
    abstractVariables: new Map(),
  };
}

export function machineFor(
  state: readonly Value[],
  locals: readonly Value[] = [],
  abstract: readonly Value[] = [],
): Machine {
  return { state: [...state], abstract: [...abstract], locals: [...locals] };
}

/** The context in which these names, too, are known, each in a slot of its own. */
export function withLocals(context: Context, names: readonly string[]): Context {
  const slots = new Map(context.slots);
  for (const [i, name] of names.entries()) slots.set(name, context.depth + i);
  return { ...context, slots, depth: context.depth + names.length };
}

/** Inside a definition only its parameters are known, and the constants. */
export function insideDefinition(context: Context, definition: Definition): Context {
  const bare = { ...context, slots: new Map<string, number>() };
  return withLocals(
    bare,
    definition.parameters.map((p) => p.name),
  );
}

export function slotOf(context: Context, name: string): number {
  const slot = context.slots.get(name);
  if (slot === undefined) throw new TypeError(`no local named ${name}`);
  return slot;
}

export function definitionOf(context: Context, name: string): Definition {
  const definition = context.definitions.get(name);
  if (definition === undefined) throw new TypeError(`no definition named ${name}`);
  return definition;
}

/** Where a state variable stands, and in which of the two states. */
export function placeOf(
  context: Context,
  variable: StateVar,
): { abstract: boolean; index: number } {
  const abstract = variable.side === 'abstract';
  const index = (abstract ? context.abstractVariables : context.variables).get(variable.name);
  if (index === undefined) throw new TypeError(`no state variable named ${variable.name}`);
  return { abstract, index };
}
