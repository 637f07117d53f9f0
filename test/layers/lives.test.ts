// Lives of a group in the simulated world, by seed: loss, delay, partitions, merges, crashes, joins and leaves.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '@maat/runtime';
import { BAD_WEATHER, buildStack, judge, type Life } from './driver.js';
import { LIVED } from './mutants.js';

/** Every third life is a calm one: there nothing but the end tells whether all has arrived. */
function life(stack: Stack, seed: number): Life {
  const calm = seed % 3 === 0;
  return { stack, seed, casts: calm ? 60 : 300, duration: 2500, upheavals: calm ? 0 : 6 };
}

let svs: Stack;
beforeAll(async () => {
  svs = await buildStack('svs');
});

describe('the svs stack', () => {
  it.each(Array.from({ length: 24 }, (_, seed) => seed))('life %i of 4', (seed) => {
    const { wrong, story } = judge(life(svs, seed));
    expect([wrong, ...story]).toEqual([undefined, ...story]);
  });

  it.each([100, 101, 102, 103])('life %i of 8', (seed) => {
    const { wrong, story } = judge({ ...life(svs, seed), members: 8 });
    expect([wrong, ...story]).toEqual([undefined, ...story]);
  });

  it.each([1, 2])('life %i, each layer judged by its own service', (seed) => {
    const watch = svs.layers.slice(1).map((l) => l.name);
    const { wrong } = judge({ stack: svs, seed, casts: 60, duration: 1500, upheavals: 4, watch });
    expect(wrong).toBeUndefined();
  });
});

describe('a derived layer on top', () => {
  const lives = ['total', 'register', 'lock', 'kv'].flatMap((name) =>
    [0, 1, 2].map((n) => [name, n] as const),
  );
  it.each(lives)('%s: life %i of 4', async (name, seed) => {
    const { wrong, story } = judge(life(await buildStack(name), seed));
    expect([wrong, ...story]).toEqual([undefined, ...story]);
  });
});

describe('a fault in a layer is found:', () => {
  it.each(LIVED.map((m) => [m.layer, m.name, m] as const))(
    '%s: %s',
    async (_layer, _name, mutant) => {
      const stack = await buildStack('svs', mutant);
      const found = Array.from({ length: 12 }, (_, seed) => seed).find(
        (seed) => judge(life(stack, seed)).wrong !== undefined,
      );
      expect(found).toBeDefined();
    },
  );

  it('sync: keeps what it held for an older view, where ways are stopped up for a while', async () => {
    const changes = [['held := constant({});', '']] as const;
    const stack = await buildStack('svs', { name: 'keeps what it held', layer: 'sync', changes });
    const faults = { ...BAD_WEATHER, stall: 0.3 };
    const late = { stack, casts: 400, duration: 6000, upheavals: 0, faults };
    expect(judge({ ...late, stack: svs, seed: 1 }).wrong).toBeUndefined();
    expect([1, 2, 3].some((seed) => judge({ ...late, seed }).wrong !== undefined)).toBe(true);
  });
});
