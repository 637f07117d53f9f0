// Judges the steps of a derivation: what the searches and the random runs say of each obligation, and no more.
import type { Automaton } from '@maat/spec-lang';
import {
  derivedTheorem,
  stepTheorem,
  type Derivative,
  type Obligation,
  type ObligationKind,
} from '@maat/synthesis';
import type { RefinementFailure } from '@maat/verifier';
import { worst, type Verdict } from '../outcome.js';
import { searches, walks, type Effort, type Looked } from './search.js';

/** `how`: the ledger's word. */
export interface Judged {
  readonly obligation: Obligation;
  readonly verdict: Verdict;
  readonly how: 'explored' | 'simulated' | 'refuted' | 'unknown';
}

export interface JudgedStep {
  readonly name: string;
  readonly abstract: Automaton;
  readonly searches: readonly Looked[];
  /** Not run when a search has refuted the step. */
  readonly walk?: Looked;
  readonly obligations: readonly Judged[];
  readonly failed?: Looked;
}

export function judgeStep(made: Derivative, index: number, effort: Effort): JudgedStep {
  const step = made.steps[index];
  if (step === undefined) throw new RangeError(`no step ${index}`);
  const theorem = stepTheorem(made, index);
  const looked = lookAt({ made, theorem, program: step.program }, effort, 1);
  const obligations = step.obligations.map((o) => judge(o, looked));
  return { name: step.automaton, abstract: theorem.abstract, ...looked, obligations };
}

/** One layer a process over its service, beside the service that it implements. */
export function judgeLayer(made: Derivative, effort: Effort): JudgedStep {
  const { program, layer } = made.layer;
  const theorem = derivedTheorem(made);
  const looked = lookAt({ made, theorem, program }, effort, 2);
  return { name: layer.name, abstract: theorem.abstract, ...looked, obligations: [] };
}

/** Refuted outweighs all; an action that was never taken leaves what is said of it unknown. */
export function verdictOf(step: JudgedStep): Verdict {
  const idle = allOf(step).every(({ result }) => isIdle(result.actions));
  return worst([
    ...allOf(step).map(({ result }) => (result.verdict === 'refuted' ? 'refuted' : 'holds')),
    ...step.obligations.map((o) => o.verdict),
    idle ? 'unknown' : 'holds',
  ]);
}

export function allOf({
  searches: searched,
  walk,
}: Pick<JudgedStep, 'searches' | 'walk'>): readonly Looked[] {
  return walk === undefined ? searched : [...searched, walk];
}

function isIdle(actions: ReadonlyMap<string, number>): boolean {
  return [...actions.values()].every((times) => times === 0);
}

type Evidence = Pick<JudgedStep, 'searches' | 'walk' | 'failed'>;

function lookAt(subject: Parameters<typeof searches>[0], effort: Effort, length: number): Evidence {
  const searched = searches(subject, effort);
  const refuted = searched.find(({ result }) => result.failure !== undefined);
  if (refuted !== undefined) return { searches: searched, failed: refuted };
  const walk = walks(subject, effort, length);
  return walk.result.failure === undefined
    ? { searches: searched, walk }
    : { searches: searched, walk, failed: walk };
}

/** What was met in a search that came to its end is explored; what was met elsewhere, simulated. */
function judge(obligation: Obligation, evidence: Evidence): Judged {
  const failure = evidence.failed?.result.failure;
  if (failure !== undefined) {
    const word = isAbout(obligation, failure) ? 'refuted' : 'unknown';
    return { obligation, verdict: word, how: word };
  }
  const met = allOf(evidence).filter((looked) => isMet(obligation, looked));
  if (met.some(({ result }) => result.complete))
    return { obligation, verdict: 'holds', how: 'explored' };
  const word = met.length > 0 ? 'simulated' : 'unknown';
  return { obligation, verdict: word === 'unknown' ? word : 'holds', how: word };
}

/** Whether there was a case of it: its action was taken, or, of what every state must satisfy, any. */
function isMet({ kind, name }: Obligation, { result }: Looked): boolean {
  switch (kind) {
    case 'start':
      return true;
    case 'lemma':
      return !isIdle(result.actions);
    case 'step':
    case 'enabled':
    case 'trace':
    case 'contract':
    case 'ownership':
    case 'locality':
    case 'nonvacuity':
      return (result.actions.get(actionIn(name)) ?? 0) > 0;
  }
}

/** `step.ACTION.…`, `contract.ACTION.0` and so on. */
function actionIn(name: string): string {
  return name.split('.')[1] ?? '';
}

/** What kinds of obligation a failure can break. */
const BROKEN: Readonly<Record<RefinementFailure['kind'], readonly ObligationKind[]>> = {
  start: ['start'],
  relation: ['step'],
  choice: ['step'],
  enabled: ['enabled'],
  trace: ['trace'],
  witness: ['enabled'],
  unmatched: ['step'],
  invariant: ['lemma'],
  contract: ['contract', 'ownership'],
  locality: ['locality'],
};

/** Whether a failure is one of this obligation: of the last step's action, and of the conjunct or guard that it names. */
function isAbout({ kind, name }: Obligation, failure: RefinementFailure): boolean {
  if (!BROKEN[failure.kind].includes(kind)) return false;
  if (kind === 'start') return name === `start.${failure.name}`;
  if (kind === 'lemma') return name === `lemma.${failure.name}`;
  if (actionIn(name) !== failure.run.steps.at(-1)?.action) return false;
  return kind !== 'step' || name.endsWith(`.${failure.name}`);
}
