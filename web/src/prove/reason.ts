/** Why an obligation is not proved, in a sentence, with what may help. */
import type { Answer, ProofResult } from '@maat/verifier';

export function reasonOf({ verdict, obligation, answers }: ProofResult): string {
  if (verdict === 'proved') return '';
  if (verdict === 'refuted')
    return obligation.shownBy === 'unsat'
      ? 'A counterexample to induction: a step that does not keep it, from a state that may never be reached.'
      : 'It cannot be.';
  if (obligation.shownBy === 'run') return 'It was not seen in any run.';
  const open = answers.find((a) => a.kind === 'unknown');
  if (open !== undefined) return openText(open);
  return answers.length === 0 ? `It ${obligation.says}.` : 'The answer does not decide it.';
}

/** Whether it is open only because the solver failed. */
export function isFault({ verdict, answers }: ProofResult): boolean {
  return (
    verdict === 'unknown' && answers.some((a) => a.kind === 'unknown' && a.reason === 'crashed')
  );
}

function openText(answer: Extract<Answer, { kind: 'unknown' }>): string {
  switch (answer.reason) {
    case 'resource':
      return 'The limit on the work of one question was reached.';
    case 'time':
      return 'There was no answer in time: allow more of it.';
    case 'incomplete':
      return 'The solver gave up: a lemma or a witness may help.';
    case 'cancelled':
      return 'It was interrupted.';
    case 'crashed':
      return `The solver failed, and was started anew: ${answer.detail}`;
    case 'error':
      return `The solver did not understand: ${answer.detail}`;
  }
}
