// What the derivations claim, judged: each step against the one before, each layer against its service.
import { describe, expect, it } from 'vitest';
import { theoremsOf } from '@maat/synthesis';
import { derivative, FOLDERS } from './derivations.js';
import { explorePairs, MANY, walk } from './judge.js';

describe.each(FOLDERS)('the theorems of layers/%s', (folder) => {
  it('hold on random runs of three processes through several views', () => {
    for (const { name, theorem } of theoremsOf(derivative(folder), MANY)) {
      const result = walk(derivative(folder), theorem, { seed: 100, runs: 8, steps: 150 });
      expect(result.failure, name).toBeUndefined();
      expect(result.verdict, name).toBe('holds');
    }
  });
});

describe('the theorems of layers/total', () => {
  it('hold of all that two processes can do in a view with one cast each way', () => {
    const limits = { otherwise: 1, of: { leave: 0 } };
    for (const { name, theorem } of theoremsOf(derivative('total'), limits)) {
      const result = explorePairs(derivative('total'), theorem, 20_000);
      expect(result.failure, name).toBeUndefined();
      expect(result.complete, name).toBe(true);
      expect(result.distinct, name).toBeGreaterThan(20);
    }
  });
});
