/** Sort inference of infix and prefix operators. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr, Operator } from '../../ir/expr.js';
import { BOOL, INT, type Sort, type UnionSort } from '../../ir/sort.js';
import type { Scope } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import { printSort } from '../../ir/print-sort.js';
import { elementSort, fits, isNumber, isOrdered } from '../resolve/sort-relations.js';
import {
  apply,
  article,
  elsewhere,
  expect,
  expectSort,
  expectStored,
  numberSort,
  truth,
  type Infer,
} from './context.js';
import { weakness } from './weakness.js';

type BinaryExpr = AstExpr & { kind: 'binary' };

const LOGICAL: Readonly<Record<string, Operator>> = {
  '/\\': 'and',
  '\\/': 'or',
  '=>': 'implies',
  '<=>': 'iff',
};
const ORDER: Readonly<Record<string, Operator>> = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' };
const ARITHMETIC: Readonly<Record<string, Operator>> = {
  '+': 'plus',
  '-': 'minus',
  '*': 'times',
  '/': 'div',
  div: 'div',
  mod: 'mod',
};
const SETS: Readonly<Record<string, Operator>> = {
  '\\U': 'union',
  '\\I': 'intersection',
  '\\': 'difference',
  '-': 'difference',
};

export function inferBinary(
  infer: Infer,
  e: BinaryExpr,
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const logical = LOGICAL[e.op];
  if (logical !== undefined) return inferLogical(infer, e, logical, scope);
  switch (e.op) {
    case '=':
      return inferEquality(infer, e, scope);
    case '~=':
      return inferEquality(infer, e, scope);
    case '\\in':
      return inferMember(infer, e, scope);
    case '\\notin':
      return negated(inferMember(infer, e, scope), e);
    case '\\subseteq':
    case '\\subset':
    case '\\supseteq':
    case '\\supset':
      return inferSubset(infer, e, scope);
    case '|-':
      return inferAppend(infer, e, scope, want);
    case '-|':
      return inferPrepend(infer, e, scope, want);
    case '||':
      return inferConcat(infer, e, scope, want);
    default:
      return ORDER[e.op] === undefined
        ? inferAlgebra(infer, e, scope, want)
        : inferOrder(infer, e, scope);
  }
}

export function inferUnary(
  infer: Infer,
  e: AstExpr & { kind: 'unary' },
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  if (e.op === '~') {
    const of = expect(infer, e.of, scope, BOOL);
    return of && truth('not', [of], e.span);
  }
  const of = infer(e.of, scope, want);
  if (of === undefined) return undefined;
  if (isNumber(of.sort)) return apply('negate', [of], INT, e.span);
  return undefinedOn(e.op, [of], e.span, scope);
}

/** Both sides, the firmer one first so that it tells the other its sort. */
export function inferPair(
  infer: Infer,
  left: AstExpr,
  right: AstExpr,
  scope: Scope,
  want?: Sort,
): readonly [Expr, Expr] | undefined {
  const leftFirst = want !== undefined || weakness(left, scope) <= weakness(right, scope);
  const first = infer(leftFirst ? left : right, scope, want);
  const second = infer(leftFirst ? right : left, scope, want ?? first?.sort);
  if (first === undefined || second === undefined) return undefined;
  return leftFirst ? [first, second] : [second, first];
}

function inferLogical(infer: Infer, e: BinaryExpr, op: Operator, scope: Scope): Expr | undefined {
  const left = expect(infer, e.left, scope, BOOL);
  const right = expect(infer, e.right, scope, BOOL);
  return left && right && truth(op, [left, right], e.span);
}

function negated(e: Expr | undefined, of: AstExpr): Expr | undefined {
  return e && truth('not', [e], of.span);
}

function inferEquality(infer: Infer, e: BinaryExpr, scope: Scope): Expr | undefined {
  if (isTagTest(e.left, scope)) return inferTagTest(infer, e, scope);
  const pair = inferPair(infer, e.left, e.right, scope);
  if (pair === undefined) return undefined;
  const [left, right] = pair;
  if (!fits(right.sort, left.sort) && !fits(left.sort, right.sort)) {
    const message = `${article(left.sort)} is never equal to ${article(right.sort)}${elsewhere(left.sort, right.sort)}`;
    return scope.report.add('E0301', e.span, message);
  }
  return truth(e.op === '=' ? 'eq' : 'ne', [left, right], e.span);
}

type TagCall = AstExpr & { kind: 'call' };

function isTagTest(e: AstExpr, scope: Scope): e is TagCall {
  return (
    e.kind === 'call' &&
    e.name.text === 'tag' &&
    e.args.length === 1 &&
    !scope.definitions.has('tag')
  );
}

function inferTagTest(infer: Infer, e: BinaryExpr, scope: Scope): Expr | undefined {
  const argument = isTagTest(e.left, scope) ? e.left.args[0] : undefined;
  const of = argument && infer(argument, scope);
  if (of === undefined) return undefined;
  if (of.sort.kind !== 'union') return undefinedOn('tag', [of], e.left.span, scope);
  const tag = e.right.kind === 'name' ? e.right.name : undefined;
  if (tag === undefined || !of.sort.cases.some((c) => c.tag === tag))
    return notACase(e, of.sort, scope);
  const name: Expr = { kind: 'literal', value: tag, sort: { kind: 'string' }, span: e.right.span };
  const test = truth('hasTag', [of, name], e.span);
  return e.op === '=' ? test : truth('not', [test], e.span);
}

