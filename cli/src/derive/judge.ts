// Judges the steps of a derivation: a search of a small scope, random runs of a larger one, and what the form decides.
import {
  elementNames,
  findAutomaton,
  instantiate,
  uninterpretedSorts,
  type Automaton,
  type Definition,
  type Program,
  type Scope,
  type Simulation,
} from '@maat/spec-lang';
import {
  closed,
  layerTheorem,
  type DerivedLayer,
  type DerivedStep,
  type Limits,
  type Obligation,
} from '@maat/synthesis';
import {
  checkSimulation,
  explore,
  type RefinementFailure,
  type SimulationOptions,
  type SimulationResult,
} from '@maat/verifier';
import { scopeText } from '../input/automaton.js';
import { worst, type Verdict } from '../outcome.js';
import { holdsByForm } from './by-form.js';

export interface Effort {
  readonly depth: number;
  readonly runs: number;
  readonly steps: number;
  readonly seed: number;
  readonly tick: (text: () => string) => void;
}

/** `how`: the ledger's word, or that the text itself shows it. */
export interface Judged {
  readonly obligation: Obligation;
  readonly verdict: Verdict;
  readonly how: 'explored' | 'simulated' | 'by its form' | 'refuted' | 'unknown';
}

export interface JudgedStep {
  readonly name: string;
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  readonly search?: SimulationResult;
  readonly searchScope: string;
  readonly walkScope: string;
  readonly walk: SimulationResult;
  readonly obligations: readonly Judged[];
  readonly failure?: {
    readonly failure: RefinementFailure;
    readonly scope: Scope;
    readonly concrete: Automaton;
  };
  readonly seconds: number;
}

/** Processes, views and the rest: small for the search, larger for the runs. */
const SMALL = [2, 2, 1];
const LARGE = [3, 3, 2];
const RARE = new Map(
  Object.entries({
    newView: 0.1,
    view: 0.3,
    block: 0.05,
    leave: 0.03,
    pass: 0.2,
    release: 0.3,
    release2: 0.3,
  }),
);
const RARE_BELOW = new Map(
  [...RARE].map(([name, weight]) => [name === 'leave' ? name : `below.${name}`, weight]),
);

export function judgeStep(
  step: DerivedStep,
  abstract: Automaton,
  below: Program,
  effort: Effort,
): Omit<JudgedStep, 'seconds'> {
  const automaton = findAutomaton(step.program, step.automaton);
  const definitions = [...below.definitions, ...step.program.definitions];
  const check = (limits: Limits, sizes: readonly number[], options: SimulationOptions): Checked =>
    simulation(closed(automaton, limits), abstract, step.relation, definitions, sizes, options);
  const small = check({ otherwise: 1 }, SMALL, {
    depth: effort.depth,
    onProgress: (f) => {
      effort.tick(() => `${step.automaton}: ${f.distinct} states, depth ${f.depth}`);
    },
  });
  effort.tick(() => `${step.automaton}: random runs`);
  const { seed, runs, steps } = effort;
  const walk = { seed, runs, steps, weights: RARE };
  const large = check({ otherwise: 4, of: { leave: 1 } }, LARGE, { walk });
  const bad = [small, large].find((c) => c.result.failure !== undefined);
  const obligations = step.obligations.map((o) =>
    judge(o, step, automaton, small.result, large.result, effort),
  );
  return {
    name: step.automaton,
    concrete: automaton,
    abstract,
    search: small.result,
    searchScope: scopeText(small.scope),
    walkScope: scopeText(large.scope),
    walk: large.result,
    obligations,
    ...(bad?.result.failure === undefined
      ? {}
      : { failure: { failure: bad.result.failure, scope: bad.scope, concrete: bad.concrete } }),
  };
}

/** One layer a process over its service, beside the service that it implements. */
export function judgeLayer(derived: DerivedLayer, effort: Effort): Omit<JudgedStep, 'seconds'> {
  const { program, layer } = derived;
  const theorem = layerTheorem(program, layer, { otherwise: 4, of: { leave: 1 } });
  effort.tick(() => `${layer.name}: random runs over ${layer.over.service}`);
  const { seed, runs, steps } = effort;
  const walk = { seed, runs, steps: steps * 2, weights: RARE_BELOW };
  const { result, scope, concrete } = simulation(
    theorem.concrete,
    theorem.abstract,
    theorem.simulation,
    program.definitions,
    LARGE,
    { walk },
  );
  return {
    name: layer.name,
    concrete,
    abstract: theorem.abstract,
    walk: result,
    searchScope: '',
    walkScope: scopeText(scope),
    obligations: [],
    ...(result.failure === undefined
      ? {}
      : { failure: { failure: result.failure, scope, concrete } }),
  };
}

