/** Terms as text: least parentheses, lines broken at operators and commas. */
import { ATOM, INFIX, PREFIX } from '../syntax/operators.js';
import type { Apply, Comprehension, Expr, Operator, Quantified, StateVar } from './expr.js';
import {
  argumentWants,
  branchWants,
  elementOf,
  needsSort,
  PLAIN,
  weakness,
  type Surface,
  type Want,
} from './print-hints.js';
import {
  align,
  concat,
  group,
  join,
  line,
  listed,
  nest,
  render,
  softline,
  type Doc,
} from './print-layout.js';
import { printSort } from './print-sort.js';
import { BOOL, type Sort } from './sort.js';

/** As it is written where nothing says the sort, so that it means the same anywhere. */
export function printExpr(expr: Expr, surface: Surface = PLAIN): string {
  return render(exprDoc(expr, undefined, surface));
}

/** `want`: the sort that the place asks for, as the checker would. */
export function exprDoc(expr: Expr, want: Want, surface: Surface): Doc {
  return term(expr, want, surface).doc;
}

interface Printed {
  readonly doc: Doc;
  readonly precedence: number;
}

function term(e: Expr, want: Want, surface: Surface): Printed {
  if (!needsSort(e, want, surface)) return bare(e, want, surface);
  return atom(concat('(', bare(e, e.sort, surface).doc, `: ${printSort(e.sort)})`));
}

function atom(doc: Doc): Printed {
  return { doc, precedence: ATOM };
}

/** Open at the right: whatever follows would belong to it. */
function open(doc: Doc): Printed {
  return { doc, precedence: 0 };
}

function bare(e: Expr, want: Want, surface: Surface): Printed {
  switch (e.kind) {
    case 'literal':
      return literal(e.value, e.sort);
    case 'local':
      return atom(e.name);
    case 'state':
      return atom(stateName(e, surface));
    case 'apply':
      return applied(e, want, surface);
    case 'call': {
      const args = e.args.map((arg) => exprDoc(arg, arg.sort, surface));
      return atom(args.length === 0 ? e.name : listed(`${e.name}(`, args, ')'));
    }
    case 'if':
      return conditional(e, want, surface);
    case 'quantified':
      return atom(quantified(e, surface));
    case 'tuple': {
      const fields = e.sort.kind === 'tuple' ? e.sort.fields : [];
      return atom(
        listed(
          '[',
          e.args.map((arg, i) => exprDoc(arg, fields[i]?.sort, surface)),
          ']',
        ),
      );
    }
    case 'select':
      return atom(concat(tight(e.of, undefined, surface), `.${e.field}`));
    case 'inject': {
      const fields = e.sort.cases.find((c) => c.tag === e.tag)?.fields ?? [];
      const args = e.args.map((arg, i) => exprDoc(arg, fields[i]?.sort, surface));
      return atom(args.length === 0 ? e.tag : listed(`${e.tag}(`, args, ')'));
    }
    case 'comprehension':
      return atom(comprehension(e, want, surface));
  }
}

function literal(value: boolean | number | string, sort: Sort): Printed {
  if (typeof value === 'number')
    return value < 0
      ? { doc: String(value), precedence: PREFIX.get('-') ?? ATOM }
      : atom(String(value));
  if (typeof value === 'boolean') return atom(String(value));
  if (sort.kind === 'string') return atom(`"${escaped(value, '"')}"`);
  return atom(sort.kind === 'char' ? `'${escaped(value, "'")}'` : value);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\0', '\\0'],
  ['\\', '\\\\'],
]);

export function escaped(text: string, quote: string): string {
  return Array.from(text, (c) => (c === quote ? `\\${c}` : (ESCAPES.get(c) ?? c))).join('');
}

/** As an operand of index, select: in parentheses unless nothing can come apart. */
function tight(e: Expr, want: Want, surface: Surface): Doc {
  return operand(e, want, ATOM, surface);
}

function operand(e: Expr, want: Want, least: number, surface: Surface): Doc {
  const { doc, precedence } = term(e, want, surface);
  return precedence < least ? concat('(', align(doc), ')') : doc;
}

