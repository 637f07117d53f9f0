// A process of those in which several files are proved side by side: it tells its parent what came of each.
import { openSolver, type Opened, type SolverName } from '@maat/verifier/solvers';
import { createColors } from 'picocolors';
import type { Host } from '../host.js';
import type { Outcome } from '../outcome.js';
import { Progress } from '../output/progress.js';
import { outcomeOf } from '../session.js';
import type { ProveOptions } from './file.js';
import { proveAsAsked } from './seeds.js';
import { withOpened } from './solver.js';

export interface Order {
  readonly file: string;
  readonly options: ProveOptions;
  readonly cwd: string;
  readonly colour: boolean;
}

export interface Answer {
  readonly outcome: Outcome;
}

// One file after the other, as they are asked for; it ends when its parent has no more.
process.on('message', (order: Order) => {
  void work(order).then((outcome) => process.send?.({ outcome } satisfies Answer));
});

// Its solver's thread would keep it alive.
process.on('disconnect', () => process.exit());

/** The other processors have files of their own. */
const ALONE = { workers: 1 };

/** Code that is warm and a solver that has begun are worth seconds of each file. */
const opened = new Map<SolverName, Promise<Opened>>();

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
  const { solver = 'embedded', cache } = options;
  return outcomeOf(async () =>
    withOpened(context, await kept(solver), cache, (prover) =>
      proveAsAsked(context, file, options, prover),
    ),
  );
}

function kept(name: SolverName): Promise<Opened> {
  const solver = opened.get(name) ?? openSolver(name, ALONE);
  opened.set(name, solver);
  return solver;
}
