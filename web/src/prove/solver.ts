/** The one solver of the page: what was proved in the background is remembered in the panels. */
import type { RememberingSolver } from '@maat/verifier';
import { fingerprint } from './fingerprint.js';

let opened: Promise<RememberingSolver> | undefined;

export async function theSolver(): Promise<RememberingSolver> {
  const { openSolver, whyNoSolver } = await import('../browser/solver.js');
  const trouble = whyNoSolver();
  if (trouble !== undefined) throw new Error(trouble);
  opened ??= Promise.resolve(openSolver(fingerprint));
  return opened;
}