export function verdictOf(step: Omit<JudgedStep, 'seconds'>): Verdict {
  const results = [step.search, step.walk].filter((r) => r !== undefined);
  return worst([...results.map((r) => r.verdict), ...step.obligations.map((o) => o.verdict)]);
}

interface Checked {
  readonly result: SimulationResult;
  readonly scope: Scope;
  readonly concrete: Automaton;
}

function simulation(
  concrete: Automaton,
  abstract: Automaton,
  relation: Simulation,
  definitions: readonly Definition[],
  sizes: readonly number[],
  options: SimulationOptions,
): Checked {
  const scope = scopeOf(concrete, sizes);
  const instance = (a: Automaton): ReturnType<typeof instantiate> =>
    instantiate(a, scope, { definitions });
  return {
    result: checkSimulation(instance(concrete), instance(abstract), relation, {
      definitions,
      ...options,
    }),
    scope,
    concrete,
  };
}

function scopeOf(automaton: Automaton, sizes: readonly number[]): Scope {
  const sorts = uninterpretedSorts(automaton).map(
    (sort, i) => [sort, elementNames(sort, sizes[i] ?? sizes.at(-1) ?? 1)] as const,
  );
  return { sorts: new Map(sorts), values: new Map() };
}

function judge(
  obligation: Obligation,
  step: DerivedStep,
  automaton: Automaton,
  search: SimulationResult,
  walk: SimulationResult,
  effort: Effort,
): Judged {
  const as = (verdict: Verdict, how: Judged['how']): Judged => ({ obligation, verdict, how });
  if (
    obligation.kind === 'contract' ||
    obligation.kind === 'ownership' ||
    obligation.kind === 'locality'
  ) {
    return holdsByForm(obligation, automaton) === true
      ? as('holds', 'by its form')
      : as('unknown', 'unknown');
  }
  if (obligation.kind === 'lemma') return lemma(obligation, step, automaton, effort);
  const failed = [search, walk].find((r) => r.verdict !== 'holds');
  if (failed !== undefined)
    return isAbout(obligation, failed) ? as('refuted', 'refuted') : as('unknown', 'unknown');
  const action = obligation.name.split('.')[1] ?? '';
  if (obligation.kind === 'start' || (search.actions.get(action) ?? 0) > 0)
    return as('holds', 'explored');
  return (walk.actions.get(action) ?? 0) > 0 ? as('holds', 'simulated') : as('unknown', 'unknown');
}

/** Whether a failure is one of this obligation: of the last step's action, and of the conjunct or guard that it names. */
function isAbout({ kind, name }: Obligation, { failure }: SimulationResult): boolean {
  if (failure === undefined) return false;
  const [, action, part] = name.split('.');
  if (failure.kind === 'start') return kind === 'start';
  if (action !== failure.run.steps.at(-1)?.action) return false;
  if (failure.kind === 'relation') return kind === 'step' && part === failure.name;
  return failure.kind === 'trace' ? kind === 'trace' : kind === 'enabled';
}

/** A lemma is an invariant of the step's own automaton. */
function lemma(
  obligation: Obligation,
  step: DerivedStep,
  automaton: Automaton,
  effort: Effort,
): Judged {
  const name = obligation.name.slice('lemma.'.length);
  const unit = step.program.units.find((u) => u.kind === 'invariant' && u.name === name);
  if (unit?.kind !== 'invariant') return { obligation, verdict: 'unknown', how: 'unknown' };
  const bounded = closed(automaton, { otherwise: 1 });
  const instance = instantiate(bounded, scopeOf(bounded, SMALL), {
    definitions: step.program.definitions,
  });
  const { verdict } = explore(instance, { depth: effort.depth, invariants: [unit] });
  return {
    obligation,
    verdict,
    how: verdict === 'holds' ? 'explored' : verdict === 'refuted' ? 'refuted' : 'unknown',
  };
}
