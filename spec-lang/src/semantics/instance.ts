/** An automaton in a scope, ready to run: its states and steps, and what stands in the way of one. */
import type { Expr } from '../ir/expr.js';
import type { Action, Automaton, Definition, Transition } from '../ir/program.js';
import { compileClause, actionContext, type Clause } from './clause.js';
import { compile } from './compile.js';
import {
  emptyContext,
  machineFor,
  withLocals,
  type Compile,
  type Context,
  type Machine,
} from './context.js';
import { plain } from './evaluate.js';
import { explainStep, type Explanation } from './explain.js';
import { SpecError, specError } from './failure.js';
import { initialStates } from './initial.js';
import { stateKey } from './key.js';
import { checkScope, type Scope } from './scope.js';
import { attempt } from './solve/pattern.js';
import { planFor, type Solve } from './solve/plan.js';
import { undefinedAsError } from './undefined-as-error.js';
import type { State, Step, Value } from './value.js';

/** One step and the states it can lead to, at least one. */
export interface Successor {
  readonly step: Step;
  readonly states: readonly State[];
}

/**
 * All functions may throw a SpecError, when the specification cannot be run here: an undefined
 * term in an effect, an unbounded parameter, a sort too large to enumerate.
 */
export interface Instance {
  readonly automaton: Automaton;
  readonly scope: Scope;
  /** Definitions of the file, which the automaton itself does not carry. */
  readonly definitions: readonly Definition[];
  /** The same instance evaluated by the definition of the language: slow, to check others by. */
  readonly reference: Instance;
  /** Distinct; at least one. */
  initialStates(): readonly State[];
  /** All enabled steps, inputs included; clause by clause, arguments in canonical order. */
  enabled(state: State): readonly Step[];
  /** The states after the step, distinct; none: it is not enabled. */
  post(state: State, step: Step): readonly State[];
  /** All enabled steps with the states after them. */
  successors(state: State): readonly Successor[];
  /** Why the step is or is not enabled: each conjunct in turn, of the clause that comes nearest. */
  explain(state: State, step: Step): readonly Explanation[];
  /** The value of an expression over the state variables and the given locals. */
  evaluate(expr: Expr, state: State, locals?: ReadonlyMap<string, Value>): Value;
  /** The condition as a function of the state, made once. */
  predicate(condition: Expr, place: string): (state: State) => boolean;
}

export interface InstanceOptions {
  /** Definitions of the file, which the automaton itself does not carry. */
  readonly definitions?: readonly Definition[];
  /** Evaluate by the defining evaluator, not by closures: slow, for checking the other. */
  readonly plain?: boolean;
}

/** Throws a SpecError that lists what is missing when the scope does not cover the automaton. */
export function instantiate(
  automaton: Automaton,
  scope: Scope,
  options: InstanceOptions = {},
): Instance {
  const lacking = checkScope(automaton, scope);
  if (lacking.length > 0) throw new SpecError(lacking);
  const instance = new CompiledInstance(automaton, scope, options);
  checkParameters(instance);
  return instance;
}

function checkParameters(instance: Instance): void {
  const { name, parameters } = instance.automaton;
  const { where } = parameters;
  if (where === undefined || instance.evaluate(where, []) === true) return;
  const message = `the values that the scope gives to the parameters of ${name} do not satisfy this`;
  throw specError('E0604', where.span, message);
}

/** All of one action: its clauses, and for inputs also the steps that no clause describes. */
interface ActionCode {
  readonly action: Action;
  readonly clauses: readonly Clause[];
  /** Whether the action's own `where` holds of the arguments. */
  readonly allows: (machine: Machine) => boolean;
  /** All arguments that the action's `where` allows. */
  readonly solve: Solve;
}

class CompiledInstance implements Instance {
  readonly automaton: Automaton;
  readonly scope: Scope;
  readonly definitions: readonly Definition[];
  private readonly context: Context;
  private readonly compile: Compile;
  private readonly actions: ReadonlyMap<string, ActionCode>;

  constructor(automaton: Automaton, scope: Scope, options: InstanceOptions) {
    this.automaton = automaton;
    this.scope = scope;
    this.definitions = options.definitions ?? [];
    this.compile = options.plain === true ? plain : compile;
    this.context = {
      ...emptyContext(scope, [...this.definitions, ...automaton.definitions]),
      variables: new Map(automaton.states.map((v, i) => [v.name, i])),
    };
    this.actions = new Map(automaton.signature.map((a) => [a.name, this.compileAction(a)]));
  }

  get reference(): Instance {
    if (this.compile === plain) return this;
    return new CompiledInstance(this.automaton, this.scope, {
      definitions: this.definitions,
      plain: true,
    });
  }

  initialStates(): readonly State[] {
    return initialStates(this.automaton, this.context, this.compile);
  }

  enabled(state: State): readonly Step[] {
    const steps = new Map<string, Step>();
    this.visitSteps(state, (step, key, clause, machine) => {
      if (steps.has(key)) return;
      if (clause?.branching === true && clause.run(copy(machine)).length === 0) return;
      steps.set(key, step);
    });
    return [...steps.values()];
  }

