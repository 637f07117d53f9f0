/** Suggests facts: false in the state of a counterexample to induction, true in all states that a search met. */
import { SpecError, type Expr, type Scope } from '@maat/spec-lang';
import type { Candidate } from '../smt/finite/candidate.js';
import { missingFacts } from './facts.js';
import { holdsIn, reachedIn, samplesOf, signatureOf, thinned, type Subject } from './samples.js';

export interface Suggestions {
  readonly facts: readonly Expr[];
  /** How many states each of them holds in. */
  readonly states: number;
}

const MOST_MET = 2_000;
const MOST_ROWS = 150;

export function suggestions(
  subject: Subject,
  scopes: readonly (() => Scope)[],
  wrong: Candidate,
): Suggestions {
  const met = scopes.map((make) => metIn(subject, make));
  const few = met.flatMap(({ scope, pairs }) =>
    scope === undefined ? [] : samplesOf(subject, scope, thinned(pairs, MOST_ROWS)),
  );
  const [there] = samplesOf(subject, wrong.scope, [
    { c: wrong.concrete, a: wrong.abstract ?? wrong.concrete },
  ]);
  if (few.length === 0 || there === undefined) return { facts: [], states: 0 };
  const facts = missingFacts(signatureOf(subject), few, there).filter((fact) =>
    met.every(
      ({ scope, pairs }) => scope === undefined || holdsIn(samplesOf(subject, scope, pairs), fact),
    ),
  );
  return { facts, states: met.reduce((n, m) => n + m.pairs.length, 0) };
}

interface Met {
  readonly scope?: Scope;
  readonly pairs: ReturnType<typeof reachedIn>;
}

function metIn(subject: Subject, make: () => Scope): Met {
  try {
    const scope = make();
    return { scope, pairs: reachedIn(subject, scope, MOST_MET) };
  } catch (error) {
    // SearchError wraps what a specification cannot do in this scope.
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    if (cause instanceof SpecError) return { pairs: [] };
    throw error;
  }
}
