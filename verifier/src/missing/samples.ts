/** States that were reached, and one from which a step goes wrong, as rows of the truth tables. */
import {
  domainOf,
  instantiate,
  NOWHERE,
  pairing,
  type Automaton,
  type Definition,
  type Expr,
  type Instance,
  type Scope,
  type Simulation,
  type State,
} from '@maat/spec-lang';
import { modelOf } from '../explicit/explore.js';
import type { Model } from '../explicit/model.js';
import { search } from '../explicit/search.js';
import { lockstep } from '../refine/lockstep.js';
import type { Pair } from '../refine/pair.js';
import type { Signature } from './atoms.js';
import type { Sample } from './columns.js';

/** What the facts may speak of: an automaton, or both sides of a simulation. */
export interface Subject {
  readonly concrete: Automaton;
  readonly abstract?: Automaton;
  readonly simulation?: Simulation;
  readonly definitions: readonly Definition[];
}

export function signatureOf({ concrete, abstract }: Subject): Signature {
  if (abstract === undefined) return { states: concrete.states.map((variable) => ({ variable })) };
  return {
    states: [
      ...concrete.states.map((variable) => ({ variable, side: 'concrete' as const })),
      ...abstract.states.map((variable) => ({ variable, side: 'abstract' as const })),
    ],
  };
}

/** The states, or related pairs, that a search meets first: at most so many. */
export function reachedIn(subject: Subject, scope: Scope, limit: number): readonly Pair[] {
  const { concrete, abstract, simulation, definitions } = subject;
  const instance = instantiate(concrete, scope, { definitions });
  if (abstract === undefined || simulation === undefined)
    return met(modelOf(instance), limit).map((c) => ({ c, a: c }));
  const other = instantiate(abstract, scope, { definitions });
  const both = pairing(concrete, abstract, scope, definitions);
  return met(pairsOf(instance, lockstep(instance, other, simulation, both)), limit);
}

function met<S, A>(model: Model<S, A>, limit: number): readonly S[] {
  const found: S[] = [];
  const note = (state: S): boolean => found.push(state) > 0;
  search({ ...model, properties: [{ name: 'met', holds: note }] }, { limit });
  return found;
}

/** As far as the relation goes: a pair that breaks it has no successors here. */
function pairsOf(concrete: Instance, steps: ReturnType<typeof lockstep>): Model<Pair, string> {
  return {
    initial: () => concrete.initialStates().flatMap((c) => pairAt(c, steps.start(c))),
    actions: () => [],
    next: () => [],
    successors: ({ c, a }) =>
      concrete.successors(c).map(({ step, states }) => ({
        action: step.action,
        states: states.flatMap((next) => pairAt(next, steps.follow({ c, a }, step, next))),
      })),
    properties: [],
    key: (pair) => steps.nameOf(pair),
    nameOf: (action) => action,
  };
}

function pairAt(
  c: State,
  outcome: ReturnType<ReturnType<typeof lockstep>['start']>,
): readonly Pair[] {
  return outcome.ok ? [{ c, a: outcome.a }] : [];
}

export function samplesOf(
  { concrete, abstract = concrete, definitions }: Subject,
  scope: Scope,
  pairs: readonly Pair[],
): readonly Sample[] {
  const both = pairing(concrete, abstract, scope, definitions);
  return pairs.map(({ c, a }) => ({
    valuesOf: ({ sort }) => domainOf(sort, scope, NOWHERE) ?? [],
    evaluate: (expr, locals) => both.evaluate(expr, c, a, locals),
  }));
}

/** Whether the fact holds in each of these pairs. */
export function holdsIn(samples: readonly Sample[], fact: Expr): boolean {
  return samples.every((s) => s.evaluate(fact, new Map()) === true);
}

/** So many of them, from all along the way. */
export function thinned<T>(items: readonly T[], most: number): readonly T[] {
  const every = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, i) => i % every === 0);
}
