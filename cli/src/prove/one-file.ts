// One of several files that are proved side by side: a process of its own, which tells its parent what came of it.
import { createColors } from 'picocolors';
import type { Host } from '../host.js';
import type { Outcome } from '../outcome.js';
import { Progress } from '../output/progress.js';
import { outcomeOf } from '../session.js';
import { proveFile, type ProveOptions } from './file.js';
import { withSolver, type OpenProver } from './solver.js';

export interface Order {
  readonly file: string;
  readonly options: ProveOptions;
  readonly cwd: string;
  readonly colour: boolean;
}

export interface Answer {
  readonly outcome: Outcome;
}

process.once('message', (order: Order) => {
  void work(order).then((outcome) => {
    // A long answer takes a while to leave.
    process.send?.({ outcome } satisfies Answer, () => {
      process.disconnect();
    });
  });
});

/** The other processors have files of their own. */
const ALONE = { workers: 1 };

function work({ file, options, cwd, colour }: Order): Promise<Outcome> {
  const host: Host = {
    cwd,
    colour,
    now: () => performance.now(),
    out: () => undefined,
    // The parent tells how far all of them are.
    err: () => undefined,
    // It ends with its parent.
    onInterrupt: () => undefined,
  };
  const context = { host, colours: createColors(colour), progress: new Progress(host) };
  const proving = (prover: OpenProver): Promise<Outcome> =>
    proveFile(context, file, options, prover);
  return outcomeOf(() =>
    withSolver(context, options.solver ?? 'embedded', options.cache, proving, ALONE),
  );
}
