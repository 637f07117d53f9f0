/** Makes a counterexample smaller while it stays one: nothing in it can be left out afterwards. */
import type { State, Value } from '@maat/spec-lang';
import type { Candidate } from './candidate.js';
import { simpler, weightOf } from './simpler.js';

/** One thing at a time, or one on each side, which a relation may keep equal; after so many trials it has to do. */
export function shrink(
  candidate: Candidate,
  isStill: (smaller: Candidate) => boolean,
  trials = 3_000,
): Candidate {
  let [best, left] = [candidate, trials];
  for (;;) {
    const smaller = firstOf(smallerThan(best), (c) => left-- > 0 && isStill(c));
    if (smaller === undefined) return best;
    best = smaller;
  }
}

function candidateWeight({ concrete, abstract = [] }: Candidate): number {
  return [...concrete, ...abstract].reduce<number>((n, v) => n + weightOf(v), 0);
}

function* smallerThan(candidate: Candidate): Iterable<Candidate> {
  const edits = editsOf(candidate);
  yield* edits.map((edit) => edit(candidate));
  for (const [i, first] of edits.entries())
    for (const second of edits.slice(i + 1)) {
      const both = second(first(candidate));
      if (candidateWeight(both) < candidateWeight(candidate)) yield both;
    }
}

type Edit = (candidate: Candidate) => Candidate;

/** Each replaces one variable's value; two of the same variable are the later one. */
function editsOf({ concrete, abstract = [] }: Candidate): readonly Edit[] {
  return [
    ...placesOf(concrete).map(([i, value]): Edit => (c) => ({
      ...c,
      concrete: c.concrete.with(i, value),
    })),
    ...placesOf(abstract).map(([i, value]): Edit => (c) => ({
      ...c,
      abstract: (c.abstract ?? []).with(i, value),
    })),
  ];
}

function placesOf(state: State): readonly (readonly [number, Value])[] {
  return state.flatMap((value, i) => simpler(value).map((s) => [i, s] as const));
}

function firstOf<T>(items: Iterable<T>, isWanted: (item: T) => boolean): T | undefined {
  for (const item of items) if (isWanted(item)) return item;
  return undefined;
}
