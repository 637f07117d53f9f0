// Judges the steps of a derivation: a search of a small scope, random runs of a larger one, and what the form decides.
import {
  findAutomaton,
  instantiate,
  SpecError,
  type Automaton,
  type Instance,
  type Program,
  type Scope,
} from '@maat/spec-lang';
import {
  closed,
  derivedTheorem,
  scopeOf,
  stepTheorem,
  walkWeights,
  type DerivedStep,
  type Derivative,
  type Limits,
  type Obligation,
  type Theorem,
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

/** What the search is given: every input once. The runs have more of all, and views of two at least. */
const ONCE: Limits = { otherwise: 1 };
const MANY: Limits = { otherwise: 8, of: { leave: 1 }, leastView: 2 };

export function judgeStep(
  made: Derivative,
  index: number,
  effort: Effort,
): Omit<JudgedStep, 'seconds'> {
  const step = made.steps[index];
  if (step === undefined) throw new RangeError(`no step ${index}`);
  const automaton = findAutomaton(step.program, step.automaton);
  const small = simulation(stepTheorem(made, index, ONCE), scopeOf(made, 2, 2, 1), step.program, {
    depth: effort.depth,
    onProgress: (f) => {
      effort.tick(() => `${step.automaton}: ${f.distinct} states, depth ${f.depth}`);
    },
  });
  effort.tick(() => `${step.automaton}: random runs`);
  const theorem = stepTheorem(made, index, MANY);
  const large = simulation(theorem, scopeOf(made, 3, 3, 2), step.program, walkOf(made, effort));
  return {
    name: step.automaton,
    abstract: theorem.abstract,
    search: small.result,
    searchScope: scopeText(small.scope),
    walkScope: scopeText(large.scope),
    walk: large.result,
    obligations: step.obligations.map((o) =>
      judge(o, step, automaton, small.result, large.result, made, effort),
    ),
    ...failureIn([small, large]),
  };
}

/** One layer a process over its service, beside the service that it implements. */
export function judgeLayer(made: Derivative, effort: Effort): Omit<JudgedStep, 'seconds'> {
  const { program, layer } = made.layer;
  effort.tick(() => `${layer.name}: random runs over ${layer.over.service}`);
  const theorem = derivedTheorem(made, MANY);
  const walk = walkOf(made, { ...effort, steps: effort.steps * 2 });
  const checked = simulation(theorem, scopeOf(made, 3, 3, 2), program, walk);
  return {
    name: layer.name,
    abstract: theorem.abstract,
    walk: checked.result,
    searchScope: '',
    walkScope: scopeText(checked.scope),
    obligations: [],
    ...failureIn([checked]),
  };
}

function walkOf(made: Derivative, { seed, runs, steps }: Effort): SimulationOptions {
  return { walk: { seed, runs, steps, weights: walkWeights(made) } };
}

function failureIn(all: readonly Checked[]): Pick<JudgedStep, 'failure'> {
  for (const { scope, concrete, result } of all) {
    if (result.failure !== undefined)
      return { failure: { failure: result.failure, scope, concrete } };
  }
  return {};
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
  theorem: Theorem,
  scope: Scope,
  program: Program,
  options: SimulationOptions,
): Checked {
  const { definitions } = program;
  const instance = (a: Automaton): Instance => instantiate(a, scope, { definitions });
  const { concrete, abstract, simulation: relation } = theorem;
  const result = checkSimulation(instance(concrete), instance(abstract), relation, {
    definitions,
    ...options,
  });
  if (result.verdict === 'invalid') throw new SpecError(result.diagnostics);
  return { result, scope, concrete };
}

function judge(
  obligation: Obligation,
  step: DerivedStep,
  automaton: Automaton,
  search: SimulationResult,
  walk: SimulationResult,
  made: Derivative,
  effort: Effort,
): Judged {
  const as = (verdict: Verdict, how: Judged['how']): Judged => ({ obligation, verdict, how });
  if (obligation.kind === 'locality') {
    return holdsByForm(obligation, automaton) === true
      ? as('holds', 'by its form')
      : as('unknown', 'unknown');
  }
  if (obligation.kind === 'lemma') return lemma(obligation, step, automaton, made, effort);
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
  if (failure.kind === 'relation' && failure.name === 'contract')
    return kind === 'contract' || kind === 'ownership';
  if (failure.kind === 'relation') return kind === 'step' && part === failure.name;
  return failure.kind === 'trace' ? kind === 'trace' : kind === 'enabled';
}

/** A lemma is an invariant of the step's own automaton. */
function lemma(
  obligation: Obligation,
  step: DerivedStep,
  automaton: Automaton,
  made: Derivative,
  effort: Effort,
): Judged {
  const name = obligation.name.slice('lemma.'.length);
  const unit = step.program.units.find((u) => u.kind === 'invariant' && u.name === name);
  if (unit?.kind !== 'invariant') return { obligation, verdict: 'unknown', how: 'unknown' };
  const bounded = closed(automaton, ONCE);
  const instance = instantiate(bounded, scopeOf(made, 2, 2, 1), {
    definitions: step.program.definitions,
  });
  const { verdict } = explore(instance, { depth: effort.depth, invariants: [unit] });
  return {
    obligation,
    verdict,
    how: verdict === 'holds' ? 'explored' : verdict === 'refuted' ? 'refuted' : 'unknown',
  };
}
