/** A quick look at every automaton of a text: a small scope, few inputs, not many states. */
import {
  check,
  hasErrors,
  type Automaton,
  type Composition,
  type Program,
  type Source,
} from '@maat/spec-lang';
import { explore, exploredBy, withBudget, type ExploreResult } from '@maat/verifier';
import { openInstance, whileRunning } from '../spec/instance.js';
import { loaderFor, type Shelf } from '../spec/workspace.js';
import { subjectsOf, type Subject, type Verdict } from './verdict.js';

const INPUTS = 3;
const LIMIT = 4_000;

/** Empty for a text with errors. Nothing is said of simulations and derivations: those are proved. */
export function examine(desk: readonly Source[], shelf: Shelf, file: string): readonly Verdict[] {
  const source = desk.find((d) => d.file === file);
  if (source === undefined) return [];
  const { value: program, diagnostics } = check(source, loaderFor(desk, shelf));
  if (hasErrors(diagnostics)) return [];
  const looked = ownAutomata(program).map(({ name }) => lookAt(desk, shelf, file, name));
  return subjectsOf(program).map((subject) => verdictOn(subject, looked));
}

function ownAutomata({ units, file }: Program): readonly (Automaton | Composition)[] {
  return units.flatMap((u) =>
    u.file === file && (u.kind === 'automaton' || u.kind === 'composition') ? [u] : [],
  );
}

interface Looked {
  readonly unit: string;
  readonly scope: string;
  /** Undefined where it cannot be run. */
  readonly result: ExploreResult | undefined;
}

function lookAt(desk: readonly Source[], shelf: Shelf, file: string, unit: string): Looked {
  const opened = openInstance(desk, shelf, { file, unit, scope: '' });
  if (opened.kind === 'refused') return { unit, scope: '', result: undefined };
  const { invariants, scope } = opened;
  const instance = withBudget(opened.instance, { total: INPUTS, of: new Map() });
  const result = whileRunning(() => explore(instance, { invariants, limit: LIMIT }));
  return { unit, scope, result: 'message' in result ? undefined : result };
}

function verdictOn(subject: Subject, all: readonly Looked[]): Verdict {
  const looked = all.find((l) => l.unit === subject.owner);
  if (
    looked?.result === undefined ||
    subject.kind === 'simulation' ||
    subject.kind === 'derivation'
  )
    return { ...subject, word: 'unknown', evidence: 'Nothing was proved of it yet.' };
  return subject.kind === 'action'
    ? onAction(subject, looked, looked.result)
    : onInvariant(subject, looked, looked.result);
}

function onAction(subject: Subject, { scope }: Looked, result: ExploreResult): Verdict {
  const times = result.actions.get(subject.name) ?? 0;
  const extent = extentOf(scope, result);
  return times === 0
    ? { ...subject, word: 'never', evidence: `It was not taken in ${extent}.` }
    : { ...subject, word: 'seen', evidence: `Taken ${times} times in ${extent}.` };
}

function onInvariant(subject: Subject, { scope }: Looked, result: ExploreResult): Verdict {
  const { run } = result;
  const extent = extentOf(scope, result);
  if (run?.stopped.kind === 'invariant' && run.stopped.name === subject.name)
    return {
      ...subject,
      word: 'refuted',
      evidence: `False after ${run.steps.length} steps in ${scope}.`,
      counterexample: { scope, run },
    };
  if (run !== undefined)
    return {
      ...subject,
      word: 'unknown',
      evidence: `The search ended at something else that is wrong.`,
    };
  // The ledger's own rule says what a search has earned.
  const earned = exploredBy(result, scope);
  if (earned.word === 'explored')
    return { ...subject, word: 'explored', evidence: `It holds in ${extent}.` };
  const why = earned.word === 'unknown' ? `: ${earned.reason}` : ', and there are more';
  return { ...subject, word: 'unknown', evidence: `It holds in ${extent}${why}.` };
}

function extentOf(scope: string, { distinct, complete }: ExploreResult): string {
  const where = [scope, `inputs≤${INPUTS}`].filter((t) => t !== '').join(', ');
  return `${complete ? 'all' : 'the first'} ${distinct} states of ${where}`;
}
