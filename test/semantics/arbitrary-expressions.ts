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
    ...(sort.kind === 'array' || sort.kind === 'map' || partial(sort) ? [] : [literals(sort)]),
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

function partial(sort: Sort): boolean {
  return sort.kind === 'set' || sort.kind === 'seq' || sort.kind === 'null' || sort.kind === 'mset';
}

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
    ...same,
  ];
}

/** The bound variable hides the local of its own sort, so that shadowing is tried as well. */
function quantifiers(e: (sort: Sort) => fc.Arbitrary<Expr>): readonly fc.Arbitrary<Expr>[] {
  const overNodes = fc
    .tuple(
      fc.constantFrom('forall' as const, 'exists' as const),
      e(BOOL),
      fc.option(e(SET), { nil: undefined }),
    )
    .map(([quantifier, body, within]) =>
      quantified(quantifier, { name: 'Node', sort: NODE }, body, within),
    );
  const overNumbers = fc.tuple(e(INT), e(BOOL)).map(([bound, body]) => {
    const k = local('Int', INT);
    const range = op('and', BOOL, op('le', BOOL, local('zero', INT), k), op('lt', BOOL, k, bound));
    return quantified('forall', { name: 'Int', sort: INT }, op('implies', BOOL, range, body));
  });
  return [overNodes, overNumbers];
}

function comprehension(e: (sort: Sort) => fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return fc.tuple(e(NODE), e(SEQ), e(BOOL)).map(([element, within, where]): Expr => ({
    kind: 'comprehension',
    element,
    variable: { name: 'Node', sort: NODE },
    within,
    where,
    sort: SET,
    span: NOWHERE,
  }));
}
