// Puts the theorems of a derivation before the judges, with bounds that suit a test.
import { instantiate, type Scope } from '@maat/spec-lang';
import {
  derivedTheorem,
  peopled,
  scopeOf,
  stepTheorem,
  walkWeights,
  type Derivative,
  type Mutant,
  type Theorem,
} from '@maat/synthesis';
import {
  checkSimulation,
  inputsOf,
  withBudget,
  type Budget,
  type SimulationOptions,
  type SimulationResult,
} from '@maat/verifier';

export interface Walk {
  readonly seed: number;
  readonly runs: number;
  readonly steps: number;
}

/** Random runs of some processes through up to four views. */
export function walk(
  derivative: Derivative,
  theorem: Theorem,
  bounds: Walk,
  processes = 3,
): SimulationResult {
  const concrete = peopled(theorem.concrete, 2);
  const of = new Map(inputsOf(concrete).map((name) => [name, name === 'leave' ? 1 : 8]));
  return check(
    { ...theorem, concrete },
    scopeOf(derivative, processes, 4, processes - 1),
    { of },
    {
      walk: { ...bounds, weights: walkWeights(derivative) },
    },
  );
}

/** All reachable pairs of two processes in one view. */
export function explorePairs(
  derivative: Derivative,
  theorem: Theorem,
  budget: Budget,
  limit = 20_000,
): SimulationResult {
  return check(theorem, scopeOf(derivative, 2, 1, 1), budget, { limit });
}

function check(
  { concrete, abstract, simulation, demands }: Theorem,
  scope: Scope,
  budget: Budget,
  options: SimulationOptions,
): SimulationResult {
  const bounded = withBudget(instantiate(concrete, scope), budget);
  return checkSimulation(bounded, instantiate(abstract, scope), simulation, {
    ...(demands === undefined ? {} : { demands }),
    ...options,
  });
}

export function theoremOf(derivative: Derivative, mutant: Mutant): Theorem {
  return 'layer' in mutant
    ? derivedTheorem(derivative, mutant.layer)
    : stepTheorem(derivative, mutant.step, mutant.automaton);
}
