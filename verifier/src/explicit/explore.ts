/** Exhaustive search of an automaton in a scope: invariants, deadlock, counts. */
import {
  SpecError,
  firstWrongStep,
  type Diagnostic,
  type Expr,
  type Instance,
  type Run,
  type State,
  type Step,
  type Stopped,
} from '@maat/spec-lang';
import type { Model } from './model.js';
import { StateNames } from './state-names.js';
import { SearchError, search, type Figures, type Path, type SearchOptions } from './search.js';

export interface ExploreOptions extends SearchOptions {
  readonly invariants?: readonly { readonly name: string; readonly condition: Expr }[];
}

/**
 * `holds`: nothing wrong in what was explored, which is everything when `complete`. `unknown`:
 * the limit of states cut the search short. `invalid`: the specification cannot be run in this
 * scope; `diagnostics` say why and `run`, when there is one, leads there.
 */
export interface ExploreResult extends Figures {
  readonly verdict: 'holds' | 'refuted' | 'unknown' | 'invalid';
  readonly complete: boolean;
  readonly bound?: 'depth' | 'limit';
  /** How often each action of the signature was taken; those never taken are here with 0. */
  readonly actions: ReadonlyMap<string, number>;
  /** The shortest run to what is wrong; its `stopped` says what that is. */
  readonly run?: Run;
  readonly diagnostics: readonly Diagnostic[];
}

/** Breadth-first, so the counterexample is a shortest one; the defining semantics replays it. */
export function explore(instance: Instance, options: ExploreOptions = {}): ExploreResult {
  try {
    const found = search(modelOf(instance, options), options);
    const actions = countsFor(instance, found.taken);
    const { violation, ...figures } = found;
    if (violation === undefined) {
      return {
        ...figures,
        verdict: figures.bound === 'limit' ? 'unknown' : 'holds',
        actions,
        diagnostics: [],
      };
    }
    const stopped: Stopped =
      violation.kind === 'deadlock' ? violation : { kind: 'invariant', name: violation.name };
    const run = replayed(instance, violation.path, onlyKind(stopped));
    return { ...figures, verdict: 'refuted', actions, run, diagnostics: [] };
  } catch (error) {
    return invalid(instance, error);
  }
}

/** An instance as a model. */
export function modelOf(
  instance: Instance,
  options: Pick<ExploreOptions, 'invariants'> = {},
): Model<State, Step> {
  const names = new StateNames();
  return {
    initial: () => instance.initialStates(),
    actions: (state) => instance.enabled(state),
    next: (state, step) => instance.post(state, step),
    successors: (state) =>
      instance.successors(state).map(({ step, states }) => ({ action: step, states })),
    properties: (options.invariants ?? []).map(({ name, condition }) => ({
      name,
      holds: instance.predicate(condition, `invariant ${name}`),
    })),
    key: (state) => names.nameOf(state),
    nameOf: (step) => step.action,
  };
}

/** All actions of the signature with how often they were taken. */
export function countsFor(
  instance: Instance,
  taken: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  return new Map(instance.automaton.signature.map(({ name }) => [name, taken.get(name) ?? 0]));
}

/** The path as a run, after the reference semantics has agreed to every step of it. */
export function replayed(instance: Instance, path: Path<State, Step>, stopped: Stopped): Run {
  const run = runOf(instance, path, stopped);
  const wrong = firstWrongStep(instance.reference, run);
  if (wrong !== undefined) {
    throw new Error(`the reference semantics does not agree to step ${wrong} of a counterexample`);
  }
  return run;
}

function runOf(instance: Instance, path: Path<State, Step>, stopped: Stopped): Run {
  return {
    automaton: instance.automaton.name,
    states: path.states,
    steps: path.actions,
    stopped,
  };
}

/** Without the path that the search adds. */
function onlyKind(stopped: Stopped): Stopped {
  return stopped.kind === 'deadlock' ? { kind: 'deadlock' } : stopped;
}

function invalid(instance: Instance, error: unknown): ExploreResult {
  const cause = error instanceof SearchError ? error.cause : error;
  if (!(cause instanceof SpecError)) throw cause;
  const { diagnostics } = cause;
  const nothing = { distinct: 0, generated: 0, depth: 0, queued: 0, complete: false };
  const path = error instanceof SearchError ? (error.path as Path<State, Step>) : undefined;
  return {
    ...nothing,
    verdict: 'invalid',
    actions: countsFor(instance, new Map()),
    diagnostics,
    ...(path === undefined ? {} : { run: runOf(instance, path, { kind: 'error', diagnostics }) }),
  };
}
