/** What the judges say of a step, as plain data. */
import type { Run } from '@maat/spec-lang';
import type { Target } from '../spec/instance.js';
import { showStep } from '../run/view.js';
import {
  looksOf,
  stepVerdict,
  type JudgedStep,
  type Looked,
  type StepVerdict,
} from '@maat/verifier';

export interface JudgedView {
  readonly kind: 'judged';
  readonly name: string;
  readonly verdict: StepVerdict;
  /** The word for each obligation, by name. */
  readonly words: Readonly<Record<string, string>>;
  readonly looks: readonly Look[];
  /** What broke it, in words, with the run that shows it. */
  readonly failure: Failure | undefined;
}

export interface Look {
  readonly word: string;
  readonly scope: string;
  readonly distinct: number | undefined;
}

export interface Failure {
  readonly text: string;
  readonly steps: readonly string[];
  /** To be opened: the automaton that was run, its elements, and the run. */
  readonly shows: Pick<Target, 'unit' | 'elements'> & { readonly run: Run };
}

export function judgedView(step: JudgedStep): JudgedView {
  return {
    kind: 'judged',
    name: step.name,
    verdict: stepVerdict(step),
    words: Object.fromEntries(step.obligations.map((o) => [o.obligation.name, o.how])),
    looks: looksOf(step).map(lookOf),
    failure: failureOf(step),
  };
}

/** The ledger's words: what was cut short or drawn by chance is only simulated. */
function lookOf({ result, scope }: Looked): Look {
  const word =
    result.verdict === 'refuted' ? 'refuted' : result.complete ? 'explored' : 'simulated';
  const distinct = result.mode === 'simulated' ? undefined : result.distinct;
  return { word, scope, distinct };
}

function failureOf({ failed, abstract }: JudgedStep): Failure | undefined {
  const failure = failed?.result.failure;
  if (failed === undefined || failure === undefined) return undefined;
  const text = `does not refine ${abstract.name}: ${failure.kind} ${failure.name}, in the scope ${failed.scope}`;
  const { automaton, scope } = failed.concrete;
  const shows = {
    unit: automaton.name,
    elements: Object.fromEntries(scope.sorts),
    run: failure.run,
  };
  return { text, steps: stepsOf(failed.concrete, failure.run), shows };
}

function stepsOf({ automaton }: Looked['concrete'], run: Run): readonly string[] {
  return run.steps.map((step) => showStep(automaton, step));
}
