// Looks for a run that refutes a theorem: a search of small instances, and random runs of them.
import { instantiate, simulate, SpecError, type Run, type Scope } from '@maat/spec-lang';
import {
  checkSimulation,
  explore,
  type InvariantClaim,
  type SimulationClaim,
  type SimulationOptions,
} from '@maat/verifier';
import { scopeText } from '../input/automaton.js';
import { refinementText } from '../output/refinement-text.js';
import { runText } from '../output/run-text.js';
import type { Matter } from './theorem.js';

export interface Reached {
  /** The run, with what is wrong at its end; absent when none was found. */
  readonly run?: string;
  /** Where it was looked for. */
  readonly extent: string;
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
  if (searched.verdict === 'invalid' && walked.verdict === 'invalid') return undefined;
  const { failure } = walked;
  const extent = extentOf(scope, searched);
  return failure === undefined ? { extent } : { extent, run: refinementText(c, a, failure, []) };
}

function ofInvariants(
  { automaton, invariants, definitions }: InvariantClaim,
  scope: Scope,
  weights: Matter['weights'] = new Map(),
): Reached {
  const instance = instantiate(automaton, scope, { definitions });
  const result = explore(instance, { invariants, limit: LIMIT });
  const extent = extentOf(scope, result);
  const told = (run: Run): Reached => ({
    extent,
    run: `${wrongText(run)}\n${runText(instance, run)}`,
  });
  if (result.run !== undefined) return told(result.run);
  for (let seed = WALK.seed; seed < WALK.seed + WALK.runs; seed++) {
    const run = simulate(instance, { seed, steps: WALK.steps, weights, invariants });
    if (run.stopped.kind === 'invariant' || run.stopped.kind === 'error') return told(run);
  }
  return { extent };
}

function wrongText({ stopped }: Run): string {
  if (stopped.kind === 'invariant') return `invariant ${stopped.name} does not hold after this run`;
  return stopped.kind === 'error'
    ? `${stopped.diagnostics.map((d) => d.message).join('; ')}, after this run`
    : 'a run';
}

function extentOf(
  scope: Scope,
  { distinct, complete }: { readonly distinct: number; readonly complete: boolean },
): string {
  const numbers = ['Nat', 'Int'];
  const sorts = new Map([...scope.sorts].filter(([name]) => !numbers.includes(name)));
  const text = scopeText({ ...scope, sorts });
  return `${complete ? `all ${distinct}` : `the first ${distinct}`} states${text === '' ? '' : ` of ${text}`}`;
}
