// Puts the theorems of a derivation before the judges, with bounds that suit a test.
import { instantiate } from '@maat/spec-lang';
import {
  derivedTheorem,
  scopeOf,
  stepTheorem,
  walkWeights,
  type Derivative,
  type Mutant,
  type Theorem,
} from '@maat/synthesis';
import { checkSimulation, type SimulationResult } from '@maat/verifier';

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
  const scope = scopeOf(derivative, processes, 4, processes - 1);
  const { concrete, abstract, simulation } = theorem;
  return checkSimulation(instantiate(concrete, scope), instantiate(abstract, scope), simulation, {
    walk: { ...bounds, weights: walkWeights(derivative) },
  });
}

/** All reachable pairs of two processes in one view, as far as `limit` goes. */
export function explorePairs(
  derivative: Derivative,
  theorem: Theorem,
  limit: number,
): SimulationResult {
  const scope = scopeOf(derivative, 2, 1, 1);
  const { concrete, abstract, simulation } = theorem;
  return checkSimulation(instantiate(concrete, scope), instantiate(abstract, scope), simulation, {
    limit,
  });
}

export const MANY = { otherwise: 8, of: { leave: 1 }, leastView: 2 };

export function theoremOf(derivative: Derivative, mutant: Mutant): Theorem {
  return 'layer' in mutant
    ? derivedTheorem(derivative, MANY, mutant.layer)
    : stepTheorem(derivative, mutant.step, MANY, mutant.automaton);
}
