/** Seeded random runs of a specification, with no schedule written by hand. */
import type { Expr } from '../ir/expr.js';
import { SpecError } from './failure.js';
import type { Instance } from './instance.js';
import { randomFrom } from './random.js';
import type { Run, Stopped } from './run.js';
import { fairScheduler } from './scheduler.js';
import type { State, Step } from './value.js';

export interface SimulateOptions {
  readonly seed: number;
  readonly steps: number;
  /** How often an action is to be taken, compared with others; 1 for outputs, less for inputs. */
  readonly weights?: ReadonlyMap<string, number>;
  /** Checked at every state. */
  readonly invariants?: readonly { readonly name: string; readonly condition: Expr }[];
}

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