function conditional(e: Expr & { kind: 'if' }, want: Want, surface: Surface): Printed {
  const [then, otherwise] = branchWants(e.then, e.else, want, surface);
  return open(
    group(
      align(
        concat('if ', exprDoc(e.condition, BOOL, surface)),
        line,
        concat('then ', exprDoc(e.then, then, surface)),
        line,
        concat('else ', exprDoc(e.else, otherwise, surface)),
      ),
    ),
  );
}

function quantified(e: Quantified, surface: Surface): Doc {
  const sign = e.quantifier === 'forall' ? '\\A' : '\\E';
  const body = exprDoc(e.body, BOOL, surface);
  return group(
    `${sign} `,
    binder(e, surface, (s) => tight(s, rangeWant(e, s, surface), surface)),
    ' (',
    nest(concat(softline, body)),
    ')',
  );
}

/** `x: T \in S`; the sort is left out where S says it. */
export function binder(
  e: Pick<Quantified, 'variable' | 'within'>,
  surface: Surface,
  shown: (within: Expr) => Doc,
): Doc {
  const typed = `${e.variable.name}: ${printSort(e.variable.sort)}`;
  if (e.within === undefined) return typed;
  const element = elementOf(e.within.sort);
  const told =
    weakness(e.within, surface) === 0 && element !== undefined && same(element, e.variable.sort);
  return concat(told ? e.variable.name : typed, ' \\in ', shown(e.within));
}

function same(a: Sort, b: Sort): boolean {
  return printSort(a) === printSort(b);
}

function comprehension(e: Comprehension, want: Want, surface: Surface): Doc {
  const element = exprDoc(e.element, want?.kind === 'set' ? want.of : undefined, surface);
  const range = binder(e, surface, (s) => withinDoc(e, s, surface));
  const where =
    e.where === undefined ? '' : concat(line, 'where ', exprDoc(e.where, BOOL, surface));
  return group('{', nest(concat(element, ' : ', range, where)), '}');
}

/** What a variable ranges over, in a place where any expression may stand. */
export function withinDoc(e: Pick<Quantified, 'variable'>, within: Expr, surface: Surface): Doc {
  return exprDoc(within, rangeWant(e, within, surface), surface);
}

function rangeWant(e: Pick<Quantified, 'variable'>, within: Expr, surface: Surface): Want {
  return weakness(within, surface) > 0 ? { kind: 'set', of: e.variable.sort } : undefined;
}

function stateName(e: StateVar, surface: Surface): string {
  if (e.side === undefined || surface.sides === undefined) return e.name;
  return `${surface.sides[e.side]}.${e.name}`;
}

// ---- operators

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

type Writer = (e: Apply, want: Want, surface: Surface) => Printed;

/** Operators that are written neither infix nor as calls of their own name. */
const FORMS: Partial<Record<Operator, Writer>> = {
  not: (e, _, surface) => negated(e, surface),
  negate: (e, want, surface) => prefixed('-', e.args[0], want, surface),
  empty: (e) => atom(e.sort.kind === 'map' ? 'empty' : '{}'),
  nil: () => atom('nil'),
  ringFirst: () => atom('first'),
  ringLeft: (e, want, surface) => call('left', e, want, surface),
  ringRight: (e, want, surface) => call('right', e, want, surface),
  ringName: (e, want, surface) => call('name', e, want, surface),
  display: (e, want, surface) => atom(listed('{', argDocs(e, want, surface), '}')),
  index: (e, _, surface) => atom(indexed(e, surface)),
  val: (e, _, surface) => atom(concat(of(e.args[0], surface), '.val')),
  hasTag: (e, _, surface) => tagTest(e, '=', surface),
  size: (e, want, surface) =>
    call(e.args[0]?.sort.kind === 'seq' ? 'len' : 'size', e, want, surface),
};

function applied(e: Apply, want: Want, surface: Surface): Printed {
  const symbol = SYMBOLS[e.op];
  if (symbol !== undefined) return infix(e, symbol, want, surface);
  return (FORMS[e.op] ?? ((a, w, s) => call(a.op, a, w, s)))(e, want, surface);
}

