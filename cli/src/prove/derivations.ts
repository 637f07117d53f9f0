// The steps of a derivation as theorems.
import {
  findAutomaton,
  instantiate,
  type Automaton,
  type Derivation,
  type Instance,
  type Scope,
} from '@maat/spec-lang';
import {
  demandsOf,
  derive,
  handlersTheorem,
  scopeOf,
  stepTheorem,
  walkWeights,
  type Derivative,
} from '@maat/synthesis';
import {
  caseTask,
  contractCases,
  lemmaCases,
  observationTask,
  type Claim,
  type SimulationClaim,
  type Task,
} from '@maat/verifier';
import { refinement, theorem } from '../claims.js';
import { BadSpecification } from '../input/bad-specification.js';
import { loaderOf, type Specification } from '../input/specification.js';
import type { Context } from '../session.js';
import { provable, type Theorem } from './theorem.js';

export function derivationTheorems(
  context: Context,
  specification: Specification,
  unit: Derivation,
): readonly Theorem[] {
  const { value, diagnostics } = derive(specification.program, unit, loaderOf(context.host));
  if (value === undefined)
    throw new BadSpecification(
      diagnostics,
      specification.sources,
      context.colours.isColorSupported,
    );
  const steps = value.steps.map((step, index) => stepTheoremOf(value, unit, step, index));
  return [...steps, handlersTheoremOf(value, unit, steps)];
}

/** The layer takes the last program's steps; what that program refines is what the layer's theorem rests on. */
function handlersTheoremOf(made: Derivative, unit: Derivation, steps: readonly Theorem[]): Theorem {
  const claim = theorem(made.layer.layer);
  const { concrete, abstract, simulation } = handlersTheorem(made);
  const { definitions } = made.handlers.program;
  const instance = (): Instance => instantiate(concrete, scopeOf(made, 2, 1, 2), { definitions });
  return {
    claim,
    about: [made.layer.layer.name, concrete.name, unit.name],
    restsOn: steps.map((s) => s.claim),
    tasks: () => [
      ...provable(claim, { simulation, concrete, abstract, definitions, lemmas: [] }),
      observationTask(
        claim,
        concrete.signature.map((a) => a.name),
        {
          instances: [instance],
          runs: 40,
          steps: 200,
          weights: new Map([...walkWeights(made), ...LONG_LIVES]),
          limit: 3_000,
        },
      ),
    ],
  };
}

/** The token goes on when both members have asked for it: it takes a while in which nobody leaves. */
const LONG_LIVES: readonly (readonly [string, number])[] = [
  ['leave', 0.002],
  ['below.block', 0.01],
  ['below.deliver', 1],
];

function stepTheoremOf(
  made: Derivative,
  unit: Derivation,
  step: Derivative['steps'][number],
  index: number,
): Theorem {
  const before = made.steps[index - 1];
  const ground = made.steps[index - 2]?.automaton ?? made.form.service.name;
  const about = claimOf(made, step, before);
  const { concrete, abstract } = about;
  const claim = refinement(concrete.name, abstract.name);
  const { contracts } = demandsOf(step, concrete);
  return {
    claim,
    about: [concrete.name, unit.name],
    restsOn: before === undefined ? [] : [refinement(before.automaton, ground)],
    matter: {
      claim: { ...about, concrete: stepTheorem(made, index).concrete },
      scopes: [(): Scope => scopeOf(made, 2, 2, 1), (): Scope => scopeOf(made, 3, 3, 2)],
      weights: walkWeights(made),
    },
    tasks: () => [
      ...provable(claim, about),
      ...[...lemmaCases(about), ...contractCases(about, contracts)].map((c) => caseTask(claim, c)),
      seen(claim, concrete, made, index),
    ],
  };
}

function claimOf(
  made: Derivative,
  step: Derivative['steps'][number],
  before: Derivative['steps'][number] | undefined,
): SimulationClaim {
  const concrete = findAutomaton(step.program, step.automaton);
  const abstract =
    before === undefined ? made.form.service : findAutomaton(before.program, before.automaton);
  const both = [concrete.name, abstract.name];
  // What a step's relation implies is shown with that step, and used in it and in the next one.
  const lemmas = step.program.units.flatMap((u) =>
    u.kind === 'invariant' && both.includes(u.of) ? [u] : [],
  );
  const { definitions } = step.program;
  return { simulation: step.relation, concrete, abstract, definitions, lemmas };
}

/** As in the random runs of `derive`: views change, and the token wanders, less often than the rest. */
function seen(claim: Claim, concrete: Automaton, made: Derivative, index: number): Task {
  const definitions = made.steps[index]?.program.definitions ?? [];
  const instance = (): Instance =>
    instantiate(stepTheorem(made, index).concrete, scopeOf(made, 3, 3, 2), { definitions });
  const actions = concrete.signature.map((a) => a.name);
  const weights = walkWeights(made);
  return observationTask(claim, actions, {
    instances: [instance],
    runs: 40,
    steps: 80,
    weights,
    limit: 3_000,
  });
}
