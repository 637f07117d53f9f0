// The transformations once and for all: the normal form with any value, any update and any answer is derived, and its
// steps are proved; what is proved of it does not depend on what a service's value is.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mutantsOf, template } from '@maat/synthesis';
import type { Solver } from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';
import { outcomeOf, proofOf, stepCases } from './prover.js';

let solver: Solver;
beforeAll(async () => {
  const opened = await openSolver('auto');
  if (!opened.ok) throw new Error(opened.message);
  solver = opened.solver;
});
afterAll(() => solver.close());

const general = template().made;

describe('the normal form with nothing said of its value', () => {
  it.each([0, 1, 2])('is proved in step %i', { timeout: 300_000 }, async (index) => {
    const { goals, open } = await proofOf(stepCases(general, index), solver);
    expect(open).toEqual([]);
    expect(goals).toBeGreaterThan(300);
  });
});

/** Each with a goal that its fault leaves open. */
const FAULTS: ReadonlyMap<string, string> = new Map([
  ['acts on a stale value', 'step.order.enabled.order.Present Value'],
  ['does not count the slots', 'step.order.hist_value'],
  ['keeps the copy of the old view', 'step.view.lfil'],
]);

describe('a fault in what is derived from it', () => {
  it.each([...FAULTS])('%s: is not proved', { timeout: 300_000 }, async (name, shows) => {
    const mutant = mutantsOf(general).find((m) => m.name === name);
    if (mutant === undefined || 'layer' in mutant) throw new Error(`no mutant of a step ${name}`);
    const cases = stepCases(general, mutant.step, mutant.automaton);
    const { open } = await outcomeOf(cases, solver, 0, 300_000);
    expect(open).toContain(shows);
  });
});
