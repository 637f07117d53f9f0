/** Finite instances as ways to refute: a model is looked for, and believed when the reference semantics agrees. */
import { NOWHERE } from '@maat/spec-lang';
import type { Explanation, Obligation, Posed } from '../../prove/task.js';
import type { Case, CaseGoal } from '../claims/case.js';
import { denialsOf, type Denial } from '../claims/denial.js';
import { FALSE } from '../logic/term.js';
import { numeralsIn } from '../logic/walk.js';
import { askedTerms, candidateFrom, type Candidate } from './candidate.js';
import { describe, INSTANCES, reaching, TooLarge, type FiniteInstance } from './instance.js';
import { finiteQuery } from './pose.js';
import type { Judge } from './judge.js';
import { counterexampleText } from './show.js';
import { shrink } from './shrink.js';

/** One way for each instance, the smallest first, so that a counterexample has few elements. */
export function finiteWays(theorem: string, c: Case, judge: Judge): readonly FiniteWay[] {
  const way = (name: string, instance: () => FiniteInstance): FiniteWay => ({
    kind: 'solver',
    name: `finite (${name})`,
    settings: { options: {}, rlimit: 20_000_000 },
    counts: ['sat'],
    pose: (open) => posedIn(theorem, c, judge, instance(), open),
  });
  return [
    ...INSTANCES.map((instance) => way(describe(instance), () => instance)),
    way('numbers as far as the text goes', () => reaching(numbersOf(c), FEW)),
  ];
}

/** The numbers that the text of the case speaks of. */
function numbersOf(c: Case): readonly number[] {
  const goals = c.goals.map((g) => g.term);
  return numeralsIn([...[...c.hypotheses, ...c.premises].map((n) => n.term), ...goals]);
}

const FEW = { elements: 2, greatest: 2 };

/** In the shape of a way of a task. */
export interface FiniteWay {
  readonly kind: 'solver';
  readonly name: string;
  readonly settings: {
    readonly options: Readonly<Record<string, string>>;
    readonly rlimit: number;
  };
  readonly counts: readonly ['sat'];
  readonly pose: (open: readonly Obligation[]) => FinitePosed;
}

/** `explain` gives nothing where the reference semantics does not confirm the model. */
export interface FinitePosed extends Omit<Posed, 'explain'> {
  readonly explain: (goal: number, values: readonly string[]) => Explanation | undefined;
}

/** Nothing is asked in an instance that is too large to be written down. */
function posedIn(
  theorem: string,
  c: Case,
  judge: Judge,
  instance: FiniteInstance,
  open: readonly Obligation[],
): FinitePosed {
  try {
    // What is asked here must not change the questions of other ways.
    return pose(theorem, { ...c, problem: c.problem.fork() }, judge, instance, open);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return {
      query: { name: theorem, prelude: '', goals: [] },
      parts: [],
      explain: () => undefined,
    };
  }
}

/** An obligation without a goal asks whether the premises can hold at all. */
function pose(
  theorem: string,
  c: Case,
  judge: Judge,
  instance: FiniteInstance,
  open: readonly Obligation[],
): FinitePosed {
  const asked = askedTerms(c, judge.shapes, instance);
  const denials = open.flatMap((o): readonly (readonly [Denial, Obligation])[] => {
    const goals = c.goals.filter((g) => g.name === o.name);
    if (goals.length === 0) return [[nothingDenied(o), o]];
    return goals.flatMap((g) => denialsOf(g).map((d) => [d, o] as const));
  });
  const name = `${theorem} ${c.name}, ${describe(instance)}`;
  const texts = denials.map(([d]) => d);
  return {
    query: finiteQuery(name, c, texts, instance, asked),
    parts: denials.map(([, o]) => o),
    explain: (goal, values) => {
      const candidate = candidateFrom(c, judge.shapes, instance, values);
      const asked = denials[goal]?.[1];
      return asked?.shownBy === 'sat'
        ? possibility(judge, candidate)
        : counterexample(judge, candidate, asked?.name ?? '');
    },
  };
}

function possibility(judge: Judge, candidate: Candidate): Explanation | undefined {
  return judge.isPossible(candidate)
    ? { text: 'so it is in a finite instance', candidate }
    : undefined;
}

/** With as little in its states as it takes. */
function counterexample(judge: Judge, found: Candidate, asked: string): Explanation | undefined {
  const first = judge.failure(found, asked);
  if (first === undefined) return undefined;
  const candidate = shrink(found, (smaller) => judge.failure(smaller, asked)?.name === first.name);
  const failed = judge.failure(candidate, asked) ?? first;
  return { text: counterexampleText(judge.shapes, candidate, failed), candidate, failed };
}

function nothingDenied({ name, says }: Obligation): Denial {
  const goal: CaseGoal = { kind: 'step', name, text: says, term: FALSE, span: NOWHERE };
  return { goal, name, constants: [], assertions: [], marks: [] };
}
