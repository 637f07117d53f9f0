// Looks for a run that refutes a theorem: a search of small instances, and random runs of them.
import {
  ENDLESS_SORTS,
  instantiate,
  simulate,
  SpecError,
  type Diagnostic,
  type Instance,
  type Invariant,
  type Run,
  type Scope,
  type Span,
} from '@maat/spec-lang';
import { explore, type ExploreResult } from '../explicit/explore.js';
import { shortened } from '../explicit/shortened.js';
import type { RefinementFailure } from '../refine/failure.js';
import { checkSimulation, type SimulationOptions } from '../refine/simulation.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import type { InvariantClaim } from '../smt/claims/invariant.js';
import { scopeText } from './scope-text.js';
import type { Matter } from './theorem.js';
import type { Trial } from './trial.js';

export interface Reached {
  /** Absent when none was found. */
  readonly run?: Refutation;
  /** Where it was looked for. */
  readonly extent: string;
  /** All that is there was searched. */
  readonly isComplete?: boolean;
  /** Why not in more instances, or not for all that is claimed. */
  readonly obstacles?: readonly string[];
}

/** A run with what is wrong at its end: of one automaton its own stop, of two what the other does not do. */
export interface Refutation {
  readonly instance: Instance;
  readonly run: Run;
  readonly against?: { readonly abstract: Instance; readonly failure: RefinementFailure };
}

const LIMIT = 3_000;
const WALK = { seed: 1, runs: 60, steps: 120 };

export function reach(matter: Matter): Reached {
  const looked = new Set<string>();
  const obstacles = new Set<string>();
  const { scopes, larger = [] } = matter;
  let isSmall = true;
  for (const [i, make] of [...scopes, ...larger].entries()) {
    if (i >= scopes.length && !isSmall) break;
    const found = inScope(matter, make);
    if (found.run !== undefined) return found;
    if (found.extent !== '') looked.add(found.extent);
    isSmall &&= found.isComplete === true;
    for (const obstacle of found.obstacles ?? []) obstacles.add(obstacle);
  }
  return { extent: [...looked].join('; '), obstacles: [...obstacles] };
}

/** Without an extent where the specification cannot be run. */
function inScope({ claim, trial }: Matter, make: () => Scope): Reached {
  try {
    const scope = make();
    return 'simulation' in claim
      ? alongSimulation(claim, scope, trial)
      : ofInvariants(claim, scope, trial);
  } catch (failure) {
    if (failure instanceof SpecError) return unsearched(failure.diagnostics);
    throw failure;
  }
}

function alongSimulation(
  { simulation, concrete, abstract, definitions }: SimulationClaim,
  scope: Scope,
  trial: Trial = { weights: new Map() },
): Reached {
  const c = instantiate(concrete, scope, { definitions });
  const a = instantiate(abstract, scope, { definitions });
  const check = (options: SimulationOptions): ReturnType<typeof checkSimulation> =>
    checkSimulation(c, a, simulation, { definitions, ...options });
  const searched = check({ limit: LIMIT });
  const walked =
    searched.failure === undefined
      ? check({ walk: { ...WALK, ...trial, lessened: true } })
      : searched;
  if (searched.verdict === 'invalid' && walked.verdict === 'invalid')
    return ofInvariants({ automaton: concrete, invariants: [], definitions }, scope, trial);
  const { failure } = walked;
  const extent = extentOf(scope, searched);
  if (failure === undefined) return { extent, isComplete: searched.complete };
  return { extent, run: { instance: c, run: failure.run, against: { abstract: a, failure } } };
}

function ofInvariants(
  { automaton, invariants, definitions }: InvariantClaim,
  scope: Scope,
  trial: Trial = { weights: new Map() },
): Reached {
  const instance = instantiate(automaton, scope, { definitions });
  const { result, asked, obstacles } = searched(instance, invariants);
  const extent = extentOf(scope, result);
  const told = (run: Run): Reached => ({ extent, run: { instance, run } });
  if (result.run !== undefined && isWrong(result.run)) return told(result.run);
  for (let seed = WALK.seed; seed < WALK.seed + WALK.runs; seed++) {
    const run = simulate(instance, {
      seed,
      steps: WALK.steps,
      weights: trial.weights,
      invariants: asked,
    });
    if (isWrong(run)) return told(shortened(instance, run, asked));
  }
  return result.verdict === 'invalid'
    ? unsearched(result.diagnostics)
    : { extent: result.distinct === 0 ? '' : extent, isComplete: result.complete, obstacles };
}

function unsearched(diagnostics: readonly Diagnostic[]): Reached {
  return { extent: '', obstacles: diagnostics.map((d) => d.message) };
}

interface Searched {
  readonly result: ExploreResult;
  readonly asked: InvariantClaim['invariants'];
  readonly obstacles: readonly string[];
}

/** Without the invariants that no finite instance can decide, as nothing bounds a variable of theirs: they hide no other. */
function searched(instance: Instance, invariants: InvariantClaim['invariants']): Searched {
  const result = explore(instance, { invariants, limit: LIMIT });
  const inside = (i: Invariant): Diagnostic | undefined =>
    result.diagnostics.find((d) => d.code === UNBOUNDED && contains(i.span, d.span));
  const culprit = result.verdict === 'invalid' ? invariants.find(inside) : undefined;
  if (culprit === undefined) {
    const empty = result.distinct === 0 && result.diagnostics.length === 0;
    return { result, asked: invariants, obstacles: empty ? ['there is no initial state'] : [] };
  }
  const rest = searched(
    instance,
    invariants.filter((i) => i !== culprit),
  );
  const why = inside(culprit)?.message ?? '';
  return { ...rest, obstacles: [`${culprit.name} cannot be looked at: ${why}`, ...rest.obstacles] };
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

const UNBOUNDED = 'E0603';

/** Where a term is undefined or a value outside its sort; that more values are to be tried than there are refutes nothing. */
function isWrong({ stopped }: Run): boolean {
  if (stopped.kind !== 'error') return stopped.kind === 'invariant';
  const { diagnostics } = stopped;
  return diagnostics.length > 0 && diagnostics.every((d) => FAULTS.includes(d.code));
}

const FAULTS = ['E0601', 'E0605'];

function extentOf(
  scope: Scope,
  { distinct, complete }: { readonly distinct: number; readonly complete: boolean },
): string {
  const sorts = new Map([...scope.sorts].filter(([name]) => !ENDLESS_SORTS.includes(name)));
  const text = scopeText({ ...scope, sorts });
  return `${complete ? `all ${distinct}` : `the first ${distinct}`} states${text === '' ? '' : ` of ${text}`}`;
}
