/** Whether every trace of a finite automaton is one of another: subset construction on the fly. */
import {
  SpecError,
  fairScheduler,
  randomFrom,
  type Diagnostic,
  type Instance,
  type State,
  type Step,
} from '@maat/spec-lang';
import { countsFor, replayed } from '../explicit/explore.js';
import type { Model } from '../explicit/model.js';
import {
  SearchError,
  search,
  type Figures,
  type Path,
  type SearchOptions,
} from '../explicit/search.js';
import { StateNames } from '../explicit/state-names.js';
import type { RefinementFailure } from './failure.js';
import { ClosureTooLarge, Follower, type Obstacle, type Subset } from './follower.js';
import type { SimulationOptions } from './simulation.js';

export interface RefinementOptions extends Pick<SearchOptions, 'depth' | 'limit' | 'onProgress'> {
  /** Abstract states that internal steps may reach from one set before the check gives up. */
  readonly closureLimit?: number;
  /** Instead of all reachable states, this many random runs. */
  readonly walk?: NonNullable<SimulationOptions['walk']>;
}

export interface RefinementResult extends Figures {
  /** `unknown`: a limit was reached. `invalid`: one of the specifications cannot be run. */
  readonly verdict: 'holds' | 'refuted' | 'unknown' | 'invalid';
  /** What the verdict rests on. */
  readonly mode: 'explored' | 'simulated';
  /** Whether every reachable state was checked; never of a walk. */
  readonly complete: boolean;
  readonly bound?: 'depth' | 'limit';
  /** How often each concrete action was taken. */
  readonly actions: ReadonlyMap<string, number>;
  readonly failure?: RefinementFailure;
  /** The seed of the walk that failed. */
  readonly seed?: number;
  /** For the failing step, the nearest candidates first. */
  readonly obstacles: readonly Obstacle[];
  readonly diagnostics: readonly Diagnostic[];
}

const CLOSURE_LIMIT = 100_000;

/**
 * Follows each concrete run with the set of all abstract states that its trace may have led to.
 * External actions are matched by name and arguments; a concrete action that is not external on
 * both sides counts as internal. The counterexample is a shortest one.
 */
export function checkRefinement(
  concrete: Instance,
  abstract: Instance,
  options: RefinementOptions = {},
): RefinementResult {
  const mode = options.walk === undefined ? 'explored' : 'simulated';
  const actions = countsFor(concrete, new Map());
  const none = { ...NOTHING, mode, complete: false, actions, obstacles: [] } as const;
  try {
    const follower = new Follower(concrete, abstract, options.closureLimit ?? CLOSURE_LIMIT);
    return options.walk === undefined
      ? exploreTraces(concrete, follower, options)
      : walkTraces(concrete, follower, options.walk);
  } catch (error) {
    const cause = error instanceof SearchError ? error.cause : error;
    if (cause instanceof ClosureTooLarge) return { ...none, verdict: 'unknown', diagnostics: [] };
    if (!(cause instanceof SpecError)) throw cause;
    return { ...none, verdict: 'invalid', diagnostics: cause.diagnostics };
  }
}

function exploreTraces(
  concrete: Instance,
  follower: Follower,
  options: RefinementOptions,
): RefinementResult {
  const { violation, taken, ...figures } = search(modelFor(concrete, follower), options);
  const actions = countsFor(concrete, taken);
  const shared = { ...figures, mode: 'explored', actions, diagnostics: [] } as const;
  if (violation === undefined) {
    const verdict = figures.bound === 'limit' ? 'unknown' : 'holds';
    return { ...shared, verdict, obstacles: [] };
  }
  return { ...shared, verdict: 'refuted', ...failed(concrete, follower, violation.path) };
}

/** Random runs, one after the other, up to the first that the abstract automaton cannot follow. */
function walkTraces(
  concrete: Instance,
  follower: Follower,
  walk: NonNullable<RefinementOptions['walk']>,
): RefinementResult {
  const taken = new Map<string, number>();
  let generated = 0;
  const result = (): Omit<RefinementResult, 'verdict'> => ({
    ...NOTHING,
    generated,
    depth: walk.steps,
    mode: 'simulated',
    complete: false,
    actions: countsFor(concrete, taken),
    obstacles: [],
    diagnostics: [],
  });
  for (let seed = walk.seed; seed < walk.seed + walk.runs; seed++) {
    const path = walkOnce(concrete, follower, walk, seed);
    generated += path.states.length;
    for (const { action } of path.actions) taken.set(action, (taken.get(action) ?? 0) + 1);
    if (path.states.at(-1)?.subset.states.length === 0) {
      return { ...result(), seed, verdict: 'refuted', ...failed(concrete, follower, path) };
    }
  }
  return { ...result(), verdict: 'holds' };
}

function walkOnce(
  concrete: Instance,
  follower: Follower,
  { steps, weights }: NonNullable<RefinementOptions['walk']>,
  seed: number,
): Path<Node, Step> {
  const random = randomFrom(seed);
  const choose = fairScheduler(concrete, random, weights);
  let node: Node = { c: random.pick(concrete.initialStates()), subset: follower.start() };
  const path = { states: [node], actions: [] as Step[] };
  while (path.actions.length < steps && node.subset.states.length > 0) {
    const step = choose(node.c);
    if (step === undefined) break;
    const c = random.pick(concrete.post(node.c, step));
    node = { c, subset: follower.follow(node.subset, step) };
    path.actions.push(step);
    path.states.push(node);
  }
  return path;
}

function failed(
  concrete: Instance,
  follower: Follower,
  { states, actions }: Path<Node, Step>,
): Pick<RefinementResult, 'obstacles'> & { readonly failure: RefinementFailure } {
  const path = { states: states.map((n) => n.c), actions };
  const run = replayed(concrete, path, { kind: 'steps' });
  return follower.explain(states.at(-2)?.subset, actions.at(-1), run);
}

const NOTHING: Figures = { distinct: 0, generated: 0, depth: 0, queued: 0 };

interface Node {
  readonly c: State;
  readonly subset: Subset;
}

function modelFor(concrete: Instance, follower: Follower): Model<Node, Step> {
  const names = new StateNames();
  return {
    initial: () => concrete.initialStates().map((c) => ({ c, subset: follower.start() })),
    actions: ({ c }) => concrete.enabled(c),
    next: ({ c, subset }, step) =>
      concrete.post(c, step).map((next) => ({ c: next, subset: follower.follow(subset, step) })),
    successors: ({ c, subset }) =>
      concrete.successors(c).map(({ step, states }) => {
        const next = follower.follow(subset, step);
        return { action: step, states: states.map((s) => ({ c: s, subset: next })) };
      }),
    properties: [{ name: 'trace inclusion', holds: ({ subset }) => subset.states.length > 0 }],
    key: ({ c, subset }) => `${names.nameOf(c)}|${subset.key}`,
    nameOf: (step) => step.action,
  };
}
