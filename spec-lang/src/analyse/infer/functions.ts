/** The built-in functions: how many arguments, of which sorts, giving which. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr, Operator } from '../../ir/expr.js';
import { BOOL, INT, NAT, type Sort } from '../../ir/sort.js';
import type { Scope } from '../resolve/scope.js';
import { elementSort, isNumber, isOrdered } from '../resolve/sort-relations.js';
import { indexShape } from './access.js';
import {
  apply,
  article,
  expect,
  expectSort,
  expectStored,
  numberSort,
  whole,
  type Infer,
} from './context.js';
import { inferPair, undefinedOn } from './operators.js';
import { weakness } from './weakness.js';

export interface CallSite {
  readonly infer: Infer;
  readonly e: AstExpr & { readonly kind: 'call' };
  readonly scope: Scope;
  readonly want: Sort | undefined;
}

export interface BuiltIn {
  readonly least: number;
  readonly most?: number;
  infer(site: CallSite): Expr | undefined;
}

type Kind = Sort['kind'];

export const FUNCTIONS: ReadonlyMap<string, BuiltIn> = new Map<string, BuiltIn>([
  ['insert', changed('insert', ['set', 'mset'])],
  ['delete', changed('delete', ['set', 'mset'])],
  ['head', observed('head', ['seq'], element)],
  ['last', observed('last', ['seq'], element)],
  ['tail', observed('tail', ['seq'], same)],
  ['init', observed('init', ['seq'], same)],
  ['len', observed('size', ['seq'], () => NAT)],
  ['size', observed('size', ['set', 'mset', 'seq', 'map'], () => NAT)],
  ['elements', observed('elements', ['seq', 'mset'], (s) => ({ kind: 'set', of: element(s) }))],
  ['keys', observed('keys', ['map'], (s) => ({ kind: 'set', of: s.kind === 'map' ? s.from : s }))],
  ['least', observed('least', ['set'], element)],
  ['greatest', observed('greatest', ['set'], element)],
  ['rank', { least: 2, infer: inferRank }],
  ['count', { least: 2, infer: inferCount }],
  ['slice', { least: 3, infer: inferSlice }],
  ['prefix', { least: 2, infer: inferPrefix }],
  ['update', { least: 3, most: 9, infer: inferUpdate }],
  ['assign', { least: 3, most: 9, infer: inferUpdate }],
  ['constant', { least: 1, infer: inferConstantArray }],
  ['defined', keyed('defined', () => BOOL)],
  ['remove', keyed('remove', same)],
  ['embed', { least: 1, infer: inferEmbed }],
  ['mint', { least: 2, infer: inferMint }],
  ['pieces', { least: 2, infer: inferPieces }],
  ['joined', { least: 1, infer: inferJoined }],
  ['tag', { least: 1, infer: inferTagAlone }],
  ['abs', { least: 1, infer: (s) => numeric(s, 'abs') }],
  ['min', { least: 2, infer: (s) => numeric(s, 'min') }],
  ['max', { least: 2, infer: (s) => numeric(s, 'max') }],
  ['div', { least: 2, infer: (s) => numeric(s, 'div') }],
  ['mod', { least: 2, infer: (s) => numeric(s, 'mod') }],
  ['succ', { least: 1, infer: (s) => neighbour(s, 'plus') }],
  ['pred', { least: 1, infer: (s) => neighbour(s, 'minus') }],
]);

/** The sort of the elements; only called for collections. */
function element(sort: Sort): Sort {
  return elementSort(sort) ?? sort;
}

function same(sort: Sort): Sort {
  return sort;
}

/** `insert(x, S)`: a collection like its last argument. */
function changed(op: Operator, kinds: readonly Kind[]): BuiltIn {
  const keep = op === 'insert' ? expectStored : expect;
  return {
    least: 2,
    infer: ({ infer, e, scope, want }) => {
      const [x, s] = e.args;
      if (x === undefined || s === undefined) return undefined;
      const collection = wantedCollection({ infer, e, scope, want }, s, x);
      if (collection === undefined) return undefined;
      if (!kinds.includes(collection.sort.kind))
        return undefinedOn(e.name.text, [collection], e.span, scope);
      const item = keep(infer, x, scope, element(collection.sort));
      return item && apply(op, [item, collection], collection.sort, e.span);
    },
  };
}

