// Random runs of a concrete automaton, with the abstract one in lock-step.
import {
  fairScheduler,
  randomFrom,
  SpecError,
  type Instance,
  type Random,
  type Scheduler,
  type State,
  type Step,
} from '@maat/spec-lang';
import { lessened } from '../explicit/lessened.js';
import { stillPossible } from '../explicit/still-possible.js';
import type { Path } from '../explicit/search.js';
import { inConcert } from './concert.js';
import type { LocalFailure } from './failure.js';
import type { Lockstep, Outcome } from './lockstep.js';

export interface WalkOptions {
  readonly seed: number;
  readonly runs: number;
  readonly steps: number;
  /** How often an action is to be taken, compared with others. */
  readonly weights?: ReadonlyMap<string, number>;
  /** What comes from outside: in three runs of four it comes when nothing else goes on, and to all alike. */
  readonly beginnings?: ReadonlySet<string>;
  /** Steps are left out of a run that fails while it fails in the same way. */
  readonly lessened?: true;
}

export interface Walk extends WalkOptions {
  /** So many of the variables, the last ones, only count what came. */
  readonly counters: number;
}

export interface Walked {
  /** How often each action was taken. */
  readonly taken: ReadonlyMap<string, number>;
  readonly generated: number;
  readonly failed?: FailedWalk;
}

interface FailedWalk {
  readonly seed: number;
  readonly path: Path<State, Step>;
  readonly failure: LocalFailure;
}

/** One run after the other, up to the first that fails. */
export function walkedPairs(concrete: Instance, steps: Lockstep, walk: Walk): Walked {
  const taken = new Map<string, number>();
  let generated = 0;
  for (let seed = walk.seed; seed < walk.seed + walk.runs; seed++) {
    const { path, failure } = walkOnce(concrete, steps, { ...walk, seed });
    generated += path.states.length;
    for (const { action } of path.actions) taken.set(action, (taken.get(action) ?? 0) + 1);
    if (failure === undefined) continue;
    const found = { seed, path, failure };
    const failed = walk.lessened === true ? withFewerSteps(concrete, steps, found) : found;
    return { taken, generated, failed };
  }
  return { taken, generated };
}

interface Way {
  readonly path: Path<State, Step>;
  readonly failure?: LocalFailure;
}

function walkOnce(concrete: Instance, steps: Lockstep, walk: Walk): Way {
  const random = randomFrom(walk.seed);
  const choose = schedulerFor(concrete, random, walk);
  let c = random.pick(concrete.initialStates());
  const path = { states: [c], actions: [] as Step[] };
  let outcome = steps.start(c);
  while (outcome.ok && path.actions.length < walk.steps) {
    const step = choose(c);
    if (step === undefined) break;
    const next = random.pick(concrete.post(c, step));
    path.actions.push(step);
    path.states.push(next);
    outcome = steps.follow({ c, a: outcome.a }, step, next);
    c = next;
  }
  return wayTo(path, outcome);
}

function wayTo(path: Path<State, Step>, outcome: Outcome): Way {
  return outcome.ok ? { path } : { path, failure: outcome.failure };
}

/** One run of four is without concert; seeds go by twos, so that odd and even ones are both with and without it. */
function schedulerFor(
  concrete: Instance,
  random: Random,
  { seed, weights, beginnings, counters }: Walk,
): Scheduler {
  const choose = fairScheduler(concrete, random, weights);
  if (beginnings === undefined || Math.floor(seed / 2) % 4 === 1) return choose;
  const options = { beginnings, counters, weights: weights ?? new Map<string, number>() };
  return inConcert(concrete, random, choose, options);
}

/** Without those that the failure does not need, and what is not possible without them. */
function withFewerSteps(concrete: Instance, steps: Lockstep, failed: FailedWalk): FailedWalk {
  const { kind, name } = failed.failure;
  let found = failed;
  lessened(
    failed.path.actions,
    () => true,
    (rest) => {
      const { path, failure } = wayAlong(concrete, steps, failed.path.states.slice(0, 1), rest);
      if (failure?.kind !== kind || failure.name !== name) return undefined;
      found = { ...failed, path, failure };
      return path.actions;
    },
  );
  return found;
}

/** Those of the steps that are possible one after the other, up to a failure; up to a term that is undefined, for that is another one. */
function wayAlong(
  concrete: Instance,
  steps: Lockstep,
  start: readonly State[],
  wanted: readonly Step[],
): Way {
  const path = { states: [...start], actions: [] as Step[] };
  try {
    return wayTo(path, followed(concrete, steps, path, wanted));
  } catch (failure) {
    if (!(failure instanceof SpecError)) throw failure;
    return { path };
  }
}

function followed(
  concrete: Instance,
  steps: Lockstep,
  path: { readonly states: State[]; readonly actions: Step[] },
  wanted: readonly Step[],
): Outcome {
  const [start] = path.states;
  if (start === undefined) throw new RangeError('a run begins with a state');
  let outcome = steps.start(start);
  if (!outcome.ok) return outcome;
  for (const { from, step, to } of stillPossible(concrete, start, wanted)) {
    outcome = steps.follow({ c: from, a: outcome.a }, step, to);
    path.actions.push(step);
    path.states.push(to);
    if (!outcome.ok) break;
  }
  return outcome;
}
