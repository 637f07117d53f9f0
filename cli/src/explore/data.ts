// What a search found, for programs: JSON fields, findings, claims, and rows of the ledger.
import { exploredBy, type Claim, type Row, invariantClaim, refinementClaim } from '@maat/verifier';
import type { Finding } from '../outcome.js';
import { showStep } from '../output/steps.js';
import { verdictOf, type Search } from './search.js';
import { brokenText, problemOf } from './text.js';

export function searchData(search: Search): Readonly<Record<string, unknown>> {
  const { instance, abstract, simulation, result, scope } = search;
  const { distinct, generated, depth, complete, actions } = result;
  return {
    automaton: instance.automaton.name,
    ...(abstract === undefined ? {} : { refines: abstract.automaton.name }),
    ...(simulation === undefined ? {} : { simulation }),
    scope,
    verdict: verdictOf(search),
    distinct,
    generated,
    depth,
    complete,
    actions: Object.fromEntries(actions),
    ...failureData(search),
  };
}

function failureData(search: Search): Readonly<Record<string, unknown>> {
  const { result, instance } = search;
  const run = 'run' in result ? result.run : 'failure' in result ? result.failure.run : undefined;
  if (run === undefined) return {};
  const reason =
    'failure' in result ? `${result.failure.kind}: ${result.failure.text}` : brokenText(search);
  return { reason, counterexample: run.steps.map((step) => showStep(instance, step)) };
}

export function findingsOf(search: Search): readonly Finding[] {
  const message = problemOf(search);
  if (message === undefined) return [];
  return [{ code: 'refuted', level: 'error', message, file: search.instance.automaton.file }];
}

/** What the search is about. */
export function claimsOf({ instance, abstract, invariants }: Search): readonly Claim[] {
  const { name } = instance.automaton;
  if (abstract !== undefined) return [refinementClaim(name, abstract.automaton.name)];
  return invariants.map((i) => invariantClaim(i.name, name));
}

/** Of several invariants only the broken one is refuted; nothing is said of the others. */
export function rowsOf(search: Search, hash: string): readonly Row[] {
  const { result, scope, instance } = search;
  const stopped = 'run' in result ? result.run.stopped : undefined;
  if (stopped?.kind === 'deadlock') return [];
  const broken =
    stopped?.kind === 'invariant'
      ? invariantClaim(stopped.name, instance.automaton.name)
      : undefined;
  const evidence = exploredBy(result, scope);
  return claimsOf(search)
    .filter((claim) => broken === undefined || claim.name === broken.name)
    .map((claim) => ({ claim, evidence, hash }));
}
