/** A forward simulation checked in lock-step: over all reachable pairs of states, or along random runs. */
import {
  SpecError,
  equalValues,
  pairing,
  type Definition,
  type Diagnostic,
  type Instance,
  type Run,
  type Simulation,
  type State,
  type Step,
  type Value,
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
import type { Demands } from './demands.js';
import type { LocalFailure, RefinementFailure } from './failure.js';
import { lockstep, type Lockstep } from './lockstep.js';
import type { Pair } from './pair.js';
import { walkedPairs, type Walk, type WalkOptions } from './walks.js';

export interface SimulationOptions extends Pick<
  SearchOptions,
  'depth' | 'limit' | 'hopeful' | 'onProgress'
> {
  /** Definitions of the file. */
  readonly definitions?: readonly Definition[];
  /** What else must hold on the way. */
  readonly demands?: Demands;
  /** So many of the concrete variables, the last ones, only count what came: a step that changes nothing else is no step. */
  readonly counters?: number;
  /** Instead of all reachable pairs, random runs. */
  readonly walk?: WalkOptions;
}

export interface SimulationResult extends Figures {
  /** `invalid`: one of the specifications cannot be run in this scope. */
  readonly verdict: 'holds' | 'refuted' | 'unknown' | 'invalid';
  /** What the verdict rests on. */
  readonly mode: 'explored' | 'simulated';
  /** Whether every reachable pair was checked; never of a walk. */
  readonly complete: boolean;
  readonly bound?: 'depth' | 'limit';
  /** How often each concrete action was taken. */
  readonly actions: ReadonlyMap<string, number>;
  /** Concrete actions that were never taken: of them the check says nothing. */
  readonly neverTaken: readonly string[];
  readonly failure?: RefinementFailure;
  /** The seed of the walk that failed. */
  readonly seed?: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Every conjunct of the relation must hold in every pair, every abstract step of the witness be
 * enabled, both sides show the same. Both instances must be made in one scope.
 */
export function checkSimulation(
  concrete: Instance,
  abstract: Instance,
  simulation: Simulation,
  options: SimulationOptions = {},
): SimulationResult {
  const mode = options.walk === undefined ? 'explored' : 'simulated';
  try {
    const definitions = options.definitions ?? concrete.definitions;
    const both = pairing(concrete.automaton, abstract.automaton, concrete.scope, definitions);
    const steps = lockstep(concrete, abstract, simulation, both, options.demands ?? {});
    return options.walk === undefined
      ? explorePairs(concrete, steps, options)
      : walkPairs(concrete, steps, { ...options.walk, counters: options.counters ?? 0 });
  } catch (error) {
    const cause = error instanceof SearchError ? error.cause : error;
    if (!(cause instanceof SpecError)) throw cause;
    return {
      ...NOTHING,
      ...counted(concrete, new Map()),
      verdict: 'invalid',
      mode,
      complete: false,
      diagnostics: cause.diagnostics,
    };
  }
}

const NOTHING: Figures = { distinct: 0, generated: 0, depth: 0, queued: 0 };

/** A pair that fails is a state of the search too, so that the shortest way to it is found. */
interface Node extends Pair {
  readonly failure?: LocalFailure;
}

function explorePairs(
  concrete: Instance,
  steps: Lockstep,
  options: SimulationOptions,
): SimulationResult {
  const found = search(pairModel(concrete, steps, options.counters ?? 0), options);
  const { violation, taken, ...figures } = found;
  const shared = {
    ...figures,
    ...counted(concrete, taken),
    mode: 'explored',
    diagnostics: [],
  } as const;
  if (violation === undefined) {
    return { ...shared, verdict: figures.bound === 'limit' ? 'unknown' : 'holds' };
  }
  const { states, actions } = violation.path;
  const path = { states: states.map((n) => n.c), actions };
  const failure = withRun(states.at(-1)?.failure, concrete, path);
  return { ...shared, verdict: 'refuted', failure };
}

function pairModel(concrete: Instance, steps: Lockstep, counters: number): Model<Node, Step> {
  const own = concrete.automaton.states.length - counters;
  const isIdle = (before: Pair, after: Node): boolean =>
    after.failure === undefined &&
    before.a === after.a &&
    after.c.every((value, i) => i >= own || isSame(value, before.c[i]));
  const moved = (pair: Node, step: Step, states: readonly State[]): readonly Node[] =>
    states
      .map((c) => follow(steps, pair, step, c))
      .map((next) => (counters > 0 && isIdle(pair, next) ? pair : next));
  return {
    initial: () =>
      concrete.initialStates().map((c): Node => {
        const outcome = steps.start(c);
        return outcome.ok ? { c, a: outcome.a } : { c, a: [], failure: outcome.failure };
      }),
    actions: ({ c }) => concrete.enabled(c),
    next: (pair, step) => moved(pair, step, concrete.post(pair.c, step)),
    successors: (pair) =>
      concrete.successors(pair.c).map(({ step, states }) => ({
        action: step,
        states: moved(pair, step, states),
      })),
    properties: [{ name: 'simulation', holds: (node) => node.failure === undefined }],
    key: (node) => (node.failure === undefined ? steps.nameOf(node) : 'failed'),
    nameOf: (step) => step.action,
  };
}

function isSame(a: Value, b: Value | undefined): boolean {
  return b !== undefined && (a === b || equalValues(a, b));
}

function follow(steps: Lockstep, pair: Pair, step: Step, c: State): Node {
  const outcome = steps.follow(pair, step, c);
  return outcome.ok ? { c, a: outcome.a } : { c, a: pair.a, failure: outcome.failure };
}

/** Random runs with what came of them. */
function walkPairs(concrete: Instance, steps: Lockstep, walk: Walk): SimulationResult {
  const { taken, generated, failed } = walkedPairs(concrete, steps, walk);
  const shared = {
    ...NOTHING,
    generated,
    depth: walk.steps,
    ...counted(concrete, taken),
    mode: 'simulated',
    complete: false,
    diagnostics: [],
  } as const;
  if (failed === undefined) return { ...shared, verdict: 'holds' };
  const { failure, seed, path } = failed;
  return { ...shared, seed, verdict: 'refuted', failure: withRun(failure, concrete, path) };
}

function counted(
  concrete: Instance,
  taken: ReadonlyMap<string, number>,
): Pick<SimulationResult, 'actions' | 'neverTaken'> {
  const actions = countsFor(concrete, taken);
  const neverTaken = [...actions].filter(([, times]) => times === 0).map(([name]) => name);
  return { actions, neverTaken };
}

function withRun(
  failure: LocalFailure | undefined,
  concrete: Instance,
  path: Path<State, Step>,
): RefinementFailure {
  if (failure === undefined) throw new TypeError('a failed pair says why');
  const run: Run = replayed(concrete, path, { kind: 'steps' });
  return { ...failure, run };
}
