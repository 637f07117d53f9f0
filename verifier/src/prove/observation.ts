/** That a theorem is not about nothing: each action of its automaton is seen in a run of some bounded instance. */
import { keyOf, simulate, type Instance } from '@maat/spec-lang';
import type { Claim } from '../ledger/row.js';
import type { Obligation, Task } from './task.js';

export interface Observed {
  readonly instance: Instance;
  readonly runs: number;
  readonly steps: number;
  readonly weights?: ReadonlyMap<string, number>;
}

/** One obligation for each of these actions: that it is taken. */
export function observationTask(
  theorem: Claim,
  actions: readonly string[],
  observed: () => Observed,
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
          const seen = firstTimes(wanted, observed());
          return new Map([...seen].map(([action, text]) => [`${prefix}${action}`, text]));
        },
      },
    ],
  };
}

/** For each action that is taken, when it was first; runs are from the seeds 1, 2, and so on. */
function firstTimes(
  wanted: readonly string[],
  { instance, runs, steps, weights }: Observed,
): ReadonlyMap<string, string> {
  const seen = new Map<string, string>();
  const missing = new Set(wanted);
  for (let seed = 1; seed <= runs && missing.size > 0; seed++) {
    const run = simulate(instance, { seed, steps, ...(weights === undefined ? {} : { weights }) });
    run.steps.forEach(({ action, args }, i) => {
      if (!missing.delete(action)) return;
      seen.set(action, `run ${seed}, step ${i + 1}: ${action} ${args.map(keyOf).join(' ')}`);
    });
  }
  return seen;
}
