// Looks for a run that refutes a theorem: a search of small instances, and random runs of them.
import {
  ENDLESS_SORTS,
  instantiate,
  simulate,
  SpecError,
  type Instance,
  type Run,
  type Scope,
} from '@maat/spec-lang';
import { explore } from '../explicit/explore.js';
import type { RefinementFailure } from '../refine/failure.js';
import { checkSimulation, type SimulationOptions } from '../refine/simulation.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import type { InvariantClaim } from '../smt/claims/invariant.js';
import { scopeText } from './scope-text.js';
import type { Matter } from './theorem.js';

export interface Reached {
  /** Absent when none was found. */
  readonly run?: Refutation;
  /** Where it was looked for. */
  readonly extent: string;
}

/** A run with what is wrong at its end: of one automaton its own stop, of two what the other does not do. */
export interface Refutation {
  readonly instance: Instance;
  readonly run: Run;
  readonly against?: { readonly abstract: Instance; readonly failure: RefinementFailure };
}

const LIMIT = 3_000;
const WALK = { seed: 1, runs: 30, steps: 60 };

export function reach(matter: Matter): Reached {
  const looked: string[] = [];
  for (const make of matter.scopes) {
    const found = inScope(matter, make);
    if (found === undefined) continue;
    if (!looked.includes(found.extent)) looked.push(found.extent);
    if (found.run !== undefined) return found;
  }
  return { extent: looked.join('; ') };
}

/** Nothing where the specification cannot be run. */
function inScope({ claim, weights }: Matter, make: () => Scope): Reached | undefined {
  try {
    const scope = make();
    return 'simulation' in claim
      ? alongSimulation(claim, scope, weights)
      : ofInvariants(claim, scope, weights);
  } catch (failure) {
    if (failure instanceof SpecError) return undefined;
    throw failure;
  }
}

function alongSimulation(
  { simulation, concrete, abstract, definitions }: SimulationClaim,
  scope: Scope,
  weights: Matter['weights'] = new Map(),
): Reached | undefined {
  const c = instantiate(concrete, scope, { definitions });
  const a = instantiate(abstract, scope, { definitions });
  const check = (options: SimulationOptions): ReturnType<typeof checkSimulation> =>
    checkSimulation(c, a, simulation, { definitions, ...options });
  const searched = check({ limit: LIMIT });
  const walked = searched.failure === undefined ? check({ walk: { ...WALK, weights } }) : searched;
  if (searched.verdict === 'invalid' && walked.verdict === 'invalid')
    return ofInvariants({ automaton: concrete, invariants: [], definitions }, scope, weights);
  const { failure } = walked;
  const extent = extentOf(scope, searched);
  if (failure === undefined) return { extent };
  return { extent, run: { instance: c, run: failure.run, against: { abstract: a, failure } } };
}

function ofInvariants(
  { automaton, invariants, definitions }: InvariantClaim,
  scope: Scope,
  weights: Matter['weights'] = new Map(),
): Reached | undefined {
  const instance = instantiate(automaton, scope, { definitions });
  const result = explore(instance, { invariants, limit: LIMIT });
  const extent = extentOf(scope, result);
  const told = (run: Run): Reached => ({ extent, run: { instance, run } });
  if (result.run !== undefined && isWrong(result.run)) return told(result.run);
  for (let seed = WALK.seed; seed < WALK.seed + WALK.runs; seed++) {
    const run = simulate(instance, { seed, steps: WALK.steps, weights, invariants });
    if (isWrong(run)) return told(run);
  }
  return result.verdict === 'invalid' ? undefined : { extent };
}

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
