/** A derivation's claims with all that a proof of them needs, as data: what a prover is handed. */
import {
  findAutomaton,
  type Automaton,
  type Definition,
  type Derivation,
  type Invariant,
  type Layer,
  type Program,
  type Scope,
  type Simulation,
} from '@maat/spec-lang';
import type { Derivative } from '../derive.js';
import { demandsOf, type StepDemands } from './contract.js';
import { handlersTheorem, scopeOf, stepTheorem, walkWeights } from './theorems.js';

export interface DerivedClaims {
  readonly name: string;
  readonly layer: Layer;
  readonly steps: readonly DerivedClaim[];
  readonly handlers: DerivedClaim;
}

export interface DerivedClaim {
  readonly claim: {
    readonly simulation: Simulation;
    readonly concrete: Automaton;
    readonly abstract: Automaton;
    readonly definitions: readonly Definition[];
    readonly lemmas: readonly Invariant[];
  };
  readonly contracts: StepDemands['contracts'];
  /** The concrete side as it is run, where runs look at it. */
  readonly running: Automaton;
  /** Small ones to search, the smallest first. */
  readonly scopes: readonly (() => Scope)[];
  /** The scope in which each action is to be seen. */
  readonly seenIn: () => Scope;
  readonly weights: ReadonlyMap<string, number>;
}

export function claimsOfDerivation(made: Derivative, { name }: Derivation): DerivedClaims {
  return {
    name,
    layer: made.layer.layer,
    steps: made.steps.map((_, index) => stepClaim(made, index)),
    handlers: handlersClaim(made),
  };
}

function stepClaim(made: Derivative, index: number): DerivedClaim {
  const step = made.steps[index];
  if (step === undefined) throw new RangeError(`no step ${index}`);
  const before = made.steps[index - 1];
  const concrete = findAutomaton(step.program, step.automaton);
  const abstract =
    before === undefined ? made.form.service : findAutomaton(before.program, before.automaton);
  const both = [concrete.name, abstract.name];
  // What a step's relation implies is shown with that step, and used in it and in the next one.
  const lemmas = lemmasOf(step.program, both);
  const { definitions } = step.program;
  return {
    claim: { simulation: step.relation, concrete, abstract, definitions, lemmas },
    contracts: demandsOf(step, concrete).contracts,
    running: stepTheorem(made, index).concrete,
    scopes: [(): Scope => scopeOf(made, 2, 2, 1), (): Scope => scopeOf(made, 3, 3, 2)],
    seenIn: () => scopeOf(made, 3, 3, 2),
    weights: walkWeights(made),
  };
}

function lemmasOf({ units }: Program, of: readonly string[]): readonly Invariant[] {
  return units.flatMap((u) => (u.kind === 'invariant' && of.includes(u.of) ? [u] : []));
}

/** The layer takes the last program's steps. */
function handlersClaim(made: Derivative): DerivedClaim {
  const { concrete, abstract, simulation } = handlersTheorem(made);
  const lemmas = lemmasOf(made.handlers.messages.program, [abstract.name]);
  const { definitions } = made.handlers.program;
  return {
    claim: { simulation, concrete, abstract, definitions, lemmas },
    contracts: [],
    running: concrete,
    scopes: [(): Scope => scopeOf(made, 2, 1, 1), (): Scope => scopeOf(made, 2, 2, 1)],
    seenIn: () => scopeOf(made, 2, 1, 2),
    weights: new Map([...walkWeights(made), ...LONG_LIVES]),
  };
}

/** The token goes on when both members have asked for it: it takes a while in which nobody leaves. */
const LONG_LIVES: readonly (readonly [string, number])[] = [
  ['leave', 0.002],
  ['below.block', 0.01],
  ['below.deliver', 1],
  ['below.send', 3],
  ['below.newView', 0.02],
];
