// Random well-sorted expressions over a fixed state and fixed locals: both evaluators must agree on them.
import fc from 'fast-check';
import {
  NOWHERE,
  setOf,
  printSort,
  type Expr,
  type Operator,
  type Sort,
  type Value,
} from '@maat/spec-lang';
import { local, op, quantified, state } from './build.js';
import { NODE, valueOf } from './arbitrary-values.js';

const BOOL: Sort = { kind: 'bool' };
const INT: Sort = { kind: 'int' };
const SET: Sort = { kind: 'set', of: NODE };
const SEQ: Sort = { kind: 'seq', of: NODE };
const NULL: Sort = { kind: 'null', of: NODE };
const MAP: Sort = { kind: 'map', from: NODE, to: INT };
const ARRAY: Sort = { kind: 'array', index: [NODE], of: SET };
const MSET: Sort = { kind: 'mset', of: NODE };

const NAT: Sort = { kind: 'nat' };
const ENUM: Sort = { kind: 'enum', name: 'Colour', values: ['red', 'green', 'blue'] };
const TUPLE: Sort = {
  kind: 'tuple',
  name: 'Pair',
  fields: [
    { name: 'number', sort: NAT },
    { name: 'at', sort: NODE },
  ],
};
const UNION: Sort & { kind: 'union' } = {
  kind: 'union',
  name: 'Either',
  cases: [
    { tag: 'none', fields: [] },
    { tag: 'some', fields: [{ name: 'left', sort: INT }] },
    {
      tag: 'both',
      fields: [
        { name: 'left', sort: INT },
        { name: 'right', sort: ENUM },
      ],
    },
  ],
};
/** Keys and elements without end. */
const TABLE: Sort = { kind: 'map', from: INT, to: NODE };
const INTS: Sort = { kind: 'set', of: INT };
const PAIRS: Sort = { kind: 'seq', of: TUPLE };

/** One state variable and one local of each sort. */
export const SORTS: Readonly<Record<string, Sort>> = {
  Bool: BOOL,
  Int: INT,
  Node: NODE,
  Set: SET,
  Seq: SEQ,
  Null: NULL,
  Map: MAP,
  Array: ARRAY,
  Mset: MSET,
  Nat: NAT,
  Enum: ENUM,
  Tuple: TUPLE,
  Union: UNION,
  Table: TABLE,
  Ints: INTS,
  Pairs: PAIRS,
};

const arrays: fc.Arbitrary<Value> = fc
  .uniqueArray(fc.constantFrom('node0', 'node1', 'node2'))
  .map((keys): Value => ({
    kind: 'array',
    otherwise: setOf([]),
    entries: [...keys].sort().map((k) => [k, setOf([k])] as const),
  }));

/** A value for each name of SORTS; arrays as the scope's default makes them. */
export const valuation: fc.Arbitrary<ReadonlyMap<string, Value>> = fc
  .tuple(
    ...Object.entries(SORTS).map(([name, sort]) => {
      const value = sort.kind === 'array' ? arrays : valueOf(sort);
      return value.map((v): [string, Value] => [name, v]);
    }),
  )
  .map((pairs) => new Map(pairs));

/** Made once for each sort and depth: there are very many ways to nest them. */
const made = new Map<string, fc.Arbitrary<Expr>>();

export function expression(sort: Sort, depth = 3): fc.Arbitrary<Expr> {
  const key = `${printSort(sort)} ${depth}`;
  const known = made.get(key) ?? makeExpression(sort, depth);
  made.set(key, known);
  return known;
}

function makeExpression(sort: Sort, depth: number): fc.Arbitrary<Expr> {
  const name = Object.entries(SORTS).find(([, s]) => s === sort)?.[0] ?? 'Bool';
  const leaves = [
    fc.constant(state(name, sort)),
    fc.constant(local(name, sort)),
    ...(WRITTEN.includes(sort.kind) ? [literals(sort)] : []),
  ];
  if (depth === 0) return fc.oneof(...leaves);
  return fc.oneof(
    { depthSize: 'small', maxDepth: depth },
    fc.oneof(...leaves),
    ...compounds(sort, depth - 1),
  );
}

function literals(sort: Sort): fc.Arbitrary<Expr> {
  return valueOf(sort).map((value) => ({
    kind: 'literal',
    value: value as number,
    sort,
    span: NOWHERE,
  }));
}

/** What has literals. */
const WRITTEN: readonly Sort['kind'][] = ['bool', 'nat', 'int', 'uninterpreted', 'enum'];

