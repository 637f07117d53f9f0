/**
 * A candidate judged by the reference semantics: it is a counterexample to induction only when all
 * hypotheses hold before, the step is possible, and what was to follow does not.
 */
import {
  instantiate,
  pairing,
  showValue,
  SpecError,
  type Automaton,
  type Instance,
  type State,
} from '@maat/spec-lang';
import type { SimulationClaim } from '../claims/both.js';
import { lockstep } from '../../refine/lockstep.js';
import type { LocalFailure } from '../../refine/failure.js';
import type { Candidate } from './candidate.js';

export interface Confirmed {
  readonly candidate: Candidate;
  readonly after: State;
  readonly failure: LocalFailure;
}

export function replaySimulation(
  claim: SimulationClaim,
  candidate: Candidate,
): Confirmed | undefined {
  try {
    return confirmed(claim, candidate);
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

function confirmed(claim: SimulationClaim, candidate: Candidate): Confirmed | undefined {
  const { scope, concrete: c, abstract: a, step } = candidate;
  if (a === undefined) return undefined;
  const options = { definitions: claim.definitions };
  const concrete = instantiate(claim.concrete, scope, options);
  const abstract = instantiate(claim.abstract, scope, options);
  const both = pairing(claim.concrete, claim.abstract, scope, claim.definitions);
  const related = claim.simulation.relation.every((k) => both.evaluate(k.condition, c, a) === true);
  if (!related || !lemmasHold(claim, concrete, abstract, c, a)) return undefined;
  const steps = lockstep(concrete, abstract, claim.simulation, both);
  for (const after of concrete.post(c, step)) {
    const outcome = steps.follow({ c, a }, step, after);
    if (!outcome.ok) return { candidate, after, failure: outcome.failure };
  }
  return undefined;
}

function lemmasHold(
  claim: SimulationClaim,
  concrete: Instance,
  abstract: Instance,
  c: State,
  a: State,
): boolean {
  return claim.lemmas.every((lemma) => {
    const isConcrete = lemma.of === claim.concrete.name;
    const instance = isConcrete ? concrete : abstract;
    return instance.evaluate(lemma.condition, isConcrete ? c : a) === true;
  });
}

/** For people: the states before, the step, what it changed, and what is false then. */
export function confirmedText(
  claim: SimulationClaim,
  { candidate, after, failure }: Confirmed,
): string {
  const { concrete, abstract, step, scope } = candidate;
  const args = step.args.map((value, i) => {
    const action = claim.concrete.signature.find((x) => x.name === step.action);
    const sort = action?.parameters[i]?.sort;
    return sort === undefined ? '?' : showValue(value, sort);
  });
  const sizes = [...scope.sorts].map(([sort, all]) => `${sort}=${String(all.length)}`).join(', ');
  return [
    `a counterexample to induction, which need not be reachable (${sizes})`,
    ...stateLines(claim.concrete, concrete),
    ...(abstract === undefined ? [] : stateLines(claim.abstract, abstract)),
    `step ${step.action}(${args.join(', ')})`,
    ...changeLines(claim.concrete, concrete, after),
    `fails: ${failure.name === '' ? failure.kind : failure.name}: ${failure.text}`,
    ...failure.terms.map((t) => `  ${t.term} = ${t.value}`),
  ].join('\n');
}

function stateLines(automaton: Automaton, state: State): readonly string[] {
  return automaton.states.map((v, i) => {
    const value = state[i];
    return `  ${automaton.name}.${v.name} = ${value === undefined ? '?' : showValue(value, v.sort)}`;
  });
}

function changeLines(automaton: Automaton, before: State, after: State): readonly string[] {
  const text = (state: State, i: number): string => {
    const [v, value] = [automaton.states[i], state[i]];
    return v === undefined || value === undefined ? '?' : showValue(value, v.sort);
  };
  return automaton.states.flatMap((v, i) => {
    const [was, is] = [text(before, i), text(after, i)];
    return was === is ? [] : [`  ${v.name}: ${was} becomes ${is}`];
  });
}
