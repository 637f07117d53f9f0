/** Judges a theorem of a derivation: what the searches and the random runs say of each obligation, and no more. */
import type { Automaton } from '@maat/spec-lang';
import type { RefinementFailure } from '../refine/failure.js';
import type { StepObligation, StepObligationKind, StepQuestion } from './question.js';
import { searches, walks, type Effort, type Looked } from './search.js';

export type StepVerdict = 'holds' | 'refuted' | 'unknown';

/** `how`: the ledger's word. */
export interface Judged {
  readonly obligation: StepObligation;
  readonly verdict: StepVerdict;
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

export function judgeStep(question: StepQuestion, effort: Effort): JudgedStep {
  const looked = lookAt(question, effort);
  const obligations = question.obligations.map((o) => judge(o, looked));
  return { name: question.name, abstract: question.abstract, ...looked, obligations };
}

/** Refuted outweighs all; an action that was never taken leaves what is said of it unknown. */
export function stepVerdict(step: JudgedStep): StepVerdict {
  const idle = looksOf(step).every(({ result }) => isIdle(result.actions));
  return worst([
    ...looksOf(step).map(({ result }) => (result.verdict === 'refuted' ? 'refuted' : 'holds')),
    ...step.obligations.map((o) => o.verdict),
    idle ? 'unknown' : 'holds',
  ]);
}

export function looksOf({
  searches: searched,
  walk,
}: Pick<JudgedStep, 'searches' | 'walk'>): readonly Looked[] {
  return walk === undefined ? searched : [...searched, walk];
}

function isIdle(actions: ReadonlyMap<string, number>): boolean {
  return [...actions.values()].every((times) => times === 0);
}

type Evidence = Pick<JudgedStep, 'searches' | 'walk' | 'failed'>;

function lookAt(question: StepQuestion, effort: Effort): Evidence {
  const searched = searches(question, effort);
  const refuted = searched.find(({ result }) => result.failure !== undefined);
  if (refuted !== undefined) return { searches: searched, failed: refuted };
  const walk = walks(question, effort);
  return walk.result.failure === undefined
    ? { searches: searched, walk }
    : { searches: searched, walk, failed: walk };
}

/** What was met in a search that came to its end is explored; what was met elsewhere, simulated. */
function judge(obligation: StepObligation, evidence: Evidence): Judged {
  const failure = evidence.failed?.result.failure;
  if (failure !== undefined) {
    const word = isAbout(obligation, failure) ? 'refuted' : 'unknown';
    return { obligation, verdict: word, how: word };
  }
  const met = looksOf(evidence).filter((looked) => isMet(obligation, looked));
  if (met.some(({ result }) => result.complete))
    return { obligation, verdict: 'holds', how: 'explored' };
  const word = met.length > 0 ? 'simulated' : 'unknown';
  return { obligation, verdict: word === 'unknown' ? word : 'holds', how: word };
}

/** Whether there was a case of it: its action was taken, or, of what every state must satisfy, any. */
function isMet({ kind, name }: StepObligation, { result }: Looked): boolean {
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

/** The verdict of several: refutation outweighs doubt. */
function worst(verdicts: readonly StepVerdict[]): StepVerdict {
  const order: readonly StepVerdict[] = ['refuted', 'unknown'];
  return order.find((v) => verdicts.includes(v)) ?? 'holds';
}

/** `step.ACTION.…`, `contract.ACTION.0` and so on. */
function actionIn(name: string): string {
  return name.split('.')[1] ?? '';
}

/** What kinds of obligation a failure can break. */
const BROKEN: Readonly<Record<RefinementFailure['kind'], readonly StepObligationKind[]>> = {
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
function isAbout({ kind, name }: StepObligation, failure: RefinementFailure): boolean {
  if (!BROKEN[failure.kind].includes(kind)) return false;
  if (kind === 'start') return name === `start.${failure.name}`;
  if (kind === 'lemma') return name === `lemma.${failure.name}`;
  if (actionIn(name) !== failure.run.steps.at(-1)?.action) return false;
  return kind !== 'step' || name.endsWith(`.${failure.name}`);
}