function compounds(sort: Sort, depth: number): readonly fc.Arbitrary<Expr>[] {
  const e = (s: Sort): fc.Arbitrary<Expr> => expression(s, depth);
  const make = (name: Operator, ...args: readonly Sort[]): fc.Arbitrary<Expr> =>
    fc.tuple(...args.map(e)).map((made) => op(name, sort, ...made));
  const conditional = fc.tuple(e(BOOL), e(sort), e(sort)).map(([condition, then, other]): Expr => ({
    kind: 'if',
    condition,
    then,
    else: other,
    sort,
    span: NOWHERE,
  }));
  return [conditional, ...operators(sort, make, e)];
}

function operators(
  sort: Sort,
  make: (name: Operator, ...args: readonly Sort[]) => fc.Arbitrary<Expr>,
  e: (sort: Sort) => fc.Arbitrary<Expr>,
): readonly fc.Arbitrary<Expr>[] {
  switch (sort) {
    case BOOL:
      return [...booleans(make), ...quantifiers(e)];
    case INT:
      return [
        make('plus', INT, INT),
        make('minus', INT, INT),
        make('div', INT, INT),
        make('mod', INT, INT),
        make('min', INT, INT),
        make('abs', INT),
        make('negate', INT),
        make('size', SEQ),
        make('size', MSET),
        make('index', MAP, NODE),
        make('count', NODE, MSET),
        make('rank', NODE, SET),
        make('plus', NAT, INT),
        select(e(UNION), 'left', INT),
        make('least', INTS),
        make('size', INTS),
      ];
    case NODE:
      return [
        make('head', SEQ),
        make('last', SEQ),
        make('index', SEQ, INT),
        make('val', NULL),
        make('least', SET),
        make('greatest', SET),
        make('ringRight', NODE),
        make('ringLeft', NODE),
        make('ringFirst'),
        make('mint', INT, NODE),
        make('index', TABLE, INT),
        select(e(TUPLE), 'at', NODE),
      ];
    case SET:
      return [
        make('insert', NODE, SET),
        make('delete', NODE, SET),
        make('union', SET, SET),
        make('difference', SET, SET),
        make('intersection', SET, SET),
        make('elements', SEQ),
        make('keys', MAP),
        make('index', ARRAY, NODE),
        make('display', NODE, NODE),
        make('empty'),
        comprehension(e),
      ];
    case SEQ:
      return [
        make('append', SEQ, NODE),
        make('prepend', NODE, SEQ),
        make('concat', SEQ, SEQ),
        make('tail', SEQ),
        make('init', SEQ),
        make('slice', SEQ, INT, INT),
        make('display', NODE),
        make('empty'),
      ];
    case NULL:
      return [make('nil'), make('embed', NODE)];
    case MAP:
      return [make('update', MAP, NODE, INT), make('remove', MAP, NODE), make('empty')];
    case NAT:
      return [
        make('plus', NAT, NAT),
        make('natural', INT),
        make('max', NAT, NAT),
        make('size', PAIRS),
        select(e(TUPLE), 'number', NAT),
      ];
    case ENUM:
      return [select(e(UNION), 'right', ENUM)];
    case TUPLE:
      return [
        make('head', PAIRS),
        make('index', PAIRS, INT),
        fc
          .tuple(e(NAT), e(NODE))
          .map((args): Expr => ({ kind: 'tuple', args, sort, span: NOWHERE })),
      ];
    case UNION:
      return UNION.cases.map(({ tag, fields }) =>
        fc
          .tuple(...fields.map((f) => e(f.sort)))
          .map((args): Expr => ({ kind: 'inject', tag, args, sort: UNION, span: NOWHERE })),
      );
    case TABLE:
      return [make('update', TABLE, INT, NODE), make('remove', TABLE, INT), make('empty')];
    case INTS:
      return [
        make('insert', INT, INTS),
        make('difference', INTS, INTS),
        make('keys', TABLE),
        make('display', INT, NAT),
        chosenNumbers(e),
      ];
    case PAIRS:
      return [make('append', PAIRS, TUPLE), make('tail', PAIRS), make('update', PAIRS, INT, TUPLE)];
    case ARRAY:
      return [make('update', ARRAY, NODE, SET), make('constant', SET)];
    default:
      return [
        make('insert', NODE, MSET),
        make('delete', NODE, MSET),
        make('union', MSET, MSET),
        make('difference', MSET, MSET),
      ];
  }
}

function booleans(
  make: (name: Operator, ...args: readonly Sort[]) => fc.Arbitrary<Expr>,
): readonly fc.Arbitrary<Expr>[] {
  const same = Object.values(SORTS).map((s) => make('eq', s, s));
  return [
    make('not', BOOL),
    make('and', BOOL, BOOL),
    make('or', BOOL, BOOL),
    make('implies', BOOL, BOOL),
    make('iff', BOOL, BOOL),
    make('ne', SET, SET),
    make('lt', INT, INT),
    make('le', NODE, NODE),
    make('ge', INT, INT),
    make('in', NODE, SET),
    make('in', NODE, SEQ),
    make('in', NODE, MSET),
    make('subset', SET, SET),
    make('prefix', SEQ, SEQ),
    make('defined', MAP, NODE),
    make('defined', TABLE, INT),
    make('in', INT, INTS),
    make('in', TUPLE, PAIRS),
    ...same,
  ];
}

