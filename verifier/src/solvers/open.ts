/** Gives the solver of a name, or says why it cannot be had. */
import type { Solver } from '../smt/query.js';
import { EmbeddedSolver } from './embedded/pool.js';
import { whyNoWorker } from './embedded/thread.js';
import { findBinary } from './native/find.js';
import { NativeSolver } from './native/solver.js';

/** `auto`: the embedded one, which is the same everywhere; a native one where that cannot start. */
export const SOLVER_NAMES = ['embedded', 'z3', 'cvc5', 'auto'] as const;
export type SolverName = (typeof SOLVER_NAMES)[number];

export interface SolverOptions {
  /** Queries at a time; as many as processors unless told. */
  readonly workers?: number;
  /** For native solvers: what one process may take. */
  readonly memoryMb?: number;
}

export type Opened =
  { readonly ok: true; readonly solver: Solver } | { readonly ok: false; readonly message: string };

export async function openSolver(name: SolverName, options: SolverOptions = {}): Promise<Opened> {
  switch (name) {
    case 'embedded':
      return openEmbedded(options);
    case 'z3':
    case 'cvc5':
      return openNative(name, options);
    case 'auto':
      return openAny(options);
  }
}

function openEmbedded(options: SolverOptions): Opened {
  const trouble = whyNoWorker();
  if (trouble !== undefined) return { ok: false, message: `the embedded solver: ${trouble}` };
  return { ok: true, solver: new EmbeddedSolver(options) };
}

async function openNative(name: 'z3' | 'cvc5', options: SolverOptions): Promise<Opened> {
  const found = await findBinary(name);
  if (!found.ok) return found;
  return { ok: true, solver: new NativeSolver(found.binary, options) };
}

async function openAny(options: SolverOptions): Promise<Opened> {
  const troubles: string[] = [];
  for (const name of ['embedded', 'z3', 'cvc5'] as const) {
    const opened = await openSolver(name, options);
    if (opened.ok) return opened;
    troubles.push(opened.message);
  }
  return { ok: false, message: `there is no solver: ${troubles.join('; ')}` };
}
