/** Whatever is done to collections in place while the journal is open can be taken back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ArrayOf,
  closeJournal,
  keyOf,
  MapOf,
  Mset,
  openJournal,
  Seq,
  SetOf,
  takeBack,
} from '@maat/layers';

/** A state with collections inside collections, as a layer's. */
interface State {
  set: SetOf<number>;
  bag: Mset<number>;
  list: Seq<number>;
  map: MapOf<number, SetOf<number>>;
  pairs: MapOf<{ readonly a: number }, number>;
  array: ArrayOf<number, MapOf<number, Seq<number>>>;
}

type Act = (s: State, i: number, j: number) => void;

const some = (...xs: number[]): SetOf<number> => SetOf.from(xs);
const bag = (...xs: number[]): Mset<number> => Mset.of(...xs);

const ACTS: readonly Act[] = [
  (s, i) => (s.set = s.set.add(i)),
  (s, i) => (s.set = s.set.delete(i)),
  (s, i, j) => (s.set = s.set.union(some(i, j))),
  (s, i, j) => (s.set = s.set.intersection(some(i, j, 1, 2))),
  (s, i, j) => (s.set = s.set.difference(some(i, j))),
  (s, i) => (s.bag = s.bag.add(i)),
  (s, i) => (s.bag = s.bag.delete(i)),
  (s, i, j) => (s.bag = s.bag.union(bag(i, j))),
  (s, i, j) => (s.bag = s.bag.intersection(bag(i, j, 1, 2))),
  (s, i, j) => (s.bag = s.bag.difference(bag(i, j))),
  (s, i) => (s.list = s.list.append(i)),
  (s, i) => (s.list = s.list.prepend(i)),
  (s, i, j) => (s.list = s.list.concat(Seq.of(i, j))),
  (s) => {
    if (s.list.size > 0) s.list = s.list.tail('');
  },
  (s) => {
    while (s.list.size > 1) s.list = s.list.tail('');
  },
  (s) => {
    if (s.list.size > 0) s.list = s.list.init('');
  },
  (s, i, j) => {
    if (s.list.size > 0) s.list = s.list.set(i % s.list.size, j, '');
  },
  (s, i) => {
    if (s.list.size > 0) s.list = s.list.modify(i % s.list.size, (old) => old + 1, '');
  },
  (s, i, j) => (s.map = s.map.set(i, some(j))),
  (s, i, j) => {
    if (s.map.has(i)) s.map = s.map.modify(i, (old) => old.add(j), '');
  },
  (s, i) => (s.map = s.map.remove(i)),
  (s, i, j) => (s.pairs = s.pairs.set({ a: i }, j)),
  (s, i) => (s.pairs = s.pairs.remove({ a: i })),
  (s, i, j) => (s.array = s.array.set(i, MapOf.of([j, Seq.of(j)]))),
  (s, i, j) => (s.array = s.array.modify(i, (old) => old.set(j, Seq.of(i)))),
  (s, i, j) => {
    if (!s.array.at(i).has(j)) return;
    s.array = s.array.modify(i, (old) => old.modify(j, (list) => list.append(j), ''));
  },
];

const acts = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat({ max: 5 }), fc.nat({ max: 5 })), {
  maxLength: 60,
});

function fresh(): State {
  return {
    set: some(),
    bag: bag(),
    list: Seq.from(Array.from({ length: 70 }, (_, i) => i)),
    map: MapOf.of<number, SetOf<number>>(),
    pairs: MapOf.of<{ readonly a: number }, number>(),
    array: ArrayOf.constant<number, MapOf<number, Seq<number>>>(MapOf.of<number, Seq<number>>()),
  };
}

describe('the journal', () => {
  test('takes back what was done since it was opened, and nothing else', () => {
    fc.assert(
      fc.property(acts, acts, acts, (before, undone, after) => {
        const [state, reference] = [fresh(), fresh()];
        for (const [act, i, j] of before) for (const s of [state, reference]) act(s, i, j);
        openJournal();
        const fields = { ...state };
        for (const [act, i, j] of undone) act(state, i, j);
        takeBack();
        Object.assign(state, fields);
        expect(keyOf(state)).toBe(keyOf(reference));
        // It goes on as if nothing had been.
        for (const [act, i, j] of after) for (const s of [state, reference]) act(s, i, j);
        expect(keyOf(state)).toBe(keyOf(reference));
      }),
      { numRuns: 300 },
    );
  });

  test('lets stand what it was closed on', () => {
    openJournal();
    const set = some(1).add(2);
    closeJournal();
    takeBack();
    expect(set.inOrder()).toEqual([1, 2]);
  });
});
