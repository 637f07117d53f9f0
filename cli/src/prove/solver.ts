// Opens the solver that a proof asks for, behind the cache unless told otherwise.
import { setMaxListeners } from 'node:events';
import { resolve } from 'node:path';
import { AskingOnce, type Cancellation, type Solver } from '@maat/verifier';
import { CachedSolver, openSolver, type Opened, type SolverName } from '@maat/verifier/solvers';
import { BadInput } from '../failure.js';
import type { Context } from '../session.js';
import { sha256 } from './certificate-file.js';

export const CACHE = '.maat/cache';

export interface OpenProver {
  readonly solver: Solver;
  /** Fires when the user interrupts. */
  readonly cancel: Cancellation;
  /** How many answers were remembered. */
  readonly remembered: () => number;
  /** How many questions were answered, by memory or by the solver. */
  readonly questions: () => number;
}

/** Whatever comes of it, the solver is closed when `use` is over. */
export async function withSolver<T>(
  context: Context,
  name: SolverName,
  cache: boolean,
  use: (prover: OpenProver) => Promise<T>,
): Promise<T> {
  const opened = await openSolver(name);
  try {
    return await withOpened(context, opened, cache, use);
  } finally {
    if (opened.ok) await opened.solver.close();
  }
}

/** The solver stays open, for what comes next. */
export async function withOpened<T>(
  context: Context,
  opened: Opened,
  cache: boolean,
  use: (prover: OpenProver) => Promise<T>,
): Promise<T> {
  if (!opened.ok)
    throw new BadInput(opened.message, '', 'The embedded solver needs nothing: --solver embedded.');
  const stop = new AbortController();
  // Each question that waits for its turn listens, and there may be thousands.
  setMaxListeners(0, stop.signal);
  context.host.onInterrupt(() => {
    stop.abort();
  });
  const cached = cache
    ? new CachedSolver(opened.solver, resolve(context.host.cwd, CACHE))
    : undefined;
  const solver = new AskingOnce(cached ?? opened.solver, sha256);
  const proved = await use({
    solver,
    cancel: stop.signal,
    remembered: () => cached?.hits ?? 0,
    questions: () => (cached?.hits ?? 0) + (cached?.misses ?? 0),
  });
  if (cached?.trouble !== undefined)
    context.host.err(`maat: answers are not kept in ${CACHE}: ${cached.trouble}\n`);
  return proved;
}

/** The solver of a certificate, by the name that the option has for it. */
export function solverNameOf(name: string): SolverName {
  if (name === 'z3-solver') return 'embedded';
  if (name === 'z3' || name === 'cvc5') return name;
  throw new BadInput(`the certificate names a solver that is not known here: ${name}`);
}
