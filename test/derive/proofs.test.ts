// The steps of every derivation are proved without bounds, with their lemmas and contracts.
import { afterAll, describe, expect, it } from 'vitest';
import { openSolver } from '@maat/verifier/solvers';
import { derivative, FOLDERS } from './derivations.js';
import { outcomeOf, stepCases } from './prover.js';

const opened = await openSolver('auto');
if (!opened.ok) throw new Error(opened.message);
const { solver } = opened;
afterAll(() => solver.close());

const STEPS = [0, 1, 2] as const;

describe.each(FOLDERS)('the proofs of layers/%s', (folder) => {
  it.each(STEPS)('leave nothing open in step %i', { timeout: 300_000 }, async (index) => {
    const { goals, open } = await outcomeOf(stepCases(derivative(folder), index), solver);
    expect(open).toEqual([]);
    expect(goals).toBeGreaterThan(100);
  });
});
