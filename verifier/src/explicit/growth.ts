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
  /** Of which actions there is to be more; what else is in a base is searched, and does not grow. */
  readonly more: ReadonlySet<string>;
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
  const grown = bases.filter((b) =>
    [...b.of].every(([name, n]) => n === 0 || growth.more.has(name)),
  );
  const roots = new Set(grown.filter((b) => !grown.some((o) => o !== b && contains(o, b))));
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
  for (let seed = next(seeds); seed !== undefined && left > 0; seed = next(seeds)) {
    const { budget, level, weight } = seed;
    const result = growth.search(budget, Math.min(growth.most, left));
    const distinct = growth.distinct(result);
    left -= distinct;
    if (growth.isBad(result)) return [...finished, { budget, result }];
    if (!growth.isDone(result)) continue;
    finished.push({ budget, result });
    // Where one more of something has led to nothing new, it leads to nothing new with more of other things.
    if (distinct <= weight || (level === 0 && !roots.has(budget))) continue;
    for (const more of larger(budget, growth.more))
      add({ budget: more, level: level + 1, weight: distinct });
  }
  return finished;
}

/** Whether in the first all can happen that can happen in the second. */
function contains(large: Budget, small: Budget): boolean {
  return [...small.of].every(([name, most]) => (large.of.get(name) ?? Infinity) >= most);
}

/** Of those with the fewest things added the smallest. */
function next(seeds: Seed[]): Seed | undefined {
  const before = (a: Seed, b: Seed): boolean =>
    a.level < b.level || (a.level === b.level && a.weight < b.weight);
  const [head] = seeds;
  if (head === undefined) return undefined;
  const chosen = seeds.reduce((best, s) => (before(s, best) ? s : best), head);
  seeds.splice(seeds.indexOf(chosen), 1);
  return chosen;
}

/** One more of one thing. */
function larger({ of }: Budget, more: ReadonlySet<string>): readonly Budget[] {
  return [...of]
    .filter(([name]) => more.has(name))
    .map(([name, most]) => ({ of: new Map(of).set(name, most + 1) }));
}
