/** One clause of an action, ready to run: its guards, the plans that solve them, its outcomes. */
import type { Expr } from '../ir/expr.js';
import { isAssignedFirst, isSurelyAssigned } from '../ir/assigned-first.js';
import { exprsOf, subterms } from '../ir/fold.js';
import { freeNames } from '../ir/free-names.js';
import type { Action, Automaton, Guard, Transition } from '../ir/program.js';
import type { Stmt } from '../ir/stmt.js';
import { outcomes, type Choices } from './choices.js';
import { withLocals, type Code, type Compile, type Context, type Machine } from './context.js';
import { compileEffect } from './effect.js';
import { attempt } from './solve/pattern.js';
import { planFor, type Solve } from './solve/plan.js';
import type { Constraint, Unknown } from './solve/problem.js';
import { remembered } from './solve/remembered.js';
import { OutOfScope } from './failure.js';
import { undefinedAsError } from './undefined-as-error.js';
import type { State, Value } from './value.js';

export interface Clause {
  readonly transition: Transition;
  /** Whether `where` (the action's and the clause's) holds of the parameters in slots 0, 1, … */
  readonly applies: (machine: Machine) => boolean;
  /** All parameters and locals with which it is enabled. */
  readonly solve: Solve;
  /** The same for a search, which meets the same values in many states. */
  readonly solveAgain: Solve;
  /** All locals with which it is enabled, for the given parameters. */
  readonly solveLocals: Solve;
  /** The same with only the first guards demanded. */
  readonly solveLocalsUpTo: (guards: number) => Solve;
  /** The states after its effect; none when a choice has no value. The machine is used up. */
  readonly run: (machine: Machine) => readonly State[];
  /** Whether `run` can have no outcome or several. */
  readonly branching: boolean;
  /** The locals' and parameters' own names, for explanations. */
  readonly context: Context;
  readonly guards: readonly { readonly guard: Guard; readonly code: Code }[];
}

/** Parameters stand in slots 0, 1, … in the action's order, locals after them. */
export function compileClause(
  transition: Transition,
  action: Action,
  automaton: Automaton,
  base: Context,
  compile: Compile,
): Clause {
  const slots = slotsOf(transition);
  const context = withLocals(
    base,
    slots.map((u) => u.name),
  );
  const made = slots.filter((u) => madeByEffect(u.name, transition));
  const unknowns = slots.filter((u) => !made.includes(u));
  const wheres = whereConstraints(transition, action, context, base);
  const pre = transition.pre.map((g): Constraint => ({ expr: g.condition, context }));
  const of = { compile, context, span: transition.span };
  const site = { ...of, what: `parameter of ${transition.action}` };
  const locals = unknowns.filter((u) => u.slot >= transition.parameters.length);
  const localSite = { ...of, what: `local of ${transition.action}` };
  const solveLocalsUpTo = (guards: number): Solve =>
    planFor(locals, [...wheres, ...pre.slice(0, guards)], localSite);
  const solve = planFor(unknowns, [...wheres, ...pre], site);
  const wheresHold = wheres.map((c) => compile(c.expr, c.context));
  return {
    transition,
    context,
    applies: (machine) => wheresHold.every((code) => attempt(code, machine) === true),
    solve,
    solveAgain: remembered(solve, [...wheres, ...pre], unknowns.length, context),
    solveLocals: solveLocalsUpTo(pre.length),
    solveLocalsUpTo,
    run: startingWith(made, runner(transition, automaton, context, compile)),
    branching: isBranching(transition, context),
    guards: transition.pre.map((guard) => ({ guard, code: compile(guard.condition, context) })),
  };
}

function slotsOf({ parameters, locals }: Transition): readonly Unknown[] {
  return [...parameters, ...locals].map(({ name, sort }, slot) => ({ name, slot, sort }));
}

/** A local that no guard speaks of and that the effect assigns before it reads it: any value would do. */
function madeByEffect(name: string, t: Transition): boolean {
  if (!t.locals.some((l) => l.name === name)) return false;
  if (t.pre.some((g) => freeNames(g.condition).has(name))) return false;
  if (t.ensuring !== undefined && freeNames(t.ensuring).has(name))
    return isSurelyAssigned(name, t.eff);
  return isAssignedFirst(name, t.eff);
}

