/** Random well-sorted terms over a fixed vocabulary that has every kind of sort. */
import fc from 'fast-check';
import {
  BOOL,
  INT,
  NAT,
  NOWHERE,
  STRING,
  type Expr,
  type Operator,
  type Sort,
  type UnionSort,
} from '@maat/spec-lang';

export const NODE: Sort = { kind: 'uninterpreted', name: 'Node' };
/** `red` is a constant of two sorts, so that the context must tell them apart. */
export const COLOUR: Sort = { kind: 'enum', name: 'Colour', values: ['red', 'green'] };
export const LIGHT: Sort = { kind: 'enum', name: 'Light', values: ['red', 'amber'] };
export const PAIR: Sort = {
  kind: 'tuple',
  name: 'Pair',
  fields: [
    { name: 'left', sort: NAT },
    { name: 'right', sort: NODE },
  ],
};
/** As many fields as Pair, so that `[a, b]` alone says too little. */
export const SPAN: Sort = {
  kind: 'tuple',
  name: 'Span',
  fields: [
    { name: 'low', sort: INT },
    { name: 'high', sort: INT },
  ],
};
export const SHAPE: UnionSort = {
  kind: 'union',
  name: 'Shape',
  cases: [
    { tag: 'dot', fields: [{ name: 'dot', sort: PAIR }] },
    {
      tag: 'disc',
      fields: [
        { name: 'radius', sort: NAT },
        { name: 'centre', sort: NODE },
      ],
    },
    { tag: 'void', fields: [] },
  ],
};
const set = (of: Sort): Sort => ({ kind: 'set', of });
const seq = (of: Sort): Sort => ({ kind: 'seq', of });
const nullable = (of: Sort): Sort => ({ kind: 'null', of });
const MSET: Sort = { kind: 'mset', of: NODE };
const MAP: Sort = { kind: 'map', from: NODE, to: NAT };
const ARRAY: Sort = { kind: 'array', index: [NODE], of: set(NAT) };
const GRID: Sort = { kind: 'array', index: [NODE, NODE], of: PAIR };

/** Each has a state variable: `v0`, `v1`, … in this order. */
export const SORTS: readonly Sort[] = [
  ...[BOOL, NAT, INT, STRING, NODE, COLOUR, LIGHT, PAIR, SPAN, SHAPE],
  ...[set(NODE), set(NAT), seq(NODE), seq(seq(NODE)), MSET, MAP, ARRAY, GRID],
  ...[nullable(NODE), nullable(PAIR), set(set(NODE))],
];

export interface Names {
  /** Variables bound around the term. */
  readonly locals: readonly { readonly name: string; readonly sort: Sort }[];
  /** May the term read the state? */
  readonly states: boolean;
}

/** Made when first drawn from: the tree of all choices would be far too large. */
export function expr(sort: Sort, names: Names, depth: number): fc.Arbitrary<Expr> {
  return fc.constant(undefined).chain(() => choices(sort, names, depth));
}

function choices(sort: Sort, names: Names, depth: number): fc.Arbitrary<Expr> {
  const leaves = [...own(sort, names), ...constants(sort)];
  if (depth === 0) return fc.oneof(...leaves);
  return fc.oneof(...leaves, ...compound(sort, names, depth - 1));
}

/** A local or a state variable of the sort, if there is one. */
function own(sort: Sort, { locals, states }: Names): readonly fc.Arbitrary<Expr>[] {
  const found = locals.filter((l) => same(l.sort, sort));
  const reads = found.map((l): Expr => ({ kind: 'local', name: l.name, sort, span: NOWHERE }));
  const at = SORTS.findIndex((s) => same(s, sort));
  if (states && at !== -1) reads.push(state(at));
  return reads.length === 0 ? [] : [fc.constantFrom(...reads)];
}

export function state(at: number): Expr {
  return { kind: 'state', name: `v${at}`, sort: SORTS[at] ?? BOOL, span: NOWHERE };
}

