/** The support of generated code: values stay values although they are updated in place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ArrayOf,
  compare,
  compareNames,
  eq,
  holds,
  keyOf,
  MapOf,
  mint,
  mod,
  Mset,
  ProtocolError,
  Seq,
  SetOf,
  share,
  val,
} from '@maat/layers';
import { anySchema, valueOf } from '../runtime/values.js';

describe('names', () => {
  test('compare runs of digits as numbers', () => {
    const names = ['p10', 'p9', 'p1', 'q0', 'p', 'p09', '10.a', '9.b', '9.a'];
    expect([...names].sort(compareNames)).toEqual([
      '9.a',
      '9.b',
      '10.a',
      'p',
      'p1',
      'p09',
      'p9',
      'p10',
      'q0',
    ]);
  });

  test('are totally ordered', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '0', '1', '2', '.'), maxLength: 6 });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b))).toBe(0 - Math.sign(compareNames(b, a)));
        expect(compareNames(a, b) === 0).toBe(a === b);
        if (compareNames(a, b) < 0 && compareNames(b, c) < 0)
          expect(compareNames(a, c)).toBeLessThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('that are minted increase in the number and differ in the rest', () => {
    expect(compareNames(mint(9, 'z'), mint(10, 'a'))).toBeLessThan(0);
    expect(mint(1, 'a')).not.toBe(mint(1, 'b'));
  });
});

test('equality, order and keys agree on every sort', () => {
  fc.assert(
    fc.property(
      anySchema.chain((schema) => fc.tuple(valueOf(schema), valueOf(schema))),
      ([a, b]) => {
        expect(eq(a, b)).toBe(keyOf(a) === keyOf(b));
        expect(eq(a, b)).toBe(compare(a, b) === 0);
        expect(Math.sign(compare(a, b))).toBe(0 - Math.sign(compare(b, a)));
      },
    ),
    { numRuns: 1000 },
  );
});

describe('a shared value', () => {
  test('is not changed through another name', () => {
    const a = SetOf.of('x');
    const b = share(a).add('y');
    expect([...a]).toEqual(['x']);
    expect([...b]).toEqual(['x', 'y']);
  });

  test('inside a tuple, an array or a map is not changed either', () => {
    const inner = Seq.of(1);
    const pair = share({ f: inner });
    expect(pair.f.append(2)).not.toBe(inner);
    const array = ArrayOf.constant<string, Seq<number>>(Seq.of());
    const changed = array.modify('a', (s) => s.append(1));
    expect(changed.at('b').size).toBe(0);
    const copy = share(changed).modify('a', (s) => s.append(2));
    expect(changed.at('a').toArray()).toEqual([1]);
    expect(copy.at('a').toArray()).toEqual([1, 2]);
    const map = MapOf.of(['k', Seq.of(1)]);
    expect(
      share(map)
        .modify('k', (s) => s.append(2), 'here')
        .at('k', 'here').size,
    ).toBe(2);
    expect(map.at('k', 'here').size).toBe(1);
  });

  test('with one owner is changed in place', () => {
    const a = Seq.of(1);
    expect(a.append(2)).toBe(a);
  });
});

test('a sequence is an array, whatever is done to it', () => {
  const step = fc.oneof(
    fc.tuple(fc.constantFrom('append', 'prepend'), fc.nat()),
    fc.tuple(fc.constantFrom('tail', 'init', 'share'), fc.constant(0)),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let seq = Seq.of<number>();
      let array: number[] = [];
      for (const [op, n] of steps) {
        if (op === 'append') [seq, array] = [seq.append(n), [...array, n]];
        else if (op === 'prepend') [seq, array] = [seq.prepend(n), [n, ...array]];
        else if (op === 'share') share(seq);
        else if (array.length > 0) {
          seq = op === 'tail' ? seq.tail('here') : seq.init('here');
          array = op === 'tail' ? array.slice(1) : array.slice(0, -1);
        }
        expect(seq.size).toBe(array.length);
      }
      expect(seq.toArray()).toEqual(array);
      expect([...seq]).toEqual(array);
    }),
  );
});

test('taking from the front of a long sequence is cheap', () => {
  let seq = Seq.of<number>();
  for (let i = 0; i < 200_000; i += 1) seq = seq.append(i);
  const begin = performance.now();
  while (seq.size > 0) seq = seq.tail('here');
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('multisets count', () => {
  const set = Mset.of('a', 'a', 'b').delete('a').union(Mset.of('b'));
  expect(set.count('a')).toBe(1);
  expect(set.count('b')).toBe(2);
  expect(set.size).toBe(3);
});

describe('an undefined term', () => {
  test.each<[string, () => unknown]>([
    ['head', () => Seq.of().head('F.ioa:1:2')],
    ['index', () => Seq.of(1).at(1, 'F.ioa:1:2')],
    ['val', () => val(null, 'F.ioa:1:2')],
    ['map', () => MapOf.of().at('k', 'F.ioa:1:2')],
    ['least', () => SetOf.of().least('F.ioa:1:2')],
    ['mod', () => mod(1, 0, 'F.ioa:1:2')],
  ])('%s names its place', (_name, term) => {
    expect(term).toThrow(ProtocolError);
    expect(term).toThrow(/^F\.ioa:1:2: undefined term/);
  });

  test('makes a guard false', () => {
    expect(holds(() => val<boolean>(null, 'here'))).toBe(false);
    expect(() =>
      holds(() => {
        throw new RangeError('other');
      }),
    ).toThrow(RangeError);
  });
});
