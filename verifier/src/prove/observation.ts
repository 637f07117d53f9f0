/** That a theorem is not about nothing: each action of its automaton is seen in some bounded instance. */
import { keyOf, simulate, SpecError, type Instance } from '@maat/spec-lang';
import { explore } from '../explicit/explore.js';
import type { Claim } from '../ledger/row.js';
import type { Obligation, Task } from './task.js';
import { Variety } from './variety.js';

export interface Observed {
  /** Random runs of each in turn; what they miss is searched for, in the last one first. */
  readonly instances: readonly (() => Instance)[];
  /** Where what was missed in all of them is looked for, by runs and then by a search of each. */
  readonly larger?: readonly (() => Instance)[];
  readonly runs: number;
  readonly steps: number;
  readonly weights?: ReadonlyMap<string, number>;
  /** Most states of each search. */
  readonly limit: number;
}

/** One obligation for each of these actions: that it is taken. */
export function observationTask(
  theorem: Claim,
  actions: readonly string[],
  observed: Observed,
): Task {
  const prefix = 'possible.';
  const obligations = actions.map((action): Obligation => {
    return { name: `${prefix}${action}`, says: `${action} is taken in some run`, shownBy: 'run' };
  });
  return {
    theorem,
    name: 'possible',
    obligations,
    ways: [
      {
        kind: 'runs',
        name: 'runs',
        observe: (open) => {
          const wanted = open.map((o) => o.name.slice(prefix.length));
          return new Map([...sightings(wanted, observed)].map(([a, text]) => [prefix + a, text]));
        },
      },
    ],
  };
}

type Sightings = ReadonlyMap<string, string>;

/** Where no run can be made nothing is seen; the obligation stays open and says so. */
function sightings(wanted: readonly string[], observed: Observed): Sightings {
  const seen = new Map<string, string>();
  const look = (make: () => Instance, at: (missing: readonly string[]) => Looking): void => {
    const missing = wanted.filter((action) => !seen.has(action));
    if (missing.length === 0) return;
    for (const [action, text] of attempt(() => at(missing)(make()))) seen.set(action, text);
  };
  for (const make of observed.instances)
    look(make, (missing) => (instance) => firstTimes(missing, instance, observed));
  for (const make of observed.instances.toReversed())
    look(make, (missing) => (instance) => reached(missing, instance, observed.limit));
  for (const make of observed.larger ?? []) {
    look(make, (missing) => (instance) => firstTimes(missing, instance, observed));
    look(make, (missing) => (instance) => reached(missing, instance, observed.limit));
  }
  return seen;
}

type Looking = (instance: Instance) => Sightings;

function attempt(look: () => Sightings): Sightings {
  try {
    return look();
  } catch (failure) {
    if (failure instanceof SpecError) return new Map();
    throw failure;
  }
}

/** For each action that is taken, when it was first; runs are from the seeds 1, 2, and so on. */
function firstTimes(
  wanted: readonly string[],
  instance: Instance,
  { runs, steps, weights }: Observed,
): Sightings {
  const seen = new Map<string, string>();
  const variety = new Variety(instance.automaton, weights);
  const missing = new Set(wanted);
  for (let seed = 1; seed <= runs && missing.size > 0; seed++) {
    const run = simulate(instance, { seed, steps, weights: variety.weights(seed) });
    run.steps.forEach(({ action, args }, i) => {
      variety.taken(action);
      if (!missing.delete(action)) return;
      seen.set(action, `run ${seed}, step ${i + 1}: ${action} ${args.map(keyOf).join(' ')}`);
    });
  }
  return seen;
}

/** Those that a search takes before it has met so many states. */
function reached(wanted: readonly string[], instance: Instance, limit: number): Sightings {
  const { actions, distinct } = explore(instance, { limit });
  return new Map(
    wanted.flatMap((action) => {
      const times = actions.get(action) ?? 0;
      return times === 0
        ? []
        : [[action, `search of ${distinct} states: ${action}, ${times} times`]];
    }),
  );
}