function wantedCollection(site: CallSite, s: AstExpr, x: AstExpr): Expr | undefined {
  const { infer, scope, want } = site;
  if (weakness(s, scope) < 2 || want?.kind === 'set' || want?.kind === 'mset')
    return infer(s, scope, want);
  const item = infer(x, scope);
  return item && infer(s, scope, { kind: 'set', of: item.sort });
}

/** `head(s)`: one argument, of one of these kinds. */
function observed(op: Operator, kinds: readonly Kind[], result: (s: Sort) => Sort): BuiltIn {
  return {
    least: 1,
    infer: ({ infer, e, scope, want }) => {
      const [arg] = e.args;
      const hint = result === same ? want : undefined;
      const of = arg && infer(arg, scope, hint);
      if (of === undefined) return undefined;
      if (!kinds.includes(of.sort.kind)) return undefinedOn(e.name.text, [of], e.span, scope);
      return apply(op, [of], result(of.sort), e.span);
    },
  };
}

function unordered(sort: Sort, e: CallSite['e'], scope: Scope): undefined {
  return scope.report.add(
    'E0308',
    e.span,
    `${article(sort)} has no order, so ${e.name.text} is not defined on it`,
  );
}

/** `defined(m, k)`: a map and a key. */
function keyed(op: Operator, result: (s: Sort) => Sort): BuiltIn {
  return {
    least: 2,
    infer: ({ infer, e, scope, want }) => {
      const [m, k] = e.args;
      const map = m && infer(m, scope, result === same ? want : undefined);
      if (map === undefined || k === undefined) return undefined;
      if (map.sort.kind !== 'map') return undefinedOn(e.name.text, [map], e.span, scope);
      const key = expect(infer, k, scope, map.sort.from);
      return key && apply(op, [map, key], result(map.sort), e.span);
    },
  };
}

function inferRank({ infer, e, scope }: CallSite): Expr | undefined {
  const [x, s] = e.args;
  const set = s && infer(s, scope);
  if (set === undefined || x === undefined) return undefined;
  if (set.sort.kind !== 'set') return undefinedOn('rank', [set], e.span, scope);
  if (!isOrdered(set.sort.of)) return unordered(set.sort.of, e, scope);
  const item = expect(infer, x, scope, set.sort.of);
  return item && apply('rank', [item, set], NAT, e.span);
}

function inferCount({ infer, e, scope }: CallSite): Expr | undefined {
  const [x, s] = e.args;
  const mset = s && infer(s, scope);
  if (mset === undefined || x === undefined) return undefined;
  if (mset.sort.kind !== 'mset') return undefinedOn('count', [mset], e.span, scope);
  const item = expect(infer, x, scope, mset.sort.of);
  return item && apply('count', [item, mset], NAT, e.span);
}

function inferSlice({ infer, e, scope, want }: CallSite): Expr | undefined {
  const [s, from, to] = e.args;
  const of = s && infer(s, scope, want);
  if (of === undefined || from === undefined || to === undefined) return undefined;
  if (of.sort.kind !== 'seq') return undefinedOn('slice', [of], e.span, scope);
  const bounds = whole([from, to].map((b) => expect(infer, b, scope, NAT)));
  return bounds && apply('slice', [of, ...bounds], of.sort, e.span);
}

function inferPrefix({ infer, e, scope }: CallSite): Expr | undefined {
  const [a, b] = e.args;
  const pair = a && b && inferPair(infer, a, b, scope);
  if (pair === undefined) return undefined;
  if (pair[0].sort.kind !== 'seq') return undefinedOn('prefix', pair, e.span, scope);
  return expectSort(pair[1], pair[0].sort, scope) && apply('prefix', pair, BOOL, e.span);
}

/** `update(m, k, v)`, `update(a, i, j, v)`. */
function inferUpdate({ infer, e, scope, want }: CallSite): Expr | undefined {
  const [m, ...rest] = e.args;
  const of = m && infer(m, scope, want);
  if (of === undefined) return undefined;
  const shape =
    of.sort.kind === 'map' || of.sort.kind === 'array' ? indexShape(of.sort) : undefined;
  if (shape === undefined) return undefinedOn(e.name.text, [of], e.span, scope);
  const wanted = [...shape.index, shape.of];
  if (wanted.length !== rest.length)
    return scope.report.add(
      'E0304',
      e.span,
      `${e.name.text} takes ${wanted.length + 1} arguments here; there are ${e.args.length}`,
    );
  const args = whole(rest.map((arg, i) => expectStored(infer, arg, scope, wanted[i] ?? NAT)));
  return args && apply('update', [of, ...args], of.sort, e.span);
}

