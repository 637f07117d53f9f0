// Faults put into the derived programs are refuted, each with a run that shows it.
import { describe, expect, it } from 'vitest';
import { mutantsOf } from '@maat/synthesis';
import { derivative, FOLDERS, type Folder } from './derivations.js';
import { theoremOf, walk } from './judge.js';

/**
 * The derivations share their rewrites, so the slower mutants are tried on one of them only.
 */
const QUICK: ReadonlySet<string> = new Set([
  'acts on a stale value',
  'does not count the slots',
  'delivers over a gap',
  'receives a packet twice',
  'leaves a view before it is drained',
  'keeps the copy of the old view',
  'keeps the place in the old log',
  'keeps the slot number of the old view',
  'makes a token at every member',
  'keeps the token that it gives away',
  'takes a token twice',
  'casts while it is blocked',
  'ends the loop early',
  'sends while it is blocked',
  'layer: keeps its place in the old log',
]);

/** Random runs hardly come to these: `ensemble.test.ts` leads them there. */
const LED: ReadonlySet<string> = new Set([
  'layer: casts above a hole, and drops it at a view change',
  'layer: drops what is above a hole when a view change begins',
  'layer: passes the token on after it is blocked',
]);

const tried = (folder: Folder, name: string): boolean =>
  QUICK.has(name) || (folder === 'total' && !LED.has(name));

describe.each(FOLDERS)('the mutants of layers/%s', (folder) => {
  const mutants = mutantsOf(derivative(folder)).filter((m) => tried(folder, m.name));

  it('are enough to mean something', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(12);
    expect(new Set(mutants.map((m) => m.name)).size).toBe(mutants.length);
  });

  it.each(mutants)('$name', (mutant) => {
    const theorem = theoremOf(derivative(folder), mutant);
    const bounds = { seed: 1, runs: 100, steps: 250 };
    const small = walk(derivative(folder), theorem, bounds, 2);
    const result = small.verdict === 'holds' ? walk(derivative(folder), theorem, bounds) : small;
    expect(result.diagnostics).toEqual([]);
    expect(result.verdict).toBe('refuted');
    expect(result.failure?.run.steps.length).toBeGreaterThan(0);
    expect(`${result.failure?.name ?? ''}${result.failure?.text ?? ''}`).not.toBe('');
  });
});