/** The action's own `where` speaks of the same slots under its own names. */
export function actionContext(action: Action, base: Context): Context {
  return withLocals(
    base,
    action.parameters.map((p) => p.name),
  );
}

function whereConstraints(
  transition: Transition,
  action: Action,
  context: Context,
  base: Context,
): readonly Constraint[] {
  const ofAction = constraint(action.where, {
    ...actionContext(action, base),
    depth: context.depth,
  });
  return [...ofAction, ...constraint(transition.where, context)];
}

function constraint(expr: Expr | undefined, context: Context): readonly Constraint[] {
  return expr === undefined ? [] : [{ expr, context }];
}

/** What the effect makes itself has some value before, which nothing reads. */
function startingWith(
  made: readonly Unknown[],
  run: (machine: Machine) => readonly State[],
): (machine: Machine) => readonly State[] {
  if (made.length === 0) return run;
  return (machine) => {
    for (const { slot } of made) machine.locals[slot] = false;
    return run(machine);
  };
}

function runner(
  transition: Transition,
  automaton: Automaton,
  context: Context,
  compile: Compile,
): (machine: Machine) => readonly State[] {
  const bounds = [...transition.parameters, ...transition.locals];
  const effect = compileEffect(transition.eff, {
    context,
    compile,
    stateSorts: new Map(automaton.states.map((v) => [v.name, v.sort])),
    localSorts: new Map(bounds.map((b) => [b.name, b.sort])),
  });
  const ensuring =
    transition.ensuring === undefined ? undefined : compile(transition.ensuring, context);
  const place = `the effect of ${transition.action}`;
  const once = (machine: Machine, choices: Choices): State | undefined =>
    undefinedAsError(place, () =>
      withinScope(() => {
        effect(machine, choices);
        const kept = ensuring === undefined || ensuring(machine) === true;
        return kept ? [...machine.state] : undefined;
      }),
    );
  const chooses = transition.eff.some(choosesIn);
  return (machine) => {
    if (!chooses) return [once(machine, NO_CHOICE)].filter((state) => state !== undefined);
    const before = { state: [...machine.state], locals: [...machine.locals] };
    const after = outcomes((choices) => {
      restore(machine.state, before.state);
      restore(machine.locals, before.locals);
      return once(machine, choices);
    });
    return after.filter((state) => state !== undefined);
  };
}

/** Undefined where the scope has no element for what is minted: there, the step is left out. */
function withinScope<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof OutOfScope) return undefined;
    throw error;
  }
}

function isBranching(transition: Transition, context: Context): boolean {
  const { ensuring, eff } = transition;
  if (ensuring !== undefined || eff.some(choosesIn)) return true;
  return eff.flatMap(exprsOf).some((expr) => mintsIn(expr, context));
}

/** Whether a term of it may be out of scope, definitions included. */
function mintsIn(expr: Expr, context: Context): boolean {
  for (const term of subterms(expr)) {
    if (term.kind === 'apply' && term.op === 'mint') return true;
    const body = term.kind === 'call' ? context.definitions.get(term.name)?.body : undefined;
    if (body !== undefined && mintsIn(body, context)) return true;
  }
  return false;
}

const NO_CHOICE: Choices = {
  pick: () => {
    throw new TypeError('this effect makes no choice');
  },
};

function restore(cells: Value[], values: readonly Value[]): void {
  cells.length = values.length;
  for (let i = 0; i < values.length; i++) cells[i] = values[i] as Value;
}

function choosesIn(stmt: Stmt): boolean {
  switch (stmt.kind) {
    case 'choose':
      return true;
    case 'if':
      return [...stmt.branches.flatMap((b) => b.body), ...stmt.otherwise].some(choosesIn);
    case 'for':
    case 'while':
      return stmt.body.some(choosesIn);
    case 'assign':
    case 'emit':
    case 'fire':
      return false;
  }
}
