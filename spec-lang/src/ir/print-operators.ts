/** Operators as text: infix, prefix, calls and the forms of their own. */
import { ATOM, INFIX, PREFIX } from '../syntax/operators.js';
import type { Apply, Expr, Operator } from './expr.js';
import { argumentWants, needsSort, type Surface, type Want } from './print-hints.js';
import { align, concat, group, join, line, listed, nest, type Doc } from './print-layout.js';
import { BOOL } from './sort.js';

/** A term's text, and how tightly it holds together. */
export interface Printed {
  readonly doc: Doc;
  readonly precedence: number;
}

/** How the arguments are written: given, since operators stand in terms and terms in operators. */
export interface Pen {
  readonly surface: Surface;
  doc(e: Expr, want: Want): Doc;
  /** In parentheses when it holds less tightly. */
  operand(e: Expr, want: Want, least: number): Doc;
}

export function atom(doc: Doc): Printed {
  return { doc, precedence: ATOM };
}

const SYMBOLS: Partial<Record<Operator, string>> = {
  and: '/\\',
  or: '\\/',
  implies: '=>',
  iff: '<=>',
  eq: '=',
  ne: '~=',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  plus: '+',
  minus: '-',
  times: '*',
  div: 'div',
  mod: 'mod',
  in: '\\in',
  union: '\\U',
  intersection: '\\I',
  difference: '\\',
  subset: '\\subseteq',
  append: '|-',
  prepend: '-|',
  concat: '||',
};

type Writer = (e: Apply, want: Want, pen: Pen) => Printed;

/** Operators that are written neither infix nor as calls of their own name. */
const FORMS: Partial<Record<Operator, Writer>> = {
  not: (e, _, pen) => negated(e, pen),
  negate: (e, want, pen) => prefixed('-', e.args[0], want, pen),
  empty: (e) => atom(e.sort.kind === 'map' ? 'empty' : '{}'),
  nil: () => atom('nil'),
  ringFirst: () => atom('first'),
  ringLeft: (e, want, pen) => call('left', e, want, pen),
  ringRight: (e, want, pen) => call('right', e, want, pen),
  ringName: (e, want, pen) => call('name', e, want, pen),
  display: (e, want, pen) => atom(listed('{', argDocs(e, want, pen), '}')),
  index: (e, _, pen) => atom(indexed(e, pen)),
  val: (e, _, pen) => atom(concat(of(e.args[0], pen), '.val')),
  hasTag: (e, _, pen) => tagTest(e, '=', pen),
  size: (e, want, pen) => call(e.args[0]?.sort.kind === 'seq' ? 'len' : 'size', e, want, pen),
};

export function applied(e: Apply, want: Want, pen: Pen): Printed {
  const symbol = SYMBOLS[e.op];
  if (symbol !== undefined) return infix(e, symbol, want, pen);
  return (FORMS[e.op] ?? ((a, w, s) => call(a.op, a, w, s)))(e, want, pen);
}

function argDocs(e: Apply, want: Want, pen: Pen): readonly Doc[] {
  const wants = argumentWants(e, want, pen.surface);
  return e.args.map((arg, i) => pen.doc(arg, wants[i]));
}

function call(name: string, e: Apply, want: Want, pen: Pen): Printed {
  return atom(listed(`${name}(`, argDocs(e, want, pen), ')'));
}

function of(e: Expr | undefined, pen: Pen): Doc {
  return e === undefined ? '' : pen.operand(e, undefined, ATOM);
}

function prefixed(sign: string, e: Expr | undefined, want: Want, pen: Pen): Printed {
  const precedence = PREFIX.get(sign) ?? ATOM;
  if (e === undefined) return atom(sign);
  return { doc: concat(sign, pen.operand(e, want, ATOM)), precedence };
}

/** `x \notin S` and `tag(u) ~= c` are said shorter. */
function negated(e: Apply, pen: Pen): Printed {
  const [inner] = e.args;
  if (inner?.kind === 'apply' && inner.op === 'in') return infix(inner, '\\notin', undefined, pen);
  if (inner?.kind === 'apply' && inner.op === 'hasTag') return tagTest(inner, '~=', pen);
  return prefixed('~', inner, BOOL, pen);
}

