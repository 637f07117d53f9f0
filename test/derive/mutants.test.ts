// Faults put into the derived programs are refuted, each with a run that shows it.
import { describe, expect, it } from 'vitest';
import { mutantsOf } from '@maat/synthesis';
import { derivative, FOLDERS, type Folder } from './derivations.js';
import { theoremOf, walk } from './judge.js';

/**
 * Only a service with self-delivery minds a cast above a hole; a member that is not the first of
 * its view never has the token at slot 0. The other two need longer walks than a test may take.
 */
const PASSED: readonly string[] = [
  'casts before it is caught up',
  'layer: installs at every member',
  'layer: takes a token that is not for it',
  'layer: keeps the token that it sends',
];

const passed = (folder: Folder): readonly string[] => (folder === 'total' ? [] : PASSED);

describe.each(FOLDERS)('the mutants of layers/%s', (folder) => {
  const mutants = mutantsOf(derivative(folder)).filter((m) => !passed(folder).includes(m.name));

  it('are enough to mean something', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(15);
    expect(new Set(mutants.map((m) => m.name)).size).toBe(mutants.length);
  });

  it.each(mutants)('$name', (mutant) => {
    const theorem = theoremOf(derivative(folder), mutant);
    const bounds = { seed: 1, runs: 60, steps: 150 };
    const small = walk(derivative(folder), theorem, bounds, 2);
    const result = small.verdict === 'holds' ? walk(derivative(folder), theorem, bounds) : small;
    expect(result.diagnostics).toEqual([]);
    expect(result.verdict).toBe('refuted');
    expect(result.failure?.run.steps.length).toBeGreaterThan(0);
    expect(`${result.failure?.name ?? ''}${result.failure?.text ?? ''}`).not.toBe('');
  });
});
