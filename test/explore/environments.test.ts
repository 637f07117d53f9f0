// Environments are found in which an automaton does what it can do, and searches in them grow until a fault is met.
import { describe, expect, it } from 'vitest';
import { budgetKey, environmentsOf, grow, type Budget } from '@maat/verifier';
import { instanceOf, program } from '../semantics/texts.js';

const DOOR = `
automaton Door
  signature
    input knock
    internal tick
    output open
  states
    knocks: Nat := 0,
    ticks: Nat := 0
  transitions
    input knock
      eff knocks := knocks + 1
    internal tick
      eff ticks := ticks + 1
    output open
      pre knocks >= 2;
          ticks >= 1
      eff knocks := 0
`;

const BEGINNINGS = new Set(['knock', 'tick']);

describe('environments', () => {
  it('name what is needed for a step, and nothing that is not', () => {
    const options = { beginnings: BEGINNINGS, seed: 1, runs: 4, steps: 60 };
    const found = environmentsOf(instanceOf(program(DOOR), 'Door', ''), options).map(budgetKey);
    // The door opens after two knocks and a tick.
    expect(found).toContain('knock=2,tick=1');
    expect(found).toContain('knock=1,tick=0');
  });
});

describe('growth', () => {
  const budget = (knock: number, tick: number): Budget => ({
    of: new Map([
      ['knock', knock],
      ['tick', tick],
    ]),
  });
  const growth = {
    search: ({ of }: Budget) => of,
    distinct: (of: ReadonlyMap<string, number>) => 1 + [...of.values()].reduce((a, b) => a + b, 0),
    isDone: () => true,
    isBad: (of: ReadonlyMap<string, number>) => of.get('knock') === 2 && of.get('tick') === 1,
    more: BEGINNINGS,
    total: 100,
    most: 100,
  };

  it('goes on until something is wrong', () => {
    expect(grow([budget(1, 0)], growth).map((g) => budgetKey(g.budget))).toEqual([
      'knock=1,tick=0',
      'knock=2,tick=0',
      'knock=1,tick=1',
      'knock=3,tick=0',
      'knock=2,tick=1',
    ]);
  });

  it('adds only what there is to be more of, and ends with its states', () => {
    const ticks = { ...growth, more: new Set(['tick']), isBad: () => false, total: 12 };
    const keys = grow([budget(0, 0)], ticks).map((g) => budgetKey(g.budget));
    expect(keys).toEqual([
      'knock=0,tick=0',
      'knock=0,tick=1',
      'knock=0,tick=2',
      'knock=0,tick=3',
      'knock=0,tick=4',
    ]);
  });
});
