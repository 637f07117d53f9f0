// What the derivations claim, judged: each step against the one before, each layer against its service.
import { describe, expect, it } from 'vitest';
import { theoremsOf } from '@maat/synthesis';
import { derivative, FOLDERS } from './derivations.js';
import { explorePairs, walk } from './judge.js';

describe.each(FOLDERS)('the theorems of layers/%s', (folder) => {
  it('hold on random runs of three processes through several views', () => {
    for (const { name, theorem } of theoremsOf(derivative(folder))) {
      const result = walk(derivative(folder), theorem, { seed: 100, runs: 8, steps: 150 });
      expect(result.failure, name).toBeUndefined();
      expect(result.verdict, name).toBe('holds');
    }
  });
});

describe('the theorems of layers/total', () => {
  it('hold of all that two processes do in a view with one input, counted exactly', () => {
    const counts = theoremsOf(derivative('total')).map(({ name, theorem }) => {
      const result = explorePairs(derivative('total'), theorem, { total: 1, of: new Map() });
      expect(result.failure, name).toBeUndefined();
      return { name, complete: result.complete, distinct: result.distinct };
    });
    expect(counts).toEqual([
      { name: 'TotalReplicated refines ETO', complete: true, distinct: 130 },
      { name: 'TotalFaultTolerant refines TotalReplicated', complete: true, distinct: 1200 },
      { name: 'TotalMessages refines TotalFaultTolerant', complete: true, distinct: 380 },
      { name: 'Total over SVS refines ETO', complete: true, distinct: 557 },
    ]);
  });
});
