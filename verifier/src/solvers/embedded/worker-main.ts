/** A worker of the pool: one z3, one job at a time, one context for each. */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { FromWorker, Job } from '../../pool/messages.js';
import { work } from '../../pool/work.js';
import { newZ3Context, type Z3Module } from '../../pool/z3-module.js';

type Load = (overrides: {
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}) => Promise<Z3Module>;

const port = parentPort;
if (port === null) throw new Error('this file is run by the pool, in a thread of its own');
const tell = (message: FromWorker): void => {
  port.postMessage(message);
};
const load = createRequire(import.meta.url)('z3-solver/build/z3-built.js') as Load;
// What it has to say is in the replies; on the way down it writes to the streams as well.
const quiet = (): void => undefined;
const module = await load({ print: quiet, printErr: quiet });
const encoder = new TextEncoder();
const place = {
  newContext: () => newZ3Context(module, (text) => encoder.encode(text)),
  tell,
  now: () => performance.now() / 1000,
};
port.on('message', (job: Job) => {
  work(job, place);
});
tell({ kind: 'loaded' });