function constants(sort: Sort): readonly fc.Arbitrary<Expr>[] {
  switch (sort.kind) {
    case 'bool':
      return [fc.boolean().map((v) => literal(v, sort))];
    case 'nat':
    case 'int':
      return [fc.nat(20).map((v) => literal(v, sort))];
    case 'string':
      return [fc.constantFrom('', 'a b', 'say "hi"', '\\', '% \n').map((v) => literal(v, sort))];
    case 'char':
      return [fc.constantFrom('x', "'").map((v) => literal(v, sort))];
    case 'enum':
      return [fc.constantFrom(...sort.values).map((v) => literal(v, sort))];
    case 'uninterpreted':
      return [fc.nat(3).map((n) => apply('mint', sort, [literal(n, NAT), state(4)]))];
    case 'tuple':
      return [fc.tuple(...sort.fields.map((f) => leaf(f.sort))).map((args) => tuple(sort, args))];
    case 'union':
      return [fc.constant<Expr>({ kind: 'inject', tag: 'void', args: [], sort, span: NOWHERE })];
    case 'null':
      return [fc.constant(apply('nil', sort, []))];
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
      return [fc.constant(apply('empty', sort, []))];
    case 'array':
      return [leaf(sort.of).map((of) => apply('constant', sort, [of]))];
  }
}

function leaf(sort: Sort): fc.Arbitrary<Expr> {
  return fc.oneof(...constants(sort));
}

function compound(sort: Sort, names: Names, depth: number): readonly fc.Arbitrary<Expr>[] {
  const go = (s: Sort): fc.Arbitrary<Expr> => expr(s, names, depth);
  const op = (o: Operator, ...args: readonly Sort[]): fc.Arbitrary<Expr> =>
    fc.tuple(...args.map(go)).map((a) => apply(o, sort, a));
  const general = [conditional(sort, go), ...selections(sort, go)];
  switch (sort.kind) {
    case 'bool':
      return [...booleans(names, depth, op), ...general];
    case 'nat':
      return [
        ...(['plus', 'times', 'div', 'mod', 'min', 'max'] as const).map((o) => op(o, NAT, NAT)),
        ...[op('size', set(NODE)), op('size', seq(NODE)), op('size', MAP), op('abs', INT)],
        ...[
          op('count', NODE, MSET),
          op('rank', NODE, set(NODE)),
          op('least', set(NAT)),
          op('index', MAP, NODE),
        ],
        ...general,
      ];
    case 'int':
      return [
        op('minus', INT, INT),
        op('plus', INT, INT),
        op('negate', INT),
        op('max', INT, INT),
        ...general,
      ];
    case 'uninterpreted':
      return [
        op('head', seq(NODE)),
        op('last', seq(NODE)),
        op('val', nullable(NODE)),
        op('index', seq(NODE), NAT),
        ...general,
      ];
    case 'tuple':
      return [
        fc.tuple(...sort.fields.map((f) => go(f.sort))).map((args) => tuple(sort, args)),
        ...general,
      ];
    case 'union':
      return [
        fc.constantFrom(...sort.cases).chain((c) =>
          injection(
            sort,
            c.tag,
            c.fields.map((f) => go(f.sort)),
          ),
        ),
        ...general,
      ];
    case 'null':
      return [op('embed', sort.of), ...general];
    case 'set':
      return [...sets(sort, sort.of, names, depth, op, go), ...general];
    case 'mset':
      return [
        op('insert', sort.of, sort),
        op('delete', sort.of, sort),
        op('union', sort, sort),
        display(sort, sort.of, go),
        ...general,
      ];
    case 'seq':
      return [
        ...[
          op('append', sort, sort.of),
          op('prepend', sort.of, sort),
          op('concat', sort, sort),
          op('tail', sort),
        ],
        ...[op('init', sort), op('slice', sort, NAT, NAT), display(sort, sort.of, go), ...general],
      ];
    case 'map':
      return [op('update', sort, sort.from, sort.to), op('remove', sort, sort.from), ...general];
    case 'array':
      return [op('update', sort, ...sort.index, sort.of), op('constant', sort.of), ...general];
    case 'string':
    case 'char':
    case 'enum':
      return general;
  }
}

type Go = (sort: Sort) => fc.Arbitrary<Expr>;
type Op = (op: Operator, ...args: readonly Sort[]) => fc.Arbitrary<Expr>;

function booleans(names: Names, depth: number, op: Op): readonly fc.Arbitrary<Expr>[] {
  const alike = fc.constantFrom(...SORTS).chain((s) => fc.oneof(op('eq', s, s), op('ne', s, s)));
  const binder = fc.constantFrom('forall', 'exists').chain((quantifier) =>
    bound(names, depth).chain(({ variable, within, inner }) =>
      expr(BOOL, inner, depth).map((body): Expr => ({
        kind: 'quantified',
        quantifier,
        variable,
        ...within,
        body,
        sort: BOOL,
        span: NOWHERE,
      })),
    ),
  );
  return [
    ...(['and', 'or', 'implies', 'iff'] as const).map((o) => op(o, BOOL, BOOL)),
    ...(['lt', 'le', 'gt', 'ge'] as const).map((o) => op(o, INT, INT)),
    ...[
      op('not', BOOL),
      op('in', NODE, set(NODE)),
      op('in', NODE, seq(NODE)),
      op('subset', set(NODE), set(NODE)),
    ],
    ...[op('prefix', seq(NODE), seq(NODE)), op('defined', MAP, NODE)],
    fc
      .constantFrom('dot', 'void')
      .chain((tag) =>
        expr(SHAPE, names, depth).map((u) => apply('hasTag', BOOL, [u, literal(tag, STRING)])),
      ),
    ...[alike, binder],
  ];
}

