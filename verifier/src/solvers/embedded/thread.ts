/** One worker thread with its z3. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../../pool/messages.js';
import type { Listener, Thread } from '../../pool/worker.js';

const PROGRAM = fileURLToPath(new URL('worker-main.js', import.meta.url)).replace(
  /([/\\])src([/\\]solvers[/\\]embedded[/\\])/,
  '$1dist$2',
);

/** Why there can be no worker; undefined when there can. */
export function whyNoWorker(): string | undefined {
  return existsSync(PROGRAM) ? undefined : `${PROGRAM} is not compiled`;
}

export function startThread(listener: Listener): Thread {
  // Its own streams stay silent: everything is in the messages. What node was told about the main
  // program, such as how to read its text, is not for this one.
  const options = { stdout: true, stderr: true, execArgv: [] };
  const thread = new Worker(pathToFileURL(PROGRAM), options);
  thread.unref();
  thread.on('message', (message: FromWorker) => {
    listener.hear(message);
  });
  thread.on('error', (failure) => {
    listener.failed(String(failure));
  });
  thread.on('exit', () => {
    listener.failed('the worker ended by itself');
  });
  return {
    post: (job) => {
      thread.postMessage(job);
    },
    end: () => {
      void thread.terminate();
    },
    hold: (isWaitedFor) => {
      if (isWaitedFor) thread.ref();
      else thread.unref();
    },
  };
}
