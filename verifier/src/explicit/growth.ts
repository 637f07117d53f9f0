/** Searches in environments that grow: from the smallest ones, the cheapest first, until enough was seen. */
import { budgetKey } from './environments.js';
import type { Budget } from './budget.js';

/** What the search in one environment came to. */
export interface Grown<R> {
  readonly budget: Budget;
  readonly result: R;
}

export interface Growth<R> {
  /** What is asked of one environment; it may give up after `limit` states. */
  readonly search: (budget: Budget, limit: number) => R;
  readonly distinct: (result: R) => number;
  /** Every state was seen, and all was well. */
  readonly isDone: (result: R) => boolean;
  /** Something is wrong: nothing more need be searched. */
  readonly isBad: (result: R) => boolean;
  /** States of all searches together, and of one. */
  readonly total: number;
  readonly most: number;
}

interface Seed {
  readonly budget: Budget;
  /** How many things were added to a base. */
  readonly level: number;
  /** How many states it is expected to have, at least. */
  readonly weight: number;
}

/**
 * Those that were finished, in the order in which they were searched; at the end the one that is
 * wrong, if one is. All bases come first; then one more of one thing is added to those that no
 * other base contains, then two, and so on, the cheapest first.
 */
export function grow<R>(bases: readonly Budget[], growth: Growth<R>): readonly Grown<R>[] {
  const roots = new Set(bases.filter((b) => !bases.some((o) => o !== b && contains(o, b))));
  const known = new Set<string>();
  const seeds: Seed[] = [];
  const add = (seed: Seed): void => {
    const key = budgetKey(seed.budget);
    if (known.has(key)) return;
    known.add(key);
    seeds.push(seed);
  };
  for (const budget of bases) add({ budget, level: 0, weight: 0 });
  const finished: Grown<R>[] = [];
  let left = growth.total;
  for (let seed = first(seeds); seed !== undefined && left > 0; seed = first(seeds)) {
    const { budget, level, weight } = seed;
    const result = growth.search(budget, Math.min(growth.most, left));
    const distinct = growth.distinct(result);
    left -= distinct;
    if (growth.isBad(result)) return [...finished, { budget, result }];
    if (!growth.isDone(result)) continue;
    finished.push({ budget, result });
    // Where one more of something has led to nothing new, it leads to nothing new with more of other things.
    if (distinct <= weight || (level === 0 && !roots.has(budget))) continue;
    for (const next of larger(budget)) add({ budget: next, level: level + 1, weight: distinct });
  }
  return finished;
}

/** Whether in the first all can happen that can happen in the second. */
function contains(large: Budget, small: Budget): boolean {
  return [...small.of].every(([name, most]) => (large.of.get(name) ?? Infinity) >= most);
}

function first(seeds: Seed[]): Seed | undefined {
  const before = (a: Seed, b: Seed): boolean =>
    a.level < b.level || (a.level === b.level && a.weight < b.weight);
  const place = seeds.reduce((best, s, i) => {
    const known = seeds[best];
    return known === undefined || before(s, known) ? i : best;
  }, 0);
  return seeds.splice(place, 1)[0];
}

/** One more of one thing. */
function larger({ of, total }: Budget): readonly Budget[] {
  return [...of].map(([name, most]) => ({
    ...(total === undefined ? {} : { total }),
    of: new Map(of).set(name, most + 1),
  }));
}
