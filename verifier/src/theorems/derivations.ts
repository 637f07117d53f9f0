// The steps of a derivation as theorems.
import {
  instantiate,
  type Automaton,
  type Instance,
  type Layer,
  type Scope,
} from '@maat/spec-lang';
import { theoremClaim, refinementClaim } from '../ledger/claims.js';
import type { Claim } from '../ledger/row.js';
import { caseTask } from '../prove/case-task.js';
import type { Walks } from '../prove/meetings.js';
import { observationTask } from '../prove/observation.js';
import type { Task } from '../prove/task.js';
import type { Contract } from '../refine/demands.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import { contractCases } from '../smt/claims/contract.js';
import { lemmaCases } from '../smt/claims/lemma.js';
import { provable, type Theorem } from './theorem.js';

/** A derivation that was carried out, as synthesis tells it. */
export interface Derived {
  readonly name: string;
  readonly layer: Layer;
  /** From the service on: each refines what stands before it. */
  readonly steps: readonly DerivedClaim[];
  /** The layer's handlers, step by step, refine the last program. */
  readonly handlers: DerivedClaim;
}

export interface DerivedClaim {
  readonly claim: SimulationClaim;
  readonly contracts: readonly Contract[];
  /** The concrete side as it is run, where runs look at it. */
  readonly running: Automaton;
  /** What is searched when it cannot be proved. */
  readonly scopes: readonly (() => Scope)[];
  /** The scope in which each action is to be seen. */
  readonly seenIn: () => Scope;
  readonly weights: ReadonlyMap<string, number>;
}

export function derivationTheorems(derived: Derived): readonly Theorem[] {
  const steps = derived.steps.map((_, index) => stepTheorem(derived, index));
  return [...steps, handlersTheorem(derived, steps)];
}

/** The layer takes the last program's steps; what that program refines is what the layer's theorem rests on. */
function handlersTheorem({ name, layer, handlers }: Derived, steps: readonly Theorem[]): Theorem {
  const by = theoremClaim(layer);
  const { claim, running, scopes, weights } = handlers;
  return {
    claim: by,
    about: [layer.name, claim.concrete.name, name],
    restsOn: steps.map((s) => s.claim),
    matter: { claim: { ...claim, concrete: running }, scopes, trial: { weights } },
    tasks: () => [...provable(by, claim, walksOf(handlers)), seen(by, handlers, 200)],
  };
}

function stepTheorem({ name, steps }: Derived, index: number): Theorem {
  const step = steps[index];
  if (step === undefined) throw new RangeError(`no step ${index}`);
  const { claim, contracts, running, scopes, weights } = step;
  const before = steps[index - 1];
  const by = claimOf(step);
  return {
    claim: by,
    about: [claim.concrete.name, name],
    restsOn: before === undefined ? [] : [claimOf(before)],
    matter: { claim: { ...claim, concrete: running }, scopes, trial: { weights } },
    tasks: () => [
      ...provable(by, claim, walksOf(step)),
      ...[...lemmaCases(claim), ...contractCases(claim, contracts)].map((c) => caseTask(by, c)),
      seen(by, step, 80),
    ],
  };
}

export function walksOf({ seenIn, weights }: DerivedClaim): Walks {
  return { scopes: [seenIn], weights };
}

export function claimOf({ claim: { concrete, abstract } }: DerivedClaim): Claim {
  return refinementClaim(concrete.name, abstract.name);
}

/** As in the random runs of `derive`: views change, and the token wanders, less often than the rest. */
export function seen(
  by: Claim,
  { claim, running, seenIn, weights }: DerivedClaim,
  steps: number,
): Task {
  const { definitions } = claim;
  const instance = (): Instance => instantiate(running, seenIn(), { definitions });
  const actions = running.signature.map((a) => a.name);
  return observationTask(by, actions, {
    instances: [instance],
    runs: 40,
    steps,
    weights,
    limit: 3_000,
  });
}