function argDocs(e: Apply, want: Want, surface: Surface): readonly Doc[] {
  const wants = argumentWants(e, want, surface);
  return e.args.map((arg, i) => exprDoc(arg, wants[i], surface));
}

function call(name: string, e: Apply, want: Want, surface: Surface): Printed {
  return atom(listed(`${name}(`, argDocs(e, want, surface), ')'));
}

function of(e: Expr | undefined, surface: Surface): Doc {
  return e === undefined ? '' : tight(e, undefined, surface);
}

function prefixed(sign: string, e: Expr | undefined, want: Want, surface: Surface): Printed {
  const precedence = PREFIX.get(sign) ?? ATOM;
  if (e === undefined) return atom(sign);
  return { doc: concat(sign, operand(e, want, ATOM, surface)), precedence };
}

/** `x \notin S` and `tag(u) ~= c` are said shorter. */
function negated(e: Apply, surface: Surface): Printed {
  const [inner] = e.args;
  if (inner?.kind === 'apply' && inner.op === 'in')
    return infix(inner, '\\notin', undefined, surface);
  if (inner?.kind === 'apply' && inner.op === 'hasTag') return tagTest(inner, '~=', surface);
  return prefixed('~', inner, BOOL, surface);
}

function tagTest(e: Apply, sign: string, surface: Surface): Printed {
  const [union, tag] = e.args;
  const name = tag?.kind === 'literal' ? String(tag.value) : '';
  const doc = concat(
    'tag(',
    union === undefined ? '' : exprDoc(union, undefined, surface),
    `) ${sign} ${name}`,
  );
  return { doc, precedence: INFIX.get('=')?.precedence ?? 0 };
}

function infix(e: Apply, symbol: string, want: Want, surface: Surface): Printed {
  const info = INFIX.get(symbol);
  if (info === undefined) throw new Error(`${symbol} is not in the table of operators`);
  const { precedence, grouping } = info;
  const operands = chain(e, want, grouping, surface).map(({ arg, want: w, outer }) =>
    operand(arg, w, outer ? precedence : precedence + 1, surface),
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
  surface: Surface,
): readonly Link[] {
  const [left, right] = e.args;
  const [wantLeft, wantRight] = argumentWants(e, want, surface);
  if (left === undefined || right === undefined) return [];
  const unfold = (inner: Expr, w: Want, side: boolean): readonly Link[] =>
    side && inner.kind === 'apply' && inner.op === e.op && !needsSort(inner, w, surface)
      ? chain(inner, w, grouping, surface)
      : [{ arg: inner, want: w, outer: side }];
  return [
    ...unfold(left, wantLeft, grouping === 'left'),
    ...unfold(right, wantRight, grouping === 'right'),
  ];
}

/** `a[i, j]`, and `P[i].x` for the variable `P.x` of an indexed component. */
function indexed(e: Apply, surface: Surface): Doc {
  const [first, ...index] = e.args;
  if (first === undefined) return '';
  const wants = argumentWants(e, undefined, surface).slice(1);
  const shown = (i: Expr, n: number): Doc => exprDoc(i, wants[n], surface);
  const place = componentPlace(e, surface);
  if (place !== undefined) return place;
  return concat(
    tight(first, undefined, surface),
    group('[', nest(join(index.map(shown), ',', line)), ']'),
  );
}

/** Undefined when the term is no variable of indexed components, or not all their indices are there. */
function componentPlace(e: Apply, surface: Surface): Doc | undefined {
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
    if (surface.indexed.get(path.join('.')) !== true) return name;
    const index = (indices.shift() ?? []).map((i) => exprDoc(i, i.sort, surface));
    return concat(`${name}[`, join(index, ', '), ']');
  });
  if (indices.length > 0 || docs.length === 0) return undefined;
  const side =
    root.side !== undefined && surface.sides !== undefined ? [surface.sides[root.side]] : [];
  return join([...side, ...docs, variable], '.');
}