function inferConstantArray({ infer, e, scope, want }: CallSite): Expr | undefined {
  const [arg] = e.args;
  if (want === undefined || arg === undefined)
    return scope.report.add(
      'E0302',
      e.span,
      'the sort of constant(…) cannot be told; write (constant(…): Array[I, T])',
    );
  if (want.kind !== 'array')
    return scope.report.add('E0301', e.span, `expected ${article(want)}, constant gives an Array`);
  const value = expectStored(infer, arg, scope, want.of);
  return value && apply('constant', [value], want, e.span);
}

function inferEmbed({ infer, e, scope, want }: CallSite): Expr | undefined {
  const [arg] = e.args;
  const inner = want?.kind === 'null' ? want.of : undefined;
  const value = arg && (inner ? expectStored(infer, arg, scope, inner) : infer(arg, scope));
  return value && apply('embed', [value], { kind: 'null', of: inner ?? value.sort }, e.span);
}

/** `mint(n, p)`: a value of the wanted uninterpreted sort, distinct for distinct arguments. */
function inferMint({ infer, e, scope, want }: CallSite): Expr | undefined {
  const [n, p] = e.args;
  const number = n && expect(infer, n, scope, NAT);
  const maker = p && infer(p, scope);
  if (number === undefined || maker === undefined) return undefined;
  if (want?.kind === 'uninterpreted') return apply('mint', [number, maker], want, e.span);
  const message =
    'mint gives a value of an uninterpreted sort that the context names; write (mint(n, p): T)';
  return scope.report.add('E0302', e.span, message);
}

const TEXTS: Sort = { kind: 'seq', of: { kind: 'string' } };

/** `pieces(m, k)`: a value of an uninterpreted sort as texts of at most k characters. */
function inferPieces({ infer, e, scope }: CallSite): Expr | undefined {
  const [m, k] = e.args;
  const value = m && infer(m, scope);
  const most = k && expect(infer, k, scope, NAT);
  if (value === undefined || most === undefined) return undefined;
  if (value.sort.kind !== 'uninterpreted') return undefinedOn('pieces', [value], e.span, scope);
  return apply('pieces', [value, most], TEXTS, e.span);
}

/** `joined(s)`: the value of the wanted uninterpreted sort that was written so. */
function inferJoined({ infer, e, scope, want }: CallSite): Expr | undefined {
  const [s] = e.args;
  const texts = s && expect(infer, s, scope, TEXTS);
  if (texts === undefined) return undefined;
  if (want?.kind === 'uninterpreted') return apply('joined', [texts], want, e.span);
  const message =
    'joined gives a value of an uninterpreted sort that the context names; write (joined(s): T)';
  return scope.report.add('E0302', e.span, message);
}

function inferTagAlone({ e, scope }: CallSite): undefined {
  return scope.report.add('E0306', e.span, 'tag(u) is only meant in tag(u) = c');
}

function numeric({ infer, e, scope, want }: CallSite, op: Operator): Expr | undefined {
  const args = whole(e.args.map((arg) => infer(arg, scope, want)));
  if (args === undefined) return undefined;
  if (!args.every((arg) => isNumber(arg.sort)))
    return undefinedOn(e.name.text, args, e.span, scope);
  return apply(op, args, op === 'abs' ? NAT : numberSort(args), e.span);
}

function neighbour({ infer, e, scope, want }: CallSite, op: 'plus' | 'minus'): Expr | undefined {
  const [arg] = e.args;
  const of = arg && infer(arg, scope, want);
  if (of === undefined) return undefined;
  if (!isNumber(of.sort)) return undefinedOn(e.name.text, [of], e.span, scope);
  const one: Expr = { kind: 'literal', value: 1, sort: of.sort, span: e.span };
  return apply(op, [of, one], op === 'minus' ? INT : of.sort, e.span);
}
