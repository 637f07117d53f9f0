// Random sorts, and random values of a sort, for property tests.
import fc from 'fast-check';
import {
  arrayOf,
  elementNames,
  mapOf,
  msetOf,
  NIL,
  seqOf,
  setOf,
  someOf,
  tupleOf,
  unionOf,
  type Scope,
  type Sort,
  type Value,
} from '@maat/spec-lang';

export const SCOPE: Scope = {
  sorts: new Map([
    ['Node', elementNames('Node', 3)],
    ['Msg', elementNames('Msg', 2)],
  ]),
  values: new Map(),
};

export const NODE: Sort = { kind: 'uninterpreted', name: 'Node' };
const COLOUR: Sort = { kind: 'enum', name: 'Colour', values: ['red', 'green'] };

const anySort: fc.Arbitrary<Sort> = sortOfDepth(2);

export function sortAndValue(): fc.Arbitrary<{ sort: Sort; value: Value }> {
  return anySort.chain((sort) => valueOf(sort).map((value) => ({ sort, value })));
}

export function sortAndValues(
  count: number,
): fc.Arbitrary<{ sort: Sort; values: readonly Value[] }> {
  return anySort.chain((sort) =>
    fc
      .array(valueOf(sort), { minLength: count, maxLength: count })
      .map((values) => ({ sort, values })),
  );
}

export function valueOf(sort: Sort): fc.Arbitrary<Value> {
  switch (sort.kind) {
    case 'bool':
      return fc.boolean();
    case 'nat':
      return fc.nat({ max: 4 });
    case 'int':
      return fc.integer({ min: -3, max: 3 });
    case 'char':
      return fc.constantFrom('a', 'b');
    case 'string':
      return fc.string({ maxLength: 3 });
    case 'uninterpreted':
      return fc.constantFrom(...(SCOPE.sorts.get(sort.name) ?? []));
    case 'enum':
      return fc.constantFrom(...sort.values);
    case 'tuple':
      return fc.tuple(...sort.fields.map((f) => valueOf(f.sort))).map(tupleOf);
    case 'union':
      return fc.oneof(
        ...sort.cases.map((c) =>
          fc.tuple(...c.fields.map((f) => valueOf(f.sort))).map((fields) => unionOf(c.tag, fields)),
        ),
      );
    case 'null':
      return fc.oneof(fc.constant(NIL), valueOf(sort.of).map(someOf));
    case 'set':
      return few(sort.of).map(setOf);
    case 'mset':
      return few(sort.of).map(msetOf);
    case 'seq':
      return few(sort.of).map(seqOf);
    case 'map':
      return fc.array(fc.tuple(valueOf(sort.from), valueOf(sort.to)), { maxLength: 3 }).map(mapOf);
    case 'array':
      return fc
        .tuple(
          valueOf(sort.of),
          fc.array(fc.tuple(keyOf(sort.index), valueOf(sort.of)), { maxLength: 3 }),
        )
        .map(([otherwise, entries]) => arrayOf(otherwise, entries));
  }
}

function few(sort: Sort): fc.Arbitrary<Value[]> {
  return fc.array(valueOf(sort), { maxLength: 3 });
}

function keyOf(index: readonly Sort[]): fc.Arbitrary<Value> {
  const [only] = index;
  if (index.length === 1 && only !== undefined) return valueOf(only);
  return fc.tuple(...index.map(valueOf)).map(tupleOf);
}

function sortOfDepth(depth: number): fc.Arbitrary<Sort> {
  const simple = fc.constantFrom<Sort>(
    { kind: 'bool' },
    { kind: 'nat' },
    { kind: 'int' },
    { kind: 'char' },
    { kind: 'string' },
    NODE,
    COLOUR,
  );
  if (depth === 0) return simple;
  const inner = sortOfDepth(depth - 1);
  return fc.oneof(
    simple,
    inner.map((of): Sort => ({ kind: 'null', of })),
    inner.map((of): Sort => ({ kind: 'set', of })),
    inner.map((of): Sort => ({ kind: 'mset', of })),
    inner.map((of): Sort => ({ kind: 'seq', of })),
    fc.tuple(inner, inner).map(([from, to]): Sort => ({ kind: 'map', from, to })),
    fc
      .tuple(inner, inner)
      .map(([index, of]): Sort => ({ kind: 'array', index: [index, NODE], of })),
    fc.tuple(inner, inner).map(([a, b]) => pair(a, b)),
    fc.tuple(inner, inner).map(([a, b]) => either(a, b)),
  );
}

function pair(a: Sort, b: Sort): Sort {
  return {
    kind: 'tuple',
    name: 'Pair',
    fields: [
      { name: 'a', sort: a },
      { name: 'b', sort: b },
    ],
  };
}

function either(a: Sort, b: Sort): Sort {
  return {
    kind: 'union',
    name: 'Either',
    cases: [
      { tag: 'none', fields: [] },
      { tag: 'left', fields: [{ name: 'a', sort: a }] },
      {
        tag: 'both',
        fields: [
          { name: 'x', sort: a },
          { name: 'y', sort: b },
        ],
      },
    ],
  };
}