function tagTest(e: Apply, sign: string, pen: Pen): Printed {
  const [union, tag] = e.args;
  const name = tag?.kind === 'literal' ? String(tag.value) : '';
  const doc = concat(
    'tag(',
    union === undefined ? '' : pen.doc(union, undefined),
    `) ${sign} ${name}`,
  );
  return { doc, precedence: INFIX.get('=')?.precedence ?? 0 };
}

function infix(e: Apply, symbol: string, want: Want, pen: Pen): Printed {
  const info = INFIX.get(symbol);
  if (info === undefined) throw new Error(`${symbol} is not in the table of operators`);
  const { precedence, grouping } = info;
  const operands = chain(e, want, grouping, pen).map(({ arg, want: w, outer }) =>
    pen.operand(arg, w, outer ? precedence : precedence + 1),
  );
  const [first, ...rest] = operands;
  const links = rest.map((o) => concat(` ${symbol}`, line, o));
  // What follows an implication is indented, since it stands under a condition.
  const tail = symbol === '=>' ? nest(concat(...links)) : concat(...links);
  return { doc: group(align(first ?? '', tail)), precedence };
}

interface Link {
  readonly arg: Expr;
  readonly want: Want;
  /** Stands at the side to which the operator groups, so that its own operator needs no parentheses. */
  readonly outer: boolean;
}

/** `a /\ b /\ c` is one list to the layout; the grouping side is unfolded while the operator stays. */
function chain(
  e: Apply,
  want: Want,
  grouping: 'left' | 'right' | 'none',
  pen: Pen,
): readonly Link[] {
  const [left, right] = e.args;
  const [wantLeft, wantRight] = argumentWants(e, want, pen.surface);
  if (left === undefined || right === undefined) return [];
  const unfold = (inner: Expr, w: Want, side: boolean): readonly Link[] =>
    side && inner.kind === 'apply' && inner.op === e.op && !needsSort(inner, w, pen.surface)
      ? chain(inner, w, grouping, pen)
      : [{ arg: inner, want: w, outer: side }];
  return [
    ...unfold(left, wantLeft, grouping === 'left'),
    ...unfold(right, wantRight, grouping === 'right'),
  ];
}

/** `a[i, j]`, and `P[i].x` for the variable `P.x` of an indexed component. */
function indexed(e: Apply, pen: Pen): Doc {
  const [first, ...index] = e.args;
  if (first === undefined) return '';
  const wants = argumentWants(e, undefined, pen.surface).slice(1);
  const shown = (i: Expr, n: number): Doc => pen.doc(i, wants[n]);
  const place = componentPlace(e, pen);
  if (place !== undefined) return place;
  return concat(
    pen.operand(first, undefined, ATOM),
    group('[', nest(join(index.map(shown), ',', line)), ']'),
  );
}

/** Undefined when the term is no variable of indexed components, or not all their indices are there. */
function componentPlace(e: Apply, pen: Pen): Doc | undefined {
  const indices: (readonly Expr[])[] = [];
  let root: Expr = e;
  while (root.kind === 'apply' && root.op === 'index') {
    const [inner, ...index]: readonly Expr[] = root.args;
    if (inner === undefined) return undefined;
    indices.unshift(index);
    root = inner;
  }
  if (root.kind !== 'state') return undefined;
  const names = root.name.split('.');
  const variable = names.pop() ?? '';
  const path: string[] = [];
  const docs = names.map((name) => {
    path.push(name);
    if (pen.surface.indexed.get(path.join('.')) !== true) return name;
    const index = (indices.shift() ?? []).map((i) => pen.doc(i, i.sort));
    return concat(`${name}[`, join(index, ', '), ']');
  });
  if (indices.length > 0 || docs.length === 0) return undefined;
  const side =
    root.side !== undefined && pen.surface.sides !== undefined
      ? [pen.surface.sides[root.side]]
      : [];
  return join([...side, ...docs, variable], '.');
}
