/** What a worker does with a job: one context, one dialogue, each answer told as it comes. */
import { conversation } from '../dialogue/conversation.js';
import { preamble } from '../dialogue/dialect.js';
import type { FromWorker, Job } from './messages.js';
import type { Z3Context } from './z3-module.js';

export interface Workplace {
  readonly newContext: () => Z3Context;
  readonly tell: (message: FromWorker) => void;
  /** Seconds that only grow. */
  readonly now: () => number;
  /** Whether the rest of the job is not wanted any more. */
  readonly isStopped?: () => boolean;
}

export function work(job: Job, place: Workplace): void {
  try {
    const context = place.newContext();
    converse(job, context, place);
    context.delete();
    place.tell({ kind: 'done' });
  } catch (failure) {
    // An aborted module throws; so does one that would have ended the process.
    place.tell({ kind: 'dead', reason: reasonOf(failure) });
  }
}

function converse(job: Job, context: Z3Context, { tell, now, isStopped }: Workplace): void {
  const dialogue = conversation({ ...job, preamble: preamble('z3', job.settings), now });
  let turn = dialogue.next();
  while (turn.done !== true && isStopped?.() !== true) {
    if (turn.value.kind === 'say') {
      turn = dialogue.next(context.evaluate(turn.value.text));
    } else {
      tell(turn.value);
      turn = dialogue.next('');
    }
  }
}

function reasonOf(failure: unknown): string {
  if (failure instanceof Error) return failure.message;
  const status = (failure as { readonly status?: unknown } | null)?.status;
  return typeof status === 'number' ? `z3 ended itself with code ${status}` : String(failure);
}