function sets(
  sort: Sort,
  of: Sort,
  names: Names,
  depth: number,
  op: Op,
  go: Go,
): readonly fc.Arbitrary<Expr>[] {
  const comprehension = bound(names, depth).chain(({ variable, within, inner }) =>
    fc
      .tuple(expr(of, inner, depth), fc.option(expr(BOOL, inner, depth), { nil: undefined }))
      .map(([element, where]): Expr => {
        const condition = where === undefined ? {} : { where };
        return {
          kind: 'comprehension',
          element,
          variable,
          ...within,
          ...condition,
          sort,
          span: NOWHERE,
        };
      }),
  );
  const special = same(of, NODE) ? [op('elements', seq(NODE)), op('keys', MAP)] : [];
  return [
    ...(['union', 'intersection', 'difference'] as const).map((o) => op(o, sort, sort)),
    ...[
      op('insert', of, sort),
      op('delete', of, sort),
      display(sort, of, go),
      comprehension,
      ...special,
    ],
  ];
}

/** A variable over a sort, or over a set or sequence of nodes. */
export function bound(
  names: Names,
  depth: number,
): fc.Arbitrary<{
  variable: { name: string; sort: Sort };
  within: { within?: Expr };
  inner: Names;
}> {
  const name = `x${names.locals.length}`;
  const inner = (sort: Sort): Names => ({ ...names, locals: [...names.locals, { name, sort }] });
  const plain = fc
    .constantFrom<Sort>(NODE, NAT, COLOUR)
    .map((sort) => ({ variable: { name, sort }, within: {}, inner: inner(sort) }));
  const range = fc.constantFrom(set(NODE), seq(NODE), set(NAT)).chain((s) =>
    expr(s, names, depth).map((within) => {
      const sort = s.kind === 'set' || s.kind === 'seq' ? s.of : NODE;
      return { variable: { name, sort }, within: { within }, inner: inner(sort) };
    }),
  );
  return fc.oneof(plain, range);
}

function conditional(sort: Sort, go: Go): fc.Arbitrary<Expr> {
  return fc.tuple(go(BOOL), go(sort), go(sort)).map(([condition, then, otherwise]) => ({
    kind: 'if',
    condition,
    then,
    else: otherwise,
    sort,
    span: NOWHERE,
  }));
}

function selections(sort: Sort, go: Go): readonly fc.Arbitrary<Expr>[] {
  return [PAIR, SPAN, SHAPE].flatMap((s) => {
    const fields =
      s.kind === 'tuple' ? s.fields : s.kind === 'union' ? s.cases.flatMap((c) => c.fields) : [];
    return fields
      .filter((f) => same(f.sort, sort))
      .map((f) =>
        go(s).map((of): Expr => ({ kind: 'select', of, field: f.name, sort, span: NOWHERE })),
      );
  });
}

function display(sort: Sort, of: Sort, go: Go): fc.Arbitrary<Expr> {
  return fc
    .array(go(of), { minLength: 1, maxLength: 3 })
    .map((args) => apply('display', sort, args));
}

function injection(
  sort: UnionSort,
  tag: string,
  args: readonly fc.Arbitrary<Expr>[],
): fc.Arbitrary<Expr> {
  return fc
    .tuple(...args)
    .map((a): Expr => ({ kind: 'inject', tag, args: a, sort, span: NOWHERE }));
}

function tuple(sort: Sort, args: readonly Expr[]): Expr {
  return { kind: 'tuple', args, sort, span: NOWHERE };
}

function literal(value: boolean | number | string, sort: Sort): Expr {
  return { kind: 'literal', value, sort, span: NOWHERE };
}

export function apply(op: Operator, sort: Sort, args: readonly Expr[]): Expr {
  return { kind: 'apply', op, args, sort, span: NOWHERE };
}

function same(a: Sort, b: Sort): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
