/** A fair random scheduler: runs a specification with no schedule written by hand. */
import type { Expr } from '../ir/expr.js';
import type { Task } from '../ir/program.js';
import { equalValues } from './compare.js';
import { SpecError } from './failure.js';
import type { Instance } from './instance.js';
import { keyOf } from './key.js';
import { randomFrom, type Random } from './random.js';
import type { Run, Stopped } from './run.js';
import type { State, Step, Value } from './value.js';

export interface SimulateOptions {
  readonly seed: number;
  readonly steps: number;
  /** How often an action is to be taken, compared with others; 1 for outputs, less for inputs. */
  readonly weights?: ReadonlyMap<string, number>;
  /** Checked at every state. */
  readonly invariants?: readonly { readonly name: string; readonly condition: Expr }[];
}

/** Inputs come less often than what the automaton itself does, so that they do not flood it. */
const INPUT_WEIGHT = 0.4;
const SCALE = 1000;

/** One run, the same for the same seed. An error of the specification ends the run, it is not thrown. */
export function simulate(instance: Instance, options: SimulateOptions): Run {
  const run = { states: [] as State[], steps: [] as Step[] };
  const stopped = errorsAsStop(() => walk(instance, options, run));
  return { automaton: instance.automaton.name, seed: options.seed, ...run, stopped };
}

function walk(
  instance: Instance,
  options: SimulateOptions,
  run: { readonly states: State[]; readonly steps: Step[] },
): Stopped {
  const random = randomFrom(options.seed);
  const choose = fairScheduler(instance, random, options.weights);
  const invariants = (options.invariants ?? []).map(({ name, condition }) => ({
    name,
    holds: instance.predicate(condition, `invariant ${name}`),
  }));
  let state = random.pick(instance.initialStates());
  for (;;) {
    const here = state;
    run.states.push(here);
    const broken = invariants.find(({ holds }) => !holds(here));
    if (broken !== undefined) return { kind: 'invariant', name: broken.name };
    if (run.steps.length >= options.steps) return { kind: 'steps' };
    const step = choose(here);
    if (step === undefined) return { kind: 'deadlock' };
    state = random.pick(instance.post(here, step));
    run.steps.push(step);
  }
}

function errorsAsStop(run: () => Stopped): Stopped {
  try {
    return run();
  } catch (error) {
    if (error instanceof SpecError) return { kind: 'error', diagnostics: error.diagnostics };
    throw error;
  }
}

/** The next step to take, or undefined when none is enabled. Remembers what it has neglected. */
export type Scheduler = (state: State) => Step | undefined;

/**
 * Fairness classes are the tasks when the automaton has some, else each action is one. A class is
 * the likelier the longer it was enabled without being taken; inside a class every step is equally
 * likely.
 */
export function fairScheduler(
  instance: Instance,
  random: Random,
  weights: ReadonlyMap<string, number> = new Map(),
): Scheduler {
  const neglected = new Map<string, number>();
  const base = weightsOf(instance, weights);
  return (state) => {
    const classes = classify(instance, state);
    if (classes.size === 0) return undefined;
    const shares = [...classes].map(([name, steps]) => ({
      name,
      steps,
      share: Math.ceil(SCALE * (1 + (neglected.get(name) ?? 0)) * heaviest(steps, base)),
    }));
    const chosen = pickByShare(shares, random);
    for (const { name } of shares) neglected.set(name, (neglected.get(name) ?? 0) + 1);
    neglected.set(chosen.name, 0);
    return random.pick(chosen.steps);
  };
}

function weightsOf(
  instance: Instance,
  given: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  return new Map(
    instance.automaton.signature.map(({ name, kind }) => [
      name,
      given.get(name) ?? (kind === 'input' ? INPUT_WEIGHT : 1),
    ]),
  );
}

function heaviest(steps: readonly Step[], weights: ReadonlyMap<string, number>): number {
  return Math.max(...steps.map((step) => weights.get(step.action) ?? 1));
}

function pickByShare<T extends { readonly share: number }>(from: readonly T[], random: Random): T {
  const total = from.reduce((sum, { share }) => sum + share, 0);
  let ticket = total === 0 ? 0 : random.below(total);
  for (const candidate of from) {
    if (ticket < candidate.share) return candidate;
    ticket -= candidate.share;
  }
  return random.pick(from);
}

function classify(instance: Instance, state: State): ReadonlyMap<string, readonly Step[]> {
  const classes = new Map<string, Step[]>();
  for (const step of instance.enabled(state)) {
    const name = taskOf(step, instance, state) ?? step.action;
    classes.set(name, [...(classes.get(name) ?? []), step]);
  }
  return classes;
}

/** The task that the step belongs to, with the values of what the task ranges over. */
function taskOf(step: Step, instance: Instance, state: State): string | undefined {
  for (const [i, task] of instance.automaton.tasks.entries()) {
    const member = membership(step, task, instance, state);
    if (member !== undefined) return `task ${i} ${member}`;
  }
  return undefined;
}

function membership(step: Step, task: Task, instance: Instance, state: State): string | undefined {
  for (const pattern of task.actions) {
    if (pattern.name !== step.action) continue;
    const bound = new Map<string, Value>();
    const fits = pattern.args.every((arg, i) => {
      const value = step.args[i];
      return value !== undefined && fitsPattern(arg, value, task, bound, instance, state);
    });
    if (fits) return [...bound.values()].map(keyOf).join(' ');
  }
  return undefined;
}

function fitsPattern(
  arg: Expr,
  value: Value,
  task: Task,
  bound: Map<string, Value>,
  instance: Instance,
  state: State,
): boolean {
  if (arg.kind === 'local' && task.forAll.some((b) => b.name === arg.name)) {
    const known = bound.get(arg.name);
    bound.set(arg.name, value);
    return known === undefined || equalValues(known, value);
  }
  return equalValues(instance.evaluate(arg, state, bound), value);
}