  successors(state: State): readonly Successor[] {
    const found = new Map<string, Successor>();
    const solve = this.compile === plain ? solveAnew : solveAgain;
    this.visitSteps(
      state,
      (step, key, clause, machine) => {
        const states = clause === undefined ? [state] : clause.run(copy(machine));
        if (states.length === 0) return;
        const known = found.get(key)?.states ?? [];
        found.set(key, { step, states: distinct([...known, ...states]) });
      },
      solve,
    );
    return [...found.values()];
  }

  post(state: State, step: Step): readonly State[] {
    const code = this.actions.get(step.action);
    if (code?.action.parameters.length !== step.args.length) return [];
    const machine = machineFor(state, step.args);
    if (!code.allows(machine)) return [];
    const applicable = code.clauses.filter((clause) => clause.applies(machine));
    if (applicable.length === 0) return code.action.kind === 'input' ? [state] : [];
    const states: State[] = [];
    for (const clause of applicable) {
      clause.solveLocals(machine, () => {
        states.push(...clause.run(copy(machine)));
        return false;
      });
    }
    return distinct(states);
  }

  explain(state: State, step: Step): readonly Explanation[] {
    const code = this.actions.get(step.action);
    if (code?.action.parameters.length !== step.args.length) return explainStep(step, undefined);
    return explainStep(step, {
      ...code,
      machine: machineFor(state, step.args),
      compile: this.compile,
    });
  }

  evaluate(expr: Expr, state: State, locals: ReadonlyMap<string, Value> = new Map()): Value {
    const context = withLocals(this.context, [...locals.keys()]);
    const code = this.compile(expr, context);
    return undefinedAsError('an expression', () => code(machineFor(state, [...locals.values()])));
  }

  predicate(condition: Expr, place: string): (state: State) => boolean {
    const code = this.compile(condition, this.context);
    return (state) => undefinedAsError(place, () => code(machineFor(state)) === true);
  }

  private compileAction(action: Action): ActionCode {
    const context = actionContext(action, this.context);
    const where = action.where === undefined ? undefined : this.compile(action.where, context);
    const unknowns = action.parameters.map((p, slot) => ({ name: p.name, slot, sort: p.sort }));
    const constraints = action.where === undefined ? [] : [{ expr: action.where, context }];
    const span = action.span;
    const site = { compile: this.compile, context, span, what: `parameter of ${action.name}` };
    return {
      action,
      clauses: clausesOf(this.automaton, action).map((t) =>
        compileClause(t, action, this.automaton, this.context, this.compile),
      ),
      allows: (machine) => where === undefined || attempt(where, machine) === true,
      solve: planFor(unknowns, constraints, site),
    };
  }

  /** Every way in which a clause is enabled; inputs that no clause describes come with none. */
  private visitSteps(
    state: State,
    visit: (step: Step, key: string, clause: Clause | undefined, machine: Machine) => void,
    solve: (clause: Clause) => Solve = solveAnew,
  ): void {
    const machine = machineFor(state);
    for (const code of this.actions.values()) {
      const { name, parameters } = code.action;
      const report = (clause: Clause | undefined) => (): boolean => {
        const args = machine.locals.slice(0, parameters.length);
        visit({ action: name, args }, `${name} ${stateKey(args)}`, clause, machine);
        return false;
      };
      for (const clause of code.clauses) solve(clause)(machine, report(clause));
      if (code.action.kind === 'input') this.visitIgnored(code, machine, report(undefined));
    }
  }

  /** Inputs are always enabled. Where their arguments are infinitely many, those that nothing describes are left out. */
  private visitIgnored(code: ActionCode, machine: Machine, report: () => boolean): void {
    if (code.clauses.some((c) => c.transition.where === undefined)) return;
    try {
      code.solve(machine, () => {
        if (!code.clauses.some((clause) => clause.applies(machine))) report();
        return false;
      });
    } catch (error) {
      const unbounded =
        error instanceof SpecError && error.diagnostics.every((d) => d.code === 'E0603');
      if (!unbounded) throw error;
    }
  }
}

/** The action of this name, or a SpecError. */
export function actionOf(automaton: Automaton, name: string): Action {
  const action = automaton.signature.find((a) => a.name === name);
  if (action !== undefined) return action;
  throw specError('E0610', automaton.span, `${automaton.name} has no action ${name}`);
}

function clausesOf(automaton: Automaton, action: Action): readonly Transition[] {
  return automaton.transitions.filter((t) => t.action === action.name);
}

function solveAnew(clause: Clause): Solve {
  return clause.solve;
}

function solveAgain(clause: Clause): Solve {
  return clause.solveAgain;
}

/** Keys are made only where there is something to compare. */
function distinct(states: readonly State[]): readonly State[] {
  if (states.length < 2) return states;
  return [...new Map(states.map((state) => [stateKey(state), state])).values()];
}

function copy(machine: Machine): Machine {
  return machineFor(machine.state, machine.locals, machine.abstract);
}
