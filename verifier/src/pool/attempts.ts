/** Keeps asking until every goal has an answer, whatever becomes of the solvers on the way. */
import { repeated, unknown } from '../dialogue/answer.js';
import type { Answer, Cancellation, Query, Settings, UnknownReason } from '../smt/query.js';

/** How one solver's part in a query ended. */
export type Ending =
  /** It is as good as new; goals may be left. */
  | { readonly kind: 'done' }
  | {
      readonly kind: 'died';
      readonly reason: UnknownReason;
      readonly detail: string;
      /** Whether it had taken the declarations: if not, the next one would die of them too. */
      readonly ready: boolean;
    };

export interface Part {
  readonly query: Query;
  readonly settings: Settings;
  readonly first: number;
  readonly answered: (answer: Answer) => void;
  readonly cancel: Cancellation | undefined;
}

/** A goal whose solver died keeps its answer of that; the next goals get a new solver. */
export async function attempts(
  query: Query,
  settings: Settings,
  cancel: Cancellation | undefined,
  run: (part: Part) => Promise<Ending>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const left = (): number => query.goals.length - answers.length;
  const giveUp = (answer: Answer): void => {
    answers.push(...repeated(answer, left()));
  };
  const answered = (answer: Answer): void => {
    if (left() > 0) answers.push(answer);
  };
  while (left() > 0) {
    const before = left();
    if (cancel?.aborted === true) {
      giveUp(CANCELLED);
      break;
    }
    const ending = await run({ query, settings, first: answers.length, answered, cancel });
    const answer = ending.kind === 'died' ? unknown(ending.reason, ending.detail) : STUCK;
    if (ending.kind === 'died' && (!ending.ready || ending.reason === 'cancelled')) giveUp(answer);
    else if (ending.kind === 'died' || left() === before) answered(answer);
  }
  return answers;
}

const CANCELLED = unknown('cancelled', 'cancelled');
const STUCK = unknown('crashed', 'the solver ended without an answer');
