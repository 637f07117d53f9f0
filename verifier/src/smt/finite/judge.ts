/**
 * Candidates judged by the reference semantics: one is a counterexample to induction only when all
 * hypotheses hold before, the step is possible, and what was to follow does not.
 */
import {
  instantiate,
  pairing,
  SpecError,
  type Automaton,
  type Expr,
  type Instance,
  type Scope,
  type State,
  type Term,
} from '@maat/spec-lang';
import { lockstep } from '../../refine/lockstep.js';
import type { SimulationClaim } from '../claims/both.js';
import type { Case } from '../claims/case.js';
import { conjuncts, type InvariantClaim } from '../claims/invariant.js';
import type { Candidate, Shapes } from './candidate.js';

/** What confirms a candidate, and what a candidate is made of. */
export interface Judge {
  readonly shapes: Shapes;
  /** The hypotheses hold before, and the step can be taken. */
  readonly isPossible: (candidate: Candidate) => boolean;
  /**
   * What is wrong after the step, what was asked about before all else; nothing when the candidate is no
   * counterexample.
   */
  readonly failure: (candidate: Candidate, asked: string) => Failed | undefined;
}

export interface Failed {
  readonly name: string;
  readonly text: string;
  readonly terms: readonly Term[];
  /** Absent when the effect is undefined. */
  readonly after?: State;
}

export function simulationJudge(claim: SimulationClaim, c: Case): Judge {
  const { concrete, abstract } = claim;
  const shapes = { ...shapesOf(concrete, c), abstract };
  return judgeOf(shapes, (scope) => sideBySide(claim, scope));
}

export function invariantJudge(claim: InvariantClaim, c: Case): Judge {
  return judgeOf(shapesOf(claim.automaton, c), (scope) => alone(claim, scope));
}

/** What a judge knows in one scope. */
interface Bench {
  readonly concrete: Instance;
  readonly isKnown: (candidate: Candidate) => boolean;
  readonly wrongAfter: (
    candidate: Candidate,
    after: State,
    asked: string,
  ) => Omit<Failed, 'after'> | undefined;
}

function judgeOf(shapes: Shapes, make: (scope: Scope) => Bench): Judge {
  const benches = new WeakMap<Scope, Bench>();
  const benchFor = (scope: Scope): Bench => {
    const bench = benches.get(scope) ?? make(scope);
    benches.set(scope, bench);
    return bench;
  };
  return {
    shapes,
    isPossible: (candidate) =>
      unless(false, () => {
        const { concrete, isKnown } = benchFor(candidate.scope);
        // Most steps are not the clause's, which is soon seen; to evaluate all hypotheses takes longer.
        return concrete.post(candidate.concrete, candidate.step).length > 0 && isKnown(candidate);
      }),
    failure: (candidate, asked) =>
      unless(undefined, () => failureOf(benchFor(candidate.scope), candidate, asked)),
  };
}

/** What cannot be evaluated confirms nothing. */
function unless<T>(otherwise: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SpecError) return otherwise;
    throw error;
  }
}

function failureOf(bench: Bench, candidate: Candidate, asked: string): Failed | undefined {
  if (!bench.isKnown(candidate)) return undefined;
  const { concrete, step } = candidate;
  const states = outcomes(bench.concrete, concrete, step);
  if (states === undefined)
    return { name: 'defined', text: 'the effect meets an undefined term', terms: [] };
  for (const after of states) {
    const wrong = bench.wrongAfter(candidate, after, asked);
    if (wrong !== undefined) return { ...wrong, after };
  }
  return undefined;
}

/** Nothing when the effect is undefined. */
function outcomes(
  instance: Instance,
  state: State,
  step: Candidate['step'],
): readonly State[] | undefined {
  return unless(undefined, () => instance.post(state, step));
}

function sideBySide(claim: SimulationClaim, scope: Scope): Bench {
  const options = { definitions: claim.definitions };
  const concrete = instantiate(claim.concrete, scope, options);
  const abstract = instantiate(claim.abstract, scope, options);
  const both = pairing(claim.concrete, claim.abstract, scope, claim.definitions);
  const steps = lockstep(concrete, abstract, claim.simulation, both);
  const lemmasHold = (c: State, a: State): boolean =>
    claim.lemmas.every(({ of, condition }) =>
      of === claim.concrete.name
        ? concrete.evaluate(condition, c) === true
        : abstract.evaluate(condition, a) === true,
    );
  return {
    concrete,
    isKnown: ({ concrete: c, abstract: a }) =>
      a !== undefined &&
      claim.simulation.relation.every((k) => both.evaluate(k.condition, c, a) === true) &&
      lemmasHold(c, a),
    wrongAfter: ({ concrete: c, abstract: a = [], step }, after) => {
      const outcome = steps.follow({ c, a }, step, after);
      if (outcome.ok) return undefined;
      const { name, kind, text, terms } = outcome.failure;
      return { name: name === '' ? kind : name, text, terms };
    },
  };
}

function alone({ automaton, invariants, definitions }: InvariantClaim, scope: Scope): Bench {
  const concrete = instantiate(automaton, scope, { definitions });
  const both = pairing(automaton, automaton, scope, definitions);
  const holds = (condition: Expr, state: State): boolean =>
    unless(false, () => concrete.evaluate(condition, state) === true);
  return {
    concrete,
    isKnown: ({ concrete: c }) => invariants.every((i) => holds(i.condition, c)),
    wrongAfter: (_, after, asked) => {
      const all = invariants.filter((i) => !holds(i.condition, after));
      const broken = all.find((i) => asked.endsWith(`.${i.name}`)) ?? all[0];
      if (broken === undefined) return undefined;
      const part = conjuncts(broken.condition).find((k) => !holds(k, after)) ?? broken.condition;
      const { text, terms } = both.explain(part, after, after);
      return { name: broken.name, text, terms };
    },
  };
}

function shapesOf(concrete: Automaton, { picture }: Case): Shapes {
  const action = concrete.signature.find((a) => a.name === picture.action);
  return {
    concrete,
    parameters: action?.parameters.map((p) => p.sort) ?? [],
    constants: picture.constants,
  };
}