/** The bound variable hides the local of its own sort, so that shadowing is tried as well. */
function quantifiers(e: (sort: Sort) => fc.Arbitrary<Expr>): readonly fc.Arbitrary<Expr>[] {
  const overNodes = fc
    .tuple(either, e(BOOL), fc.option(fc.oneof(e(SET), e(SEQ), e(MSET)), { nil: undefined }))
    .map(([quantifier, body, within]) =>
      quantified(quantifier, { name: 'Node', sort: NODE }, body, within),
    );
  const overPairs = fc
    .tuple(either, e(BOOL), e(PAIRS))
    .map(([quantifier, body, within]) =>
      quantified(quantifier, { name: 'Tuple', sort: TUPLE }, body, within),
    );
  const hasCase = fc
    .tuple(e(UNION), fc.constantFrom(...UNION.cases))
    .map(([u, { tag }]) => op('hasTag', BOOL, u, word(tag)));
  return [overNodes, overPairs, hasCase, overNumbers(e), overNumbers(e), nested(e)];
}

const either = fc.constantFrom('forall' as const, 'exists' as const);

function word(value: string): Expr {
  return { kind: 'literal', value, sort: { kind: 'string' }, span: NOWHERE };
}

/** `\\A k: Int (0 <= k /\\ k < n => P)` and `\\E k: Int (0 <= k /\\ k < n /\\ P)`, and of keys. */
function overNumbers(e: (sort: Sort) => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return fc.tuple(either, conditions(e), e(BOOL)).map(([quantifier, range, body]) => {
    const joined = quantifier === 'forall' ? 'implies' : 'and';
    return quantified(quantifier, { name: 'Int', sort: INT }, op(joined, BOOL, range, body));
  });
}

/** What bounds the number that is called Int. */
function conditions(e: (sort: Sort) => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  const k = local('Int', INT);
  const zero = local('zero', INT);
  const both = (a: Expr, b: Expr): Expr => op('and', BOOL, a, b);
  const between = (n: Expr): Expr => both(op('le', BOOL, zero, k), op('lt', BOOL, k, n));
  return fc.oneof(
    e(INT).map(between),
    fc.tuple(e(INT), e(BOOL)).map(([n, also]) => both(between(n), also)),
    fc.tuple(e(INT), e(BOOL)).map(([n, first]) => both(first, between(n))),
    e(TABLE).map((m) => op('defined', BOOL, m, k)),
    e(INTS).map((s) => op('in', BOOL, k, s)),
    e(INT).map((n) => op('eq', BOOL, k, n)),
    fc.tuple(e(TABLE), e(NODE)).map(([m, x]) => op('eq', BOOL, op('index', NODE, m, k), x)),
  );
}

/** `\\A i (\\A j (0 <= i /\\ i < j /\\ j < n => P))`: the outer one is bounded through the inner one. */
function nested(e: (sort: Sort) => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return fc.tuple(either, e(INT), e(BOOL)).map(([quantifier, n, body]) => {
    const [i, j] = [local('Int', INT), local('Inner', INT)];
    const range = op(
      'and',
      BOOL,
      op('le', BOOL, local('zero', INT), i),
      op('lt', BOOL, i, j),
      op('lt', BOOL, j, n),
    );
    const joined = quantifier === 'forall' ? 'implies' : 'and';
    const inner = op(joined, BOOL, range, body);
    const within = quantified(quantifier, { name: 'Inner', sort: INT }, inner);
    return quantified(quantifier, { name: 'Int', sort: INT }, within);
  });
}

function select(of: fc.Arbitrary<Expr>, field: string, sort: Sort): fc.Arbitrary<Expr> {
  return of.map((whole): Expr => ({ kind: 'select', of: whole, field, sort, span: NOWHERE }));
}

function comprehension(e: (sort: Sort) => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  const within = fc.option(fc.oneof(e(SEQ), e(SET)), { nil: undefined });
  return fc.tuple(e(NODE), within, e(BOOL)).map(([element, from, where]): Expr => ({
    kind: 'comprehension',
    element,
    variable: { name: 'Node', sort: NODE },
    ...(from === undefined ? {} : { within: from }),
    where,
    sort: SET,
    span: NOWHERE,
  }));
}

function chosenNumbers(e: (sort: Sort) => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return fc.tuple(e(INT), conditions(e)).map(([element, where]): Expr => ({
    kind: 'comprehension',
    element,
    variable: { name: 'Int', sort: INT },
    where,
    sort: INTS,
    span: NOWHERE,
  }));
}
