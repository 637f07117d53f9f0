// Values: canonical form, order, keys, and the way to JSON and back.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareNames,
  compareValues,
  domainOf,
  equalValues,
  keyOf,
  msetOf,
  NIL,
  NOWHERE,
  setOf,
  showValue,
  someOf,
  tupleOf,
  valueFromJson,
  valueToJson,
  type Sort,
} from '@maat/spec-lang';
import { SCOPE, sortAndValues, sortAndValue } from './arbitrary-values.js';

const NAT: Sort = { kind: 'nat' };
const NODE: Sort = { kind: 'uninterpreted', name: 'Node' };

describe('order and keys', () => {
  it('compares runs of digits in names as numbers', () => {
    const names = ['p10', 'p9', 'p', 'q1', 'p09', 'p9a'];
    expect([...names].sort(compareNames)).toEqual(['p', 'p09', 'p9', 'p9a', 'p10', 'q1']);
  });

  it('is a total order that agrees with equality and keys', () => {
    fc.assert(
      fc.property(sortAndValues(3), ({ values: [a, b, c] }) => {
        if (a === undefined || b === undefined || c === undefined) return;
        expect(Math.sign(compareValues(a, b))).toBe(-Math.sign(compareValues(b, a)) + 0);
        expect(compareValues(a, b) === 0).toBe(keyOf(a) === keyOf(b));
        expect(equalValues(a, b)).toBe(keyOf(a) === keyOf(b));
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0) {
          expect(compareValues(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  it('makes one set of any order and number of mentions', () => {
    expect(setOf([3, 1, 3, 2])).toEqual(setOf([1, 2, 3]));
    expect(keyOf(msetOf([2, 1, 2]))).toBe(keyOf(msetOf([2, 2, 1])));
    expect(keyOf(msetOf([2, 1, 2]))).not.toBe(keyOf(msetOf([2, 1])));
  });

  it('does not take content for punctuation', () => {
    expect(keyOf(tupleOf(["a,1'b", 'c']))).not.toBe(keyOf(tupleOf(['a', "b,1'c"])));
  });
});

describe('domains', () => {
  it('have as many values as counting says, all different', () => {
    const pair: Sort = {
      kind: 'tuple',
      name: 'Pair',
      fields: [
        { name: 'a', sort: NODE },
        { name: 'b', sort: { kind: 'null', of: NODE } },
      ],
    };
    const values = domainOf({ kind: 'set', of: pair }, SCOPE, NOWHERE) ?? [];
    expect(values.length).toBe(2 ** (3 * 4));
    expect(new Set(values.map(keyOf)).size).toBe(values.length);
    expect(domainOf({ kind: 'array', index: [NODE], of: NODE }, SCOPE, NOWHERE)?.length).toBe(27);
    expect(
      domainOf({ kind: 'map', from: NODE, to: { kind: 'bool' } }, SCOPE, NOWHERE)?.length,
    ).toBe(27);
    expect(domainOf({ kind: 'seq', of: NODE }, SCOPE, NOWHERE)).toBeUndefined();
  });
});

describe('JSON', () => {
  it('gives every value back', () => {
    fc.assert(
      fc.property(sortAndValue(), ({ sort, value }) => {
        const text = JSON.stringify(valueToJson(value, sort));
        const back = valueFromJson(JSON.parse(text), sort);
        expect(back.ok && keyOf(back.value)).toBe(keyOf(value));
      }),
    );
  });

  it('says where a value is not of its sort', () => {
    const entry: Sort = {
      kind: 'tuple',
      name: 'Entry',
      fields: [
        { name: 'from', sort: NODE },
        { name: 'seq', sort: NAT },
      ],
    };
    const bad = valueFromJson(
      [
        { from: 'a', seq: 1 },
        { from: 'b', seq: -1 },
      ],
      { kind: 'seq', of: entry },
    );
    expect(bad).toEqual({ ok: false, path: '[1].seq', message: '-1 is not of sort Nat' });
    expect(valueFromJson({ from: 'a' }, entry)).toMatchObject({
      ok: false,
      message: 'the field seq is missing',
    });
    expect(valueFromJson({ from: 'a', seq: 1, x: 2 }, entry)).toMatchObject({
      ok: false,
      path: '.x',
    });
  });

  it('keeps nil in nil apart from nil', () => {
    const sort: Sort = { kind: 'null', of: { kind: 'null', of: NAT } };
    expect(valueToJson(NIL, sort)).toBeNull();
    expect(valueToJson(someOf(NIL), sort)).toEqual({ some: null });
  });
});

it('shows values in the notation of the language', () => {
  const entry: Sort = {
    kind: 'tuple',
    name: 'Entry',
    fields: [
      { name: 'from', sort: NODE },
      { name: 'seq', sort: NAT },
    ],
  };
  expect(showValue(setOf([tupleOf(['node1', 2])]), { kind: 'set', of: entry })).toBe(
    '{[from: node1, seq: 2]}',
  );
  expect(showValue(someOf('node0'), { kind: 'null', of: NODE })).toBe('embed(node0)');
});
