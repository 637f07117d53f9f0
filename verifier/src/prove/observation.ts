/** That a theorem is not about nothing: each action of its automaton is seen in some bounded instance. */
import { keyOf, simulate, SpecError, type Instance } from '@maat/spec-lang';
import { explore } from '../explicit/explore.js';
import type { Claim } from '../ledger/row.js';
import type { Obligation, Task } from './task.js';

export interface Observed {
  /** Random runs of each in turn; what they miss is searched for, in the last one first. */
  readonly instances: readonly (() => Instance)[];
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
  { runs, steps, weights = new Map() }: Observed,
): Sightings {
  const seen = new Map<string, string>();
  const times = new Map<string, number>();
  const missing = new Set(wanted);
  for (let seed = 1; seed <= runs && missing.size > 0; seed++) {
    const run = simulate(instance, { seed, steps, weights: mixed(seed, instance, weights, times) });
    run.steps.forEach(({ action, args }, i) => {
      times.set(action, (times.get(action) ?? 0) + 1);
      if (!missing.delete(action)) return;
      seen.set(action, `run ${seed}, step ${i + 1}: ${action} ${args.map(keyOf).join(' ')}`);
    });
  }
  return seen;
}

/**
 * Three kinds of runs in turn, since what is rare is so for different reasons: one that goes where
 * runs usually go, one in which what was taken often before gives way to the rest, and one that
 * favours some actions and shuns others (Groce and others, Swarm Testing, 2012).
 */
function mixed(
  seed: number,
  { automaton }: Instance,
  weights: ReadonlyMap<string, number>,
  times: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const factor = (name: string, i: number): number => {
    if (seed % 3 === 1) return 1;
    if (seed % 3 === 2) return Math.max(0.02, 8 / (8 + (times.get(name) ?? 0)));
    return FAVOURS[scattered(seed, i) % FAVOURS.length] ?? 1;
  };
  return new Map(
    automaton.signature.map(({ name, kind }, i) => {
      const usual = weights.get(name) ?? (kind === 'input' ? 0.4 : 1);
      return [name, usual * factor(name, i)];
    }),
  );
}

const FAVOURS = [0.02, 1, 5];

/** A number that says little about the two that it is made of. */
function scattered(a: number, b: number): number {
  const mixed = Math.imul(a * 64 + b + 1, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 8;
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
