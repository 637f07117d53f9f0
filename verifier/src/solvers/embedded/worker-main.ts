/** A worker of the pool: one z3, one job at a time, one context for each. */
import { parentPort } from 'node:worker_threads';
import { conversation, preamble } from '../../dialogue/index.js';
import type { FromWorker, Job } from './messages.js';
import { loadZ3, type Z3Context } from './z3.js';

const port = parentPort;
if (port === null) throw new Error('this file is run by the pool, in a thread of its own');
const tell = (message: FromWorker): void => {
  port.postMessage(message);
};
const newContext = await loadZ3();
port.on('message', (job: Job) => {
  work(job);
});
tell({ kind: 'loaded' });

function work(job: Job): void {
  try {
    const context = newContext();
    converse(job, context);
    context.delete();
    tell({ kind: 'done' });
  } catch (failure) {
    // An aborted module throws; so does one that would have ended the process.
    tell({ kind: 'dead', reason: reasonOf(failure) });
  }
}

function converse(job: Job, context: Z3Context): void {
  const dialogue = conversation({
    ...job,
    preamble: preamble('z3', job.settings),
    now: () => performance.now() / 1000,
  });
  let turn = dialogue.next();
  while (turn.done !== true) {
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