function notACase(e: BinaryExpr, union: UnionSort, scope: Scope): undefined {
  const tags = union.cases.map((c) => c.tag);
  const fixes = e.right.kind === 'name' ? spellingFix(e.right.name, e.right.span, tags) : [];
  const message = `tag of ${article(union)} is compared with one of ${tags.join(', ')}`;
  return scope.report.add('E0306', e.right.span, message, { fixes });
}

function inferOrder(infer: Infer, e: BinaryExpr, scope: Scope): Expr | undefined {
  const pair = inferPair(infer, e.left, e.right, scope);
  const op = ORDER[e.op];
  if (pair === undefined || op === undefined) return undefined;
  const [left, right] = pair;
  if (!isOrdered(left.sort)) {
    const message = `${article(left.sort)} has no order, so ${e.op} is not defined on it`;
    return scope.report.add('E0308', e.span, message);
  }
  return expectSort(right, left.sort, scope) && truth(op, [left, right], e.span);
}

function inferAlgebra(infer: Infer, e: BinaryExpr, scope: Scope, want?: Sort): Expr | undefined {
  const hint = want && (elementSort(want) !== undefined || isNumber(want)) ? want : undefined;
  const pair = inferPair(infer, e.left, e.right, scope, hint);
  if (pair === undefined) return undefined;
  const numeric = ARITHMETIC[e.op];
  if (numeric !== undefined && pair.every((p) => isNumber(p.sort)))
    return apply(numeric, pair, numeric === 'minus' ? INT : numberSort(pair), e.span);
  const [left, right] = pair;
  const set = SETS[e.op];
  if (set === undefined || (left.sort.kind !== 'set' && left.sort.kind !== 'mset'))
    return undefinedOn(e.op, pair, e.span, scope);
  return expectSort(right, left.sort, scope) && apply(set, [left, right], left.sort, e.span);
}

function inferMember(infer: Infer, e: BinaryExpr, scope: Scope): Expr | undefined {
  if (weakness(e.right, scope) > 0) {
    const left = infer(e.left, scope);
    const right = left && infer(e.right, scope, { kind: 'set', of: left.sort });
    return left && right && truth('in', [left, right], e.span);
  }
  const right = infer(e.right, scope);
  const element = right && elementSort(right.sort);
  if (right === undefined || element === undefined) {
    infer(e.left, scope);
    return (
      right &&
      scope.report.add(
        'E0303',
        e.span,
        `${article(right.sort)} is no set, multiset or sequence, so \\in is not defined on it${right.sort.kind === 'map' ? '; write defined(m, k)' : ''}`,
      )
    );
  }
  const left = expect(infer, e.left, scope, element);
  return left && truth('in', [left, right], e.span);
}

function inferSubset(infer: Infer, e: BinaryExpr, scope: Scope): Expr | undefined {
  const pair = inferPair(infer, e.left, e.right, scope);
  if (pair === undefined) return undefined;
  const [left, right] = pair;
  if (left.sort.kind !== 'set' && left.sort.kind !== 'mset')
    return undefinedOn(e.op, pair, e.span, scope);
  if (expectSort(right, left.sort, scope) === undefined) return undefined;
  const [small, big] = e.op.startsWith('\\sub') ? [left, right] : [right, left];
  const subset = truth('subset', [small, big], e.span);
  if (e.op.endsWith('eq')) return subset;
  return truth('and', [subset, truth('ne', [small, big], e.span)], e.span);
}

/** `s |- x`. */
function inferAppend(infer: Infer, e: BinaryExpr, scope: Scope, want?: Sort): Expr | undefined {
  return inferGrown(infer, e, e.left, e.right, 'append', scope, want);
}

/** `x -| s`. */
function inferPrepend(infer: Infer, e: BinaryExpr, scope: Scope, want?: Sort): Expr | undefined {
  return inferGrown(infer, e, e.right, e.left, 'prepend', scope, want);
}

function inferGrown(
  infer: Infer,
  e: BinaryExpr,
  sequence: AstExpr,
  element: AstExpr,
  op: 'append' | 'prepend',
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const byElement = want?.kind !== 'seq' && weakness(sequence, scope) === 2;
  const known = byElement ? infer(element, scope) : undefined;
  const hint: Sort | undefined = known
    ? { kind: 'seq', of: known.sort }
    : want?.kind === 'seq'
      ? want
      : undefined;
  const s = infer(sequence, scope, hint);
  if (s === undefined) return undefined;
  if (s.sort.kind !== 'seq')
    return scope.report.add(
      'E0303',
      e.span,
      `${article(s.sort)} is no sequence, so ${e.op} is not defined on it`,
    );
  const x = expectStored(infer, element, scope, s.sort.of);
  return x && apply(op, op === 'append' ? [s, x] : [x, s], s.sort, e.span);
}

function inferConcat(infer: Infer, e: BinaryExpr, scope: Scope, want?: Sort): Expr | undefined {
  const pair = inferPair(infer, e.left, e.right, scope, want?.kind === 'seq' ? want : undefined);
  if (pair === undefined) return undefined;
  const [left, right] = pair;
  if (left.sort.kind !== 'seq') return undefinedOn(e.op, pair, e.span, scope);
  return expectSort(right, left.sort, scope) && apply('concat', pair, left.sort, e.span);
}

export function undefinedOn(
  op: string,
  args: readonly Expr[],
  span: AstExpr['span'],
  scope: Scope,
): undefined {
  const sorts = args.map((arg) => printSort(arg.sort)).join(' and ');
  return scope.report.add('E0303', span, `${op} is not defined on ${sorts}`);
}
