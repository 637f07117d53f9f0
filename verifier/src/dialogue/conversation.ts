/** One query as a dialogue: what to say next, given what was answered. Whoever runs it owns the solver. */
import type { Answer, Goal, Query, Settings } from '../smt/query.js';
import { complaint, cutShort, reasonOf, unknown } from './answer.js';
import { flawOf, isTerm, valuesOf } from './s-expression.js';

export type Turn =
  /** To be given to the solver; what it prints until it has done it all is the reply. */
  | { readonly kind: 'say'; readonly text: string }
  /** The prelude was taken; from now on each goal stands for itself. */
  | { readonly kind: 'ready' }
  /** The next goal's answer. */
  | { readonly kind: 'answer'; readonly answer: Answer };

/** The reply to a `say`; nothing for other turns. */
export type Conversation = Generator<Turn, void, string>;

export interface Attempt {
  readonly query: Query;
  readonly settings: Settings;
  /** The goals before this one have been answered already. */
  readonly first: number;
  /** Option commands, as the solver wants them. */
  readonly preamble: readonly string[];
  /** Seconds that only grow. */
  readonly now: () => number;
}

/** Ends early, with goals left, when the solver's state can no longer be relied on: begin anew then. */
export function* conversation(attempt: Attempt): Conversation {
  const trouble = yield* begin(attempt);
  const goals = attempt.query.goals.slice(attempt.first);
  if (trouble !== undefined) {
    for (let i = 0; i < goals.length; i++) yield { kind: 'answer', answer: trouble };
    return;
  }
  yield { kind: 'ready' };
  for (const goal of goals) {
    const { answer, clean } = yield* ask(goal, attempt);
    yield { kind: 'answer', answer };
    if (!clean) return;
  }
}

type Dialogue<T> = Generator<Turn, T, string>;

function* begin(attempt: Attempt): Dialogue<Answer | undefined> {
  const { prelude } = attempt.query;
  const flaw = flawOf(prelude);
  if (flaw !== undefined) return unknown('error', `in the declarations: ${flaw}`);
  const printed = yield* say(`${attempt.preamble.join('\n')}\n${prelude}\n`);
  return printed === '' ? undefined : complaint(printed);
}

interface Asked {
  readonly answer: Answer;
  /** Whether the solver is back where it was before. */
  readonly clean: boolean;
}

function* ask(goal: Goal, attempt: Attempt): Dialogue<Asked> {
  const flaw = flawOf(goal.text) ?? flawOfValues(goal);
  if (flaw !== undefined) return { answer: unknown('error', flaw), clean: true };
  const began = attempt.now();
  const taken = yield* say(`(push 1)\n${goal.text}\n`);
  // The limits hold for this command too, and where the solver stands after that is not known.
  const cut = cutShort(taken, attempt.now() - began, attempt.settings);
  if (cut !== undefined) return { answer: cut, clean: false };
  const answer = taken === '' ? yield* check(goal, attempt) : complaint(taken);
  const left = yield* say('(pop 1)\n');
  if (left === '') return { answer, clean: true };
  const isCut = cutShort(left, 0, attempt.settings) !== undefined;
  return { answer: isCut ? answer : complaint(left), clean: false };
}

function* check(goal: Goal, attempt: Attempt): Dialogue<Answer> {
  const { settings, now } = attempt;
  const began = now();
  const verdict = yield* say('(check-sat)\n');
  const seconds = now() - began;
  switch (verdict) {
    case 'unsat':
      return { kind: 'unsat', seconds };
    case 'sat':
      return yield* model(goal, seconds);
    case 'unknown':
      return reasonOf(yield* say('(get-info :reason-unknown)\n'), seconds, settings);
    default:
      return complaint(verdict, seconds);
  }
}

function* model(goal: Goal, seconds: number): Dialogue<Answer> {
  const terms = goal.values ?? [];
  if (terms.length === 0) return { kind: 'sat', seconds, values: [] };
  const printed = yield* say(`(get-value (${terms.join('\n')}))\n`);
  const values = printed.includes('(error') ? undefined : valuesOf(printed);
  if (values?.length !== terms.length) return complaint(printed, seconds);
  return { kind: 'sat', seconds, values };
}

function flawOfValues(goal: Goal): string | undefined {
  const wrong = (goal.values ?? []).find((term) => !isTerm(term));
  return wrong === undefined ? undefined : `\`${wrong}\` is no term`;
}

function* say(text: string): Dialogue<string> {
  return (yield { kind: 'say', text }).trim();
}
