/** Expressions over two states at once: the relation and the witness of a simulation. */
import type { Expr } from '../ir/expr.js';
import type { Automaton, Definition } from '../ir/program.js';
import { subterms } from '../ir/fold.js';
import { compile } from './compile.js';
import {
  emptyContext,
  machineFor,
  placeOf,
  withLocals,
  type Code,
  type Context,
} from './context.js';
import { decidingTerms, type Term } from './deciding-terms.js';
import { attempt } from './solve/pattern.js';
import type { Scope } from './scope.js';
import type { State, Value } from './value.js';

type Locals = ReadonlyMap<string, Value>;

/** Evaluates over a concrete state `c` and an abstract state `a`. */
export interface Pairing {
  /** The value, or undefined where the term is undefined. */
  evaluate(expr: Expr, c: State, a: State, locals?: Locals): Value | undefined;
  /** The text of the condition, and the terms that decide it, with their values. */
  explain(
    condition: Expr,
    c: State,
    a: State,
    locals?: Locals,
  ): { readonly text: string; readonly terms: readonly Term[] };
  /** A condition over both states, made once. */
  condition(expr: Expr): PairCondition;
}

export interface PairCondition {
  /** Whether it is true; an undefined term is not. */
  readonly holds: (c: State, a: State) => boolean;
  /** Positions of the variables that it reads: where these are as before, so is what it says. */
  readonly concrete: readonly number[];
  readonly abstract: readonly number[];
}

/** Both automata are meant in one scope; `definitions` are those of the file. */
export function pairing(
  concrete: Automaton,
  abstract: Automaton,
  scope: Scope,
  definitions: readonly Definition[] = [],
): Pairing {
  const all = [...definitions, ...abstract.definitions, ...concrete.definitions];
  const base: Context = {
    ...emptyContext(scope, all),
    variables: positions(concrete),
    abstractVariables: positions(abstract),
  };
  const sides = { concrete: concrete.name, abstract: abstract.name };
  const codes = new Map<string, WeakMap<Expr, Code>>();
  const contextFor = (locals: Locals): Context => withLocals(base, [...locals.keys()]);
  const codeFor = (expr: Expr, locals: Locals): Code => {
    const names = [...locals.keys()].join(' ');
    const known = codes.get(names) ?? new WeakMap<Expr, Code>();
    codes.set(names, known);
    const code = known.get(expr) ?? compile(expr, contextFor(locals));
    known.set(expr, code);
    return code;
  };
  return {
    evaluate: (expr, c, a, locals = new Map()) =>
      attempt(codeFor(expr, locals), machineFor(c, [...locals.values()], a)),
    explain: (condition, c, a, locals = new Map()) =>
      decidingTerms(condition, {
        context: contextFor(locals),
        machine: machineFor(c, [...locals.values()], a),
        compile,
        sides,
      }),
    condition: (expr) => conditionOf(expr, base),
  };
}

function conditionOf(expr: Expr, base: Context): PairCondition {
  const code = compile(expr, base);
  const read = [...subterms(expr)].flatMap((e) => (e.kind === 'state' ? [placeOf(base, e)] : []));
  const on = (abstract: boolean): readonly number[] => [
    ...new Set(read.filter((p) => p.abstract === abstract).map((p) => p.index)),
  ];
  return {
    holds: (c, a) => attempt(code, machineFor(c, [], a)) === true,
    concrete: on(false),
    abstract: on(true),
  };
}

function positions(automaton: Automaton): ReadonlyMap<string, number> {
  return new Map(automaton.states.map((v, i) => [v.name, i]));
}
