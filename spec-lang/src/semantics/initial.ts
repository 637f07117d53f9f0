/** The initial states: every combination of initial values that the states section allows. */
import type { Bound, Expr } from '../ir/expr.js';
import { rewriteUp } from '../ir/fold.js';
import { statesRead } from '../ir/free-names.js';
import type { Automaton, StateVariable } from '../ir/program.js';
import type { Span } from '../text/span.js';
import { cellByCell } from './cells.js';
import { at } from './construct.js';
import { machineFor, type Compile, type Context, type Machine } from './context.js';
import { boundedByScope, domainSize, finiteDomain } from './domain.js';
import { specError } from './failure.js';
import { stateKey } from './key.js';
import { solutions, type Range } from './quantified-range.js';
import { undefinedAsError } from './undefined-as-error.js';
import { attempt } from './solve/pattern.js';
import type { State, Value } from './value.js';

/**
 * Distinct, in order of the choices. An initial value may read the variables declared before it.
 * Throws SpecError for an undefined initial value, an infinite choice, or when there is no state.
 */
export function initialStates(
  automaton: Automaton,
  context: Context,
  compile: Compile,
): readonly State[] {
  const ranges = automaton.states.map((variable) =>
    initialRange(variable, conjuncts(automaton.initially), context, compile),
  );
  const states = new Map<string, State>();
  const holds = compileInitially(automaton, context, compile);
  const extend = (machine: Machine, depth: number): void => {
    if (depth === ranges.length) {
      if (holds(machine)) states.set(stateKey(machine.state), [...machine.state]);
      return;
    }
    for (const value of at(ranges, depth)(machine)) {
      machine.state.length = depth;
      machine.state.push(value);
      extend(machine, depth + 1);
    }
  };
  extend(machineFor([]), 0);
  if (states.size > 0) return [...states.values()];
  const message = `${automaton.name} has no initial state: nothing satisfies its initial conditions`;
  throw specError('E0608', automaton.initially?.span ?? automaton.span, message);
}

function initialRange(
  variable: StateVariable,
  initially: readonly Expr[],
  context: Context,
  compile: Compile,
): Range {
  const { initial, name, sort, span } = variable;
  const place = `the initial value of ${name}`;
  switch (initial.kind) {
    case 'value': {
      const code = compile(initial.value, context);
      return (machine) => [undefinedAsError(place, () => checkNat(code(machine), variable))];
    }
    case 'choose': {
      const conditions = initial.where === undefined ? [] : [initial.where];
      return chosen(initial.variable, conditions, span, context, compile);
    }
    case 'any':
      if (domainSize(sort, context.scope, span) === Infinity)
        return narrowed(variable, initially, context, compile);
      return () => finiteDomain(sort, context.scope, span, place);
  }
}

/** The values of an infinite sort that `initially` allows, as far as it speaks of this variable alone. */
function narrowed(
  { name, sort, span }: StateVariable,
  initially: readonly Expr[],
  context: Context,
  compile: Compile,
): Range {
  const conditions = initially.filter((e) => {
    const read = statesRead(e);
    return read.size === 1 && read.has(name);
  });
  if (conditions.length === 0) {
    const place = `the initial value of ${name}`;
    const { scope } = context;
    return () => boundedByScope(sort, scope, span) ?? finiteDomain(sort, scope, span, place);
  }
  const own = conditions.map((e) =>
    rewriteUp(e, (x) => (x.kind === 'state' ? { kind: 'local', name, sort, span: x.span } : x)),
  );
  return chosen({ name, sort }, own, span, context, compile);
}

function chosen(
  variable: Bound,
  conditions: readonly Expr[],
  span: Span,
  context: Context,
  compile: Compile,
): Range {
  const cells = cellByCell(variable, conditions, span, context, compile);
  return cells ?? solutions(variable, conditions, span, context, compile);
}

function conjuncts(e: Expr | undefined): readonly Expr[] {
  if (e === undefined) return [];
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjuncts) : [e];
}

function checkNat(value: Value, variable: StateVariable): Value {
  if (variable.sort.kind === 'nat' && typeof value === 'number' && value < 0) {
    throw specError(
      'E0605',
      variable.span,
      `${variable.name} is of sort Nat and cannot be ${value}`,
    );
  }
  return value;
}

/** An undefined term makes `initially` false, as it does a guard. */
function compileInitially(
  automaton: Automaton,
  context: Context,
  compile: Compile,
): (machine: Machine) => boolean {
  if (automaton.initially === undefined) return () => true;
  const code = compile(automaton.initially, context);
  return (machine) => attempt(code, machine) === true;
}
