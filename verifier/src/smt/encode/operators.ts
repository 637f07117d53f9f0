/** The built-in operators over symbolic values. */
import type { Apply, Sort } from '@maat/spec-lang';
import {
  and,
  divide,
  equal,
  exists,
  forall,
  implies,
  ite,
  less,
  lessOrEqual,
  minus,
  not,
  or,
  plus,
  times,
} from '../logic/build.js';
import { FALSE, numeral, variable, type Term } from '../logic/term.js';
import { chooseSym, equalSyms, forEvery } from './compare.js';
import type { Problem } from './context.js';
import { emptyOf, dummy } from './dummy.js';
import type { Meant } from './evaluate.js';
import { Inexpressible } from './inexpressible.js';
import { named } from './named.js';
import { comparison } from './order.js';
import { indexed, updated } from './update.js';
import { expectSym, symOf, termOf, type SeqSym, type Sym } from './value.js';

const ZERO = numeral(0);
const ONE = numeral(1);

export function operate(expr: Apply, args: readonly Meant[], problem: Problem): Meant {
  const { op, span, sort } = expr;
  const defined = and(...args.map((a) => a.ok));
  const sym = (i: number): Sym => present(args[i]).value;
  const term = (i: number): Term => termOf(sym(i));
  const sortAt = (i: number): Sort => present(expr.args[i]).sort;
  const total = (value: Sym): Meant => ({ value, ok: defined });
  const when = (condition: Term, value: Sym): Meant => ({ value, ok: and(defined, condition) });
  const says = (formula: Term): Meant => total(symOf(formula));
  const seq = (i: number): SeqSym => expectSym(sym(i), 'seq');
  const nonEmpty = (i: number): Term => less(ZERO, seq(i).len);
  switch (op) {
    case 'not':
      return says(not(term(0)));
    case 'iff':
      return says(equal(term(0), term(1)));
    case 'eq':
      return says(equalSyms(problem, wider(sortAt(0), sortAt(1)), sym(0), sym(1), span));
    case 'ne':
      return says(not(equalSyms(problem, wider(sortAt(0), sortAt(1)), sym(0), sym(1), span)));
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return says(comparison(problem, op, sortAt(0), term(0), term(1), span));
    case 'plus':
      return total(symOf(plus(term(0), term(1))));
    case 'minus':
      return total(symOf(minus(term(0), term(1))));
    case 'times':
      return total(symOf(times(term(0), term(1))));
    case 'div':
    case 'mod':
      return when(not(equal(term(1), ZERO)), symOf(divide(op, term(0), term(1))));
    case 'negate':
      return total(symOf(minus(ZERO, term(0))));
    case 'abs':
      return total(symOf(ite(less(term(0), ZERO), minus(ZERO, term(0)), term(0))));
    case 'min':
      return total(symOf(ite(lessOrEqual(term(0), term(1)), term(0), term(1))));
    case 'max':
      return total(symOf(ite(lessOrEqual(term(0), term(1)), term(1), term(0))));
    case 'empty':
      return total(emptyOf(problem, sort, span));
    case 'display':
      return total(
        display(
          problem,
          expr,
          args.map((a) => a.value),
        ),
      );
    case 'in':
      return says(member(problem, expr, sym(0), sym(1)));
    case 'size':
      return sizeOf(problem, expr, sym(0), defined);
    case 'insert':
      return total(inserted(problem, expr, sym(0), sym(1)));
    case 'delete':
      return total(deleted(problem, expr, sym(0), sym(1)));
    case 'union':
    case 'intersection':
    case 'difference':
      return total(merged(op, sym(0), sym(1)));
    case 'subset':
      return says(subset(problem, expr, sym(0), sym(1)));
    case 'count':
      return total(symOf(countIn(sym(1), sym(0))));
    case 'least':
    case 'greatest':
    case 'rank':
    case 'mint':
    case 'ringFirst':
    case 'ringLeft':
    case 'ringRight':
    case 'ringName':
      return named(
        problem,
        expr,
        args.map((a) => a.value),
        defined,
      );
    case 'elements':
      return total({ kind: 'set', has: (x) => occurs(problem, expr, x, seq(0)) });
    case 'append':
      return total(appended(seq(0), sym(1)));
    case 'prepend':
      return total(prepended(sym(0), seq(1)));
    case 'concat':
      return total(concatenated(seq(0), seq(1)));
    case 'head':
      return when(nonEmpty(0), seq(0).at(ZERO));
    case 'last':
      return when(nonEmpty(0), seq(0).at(minus(seq(0).len, ONE)));
    case 'tail':
      return when(nonEmpty(0), {
        kind: 'seq',
        len: minus(seq(0).len, ONE),
        at: (i) => seq(0).at(plus(i, ONE)),
      });
    case 'init':
      return when(nonEmpty(0), { kind: 'seq', len: minus(seq(0).len, ONE), at: seq(0).at });
    case 'slice':
      return total(slice(seq(0), term(1), term(2)));
    case 'prefix':
      return says(isPrefix(problem, expr, seq(0), seq(1)));
    case 'index':
      return indexed(
        sym(0),
        args.slice(1).map((a) => a.value),
        defined,
      );
    case 'update':
      return updated(
        problem,
        expr,
        args.map((a) => a.value),
        defined,
      );
    case 'constant':
      return total({ kind: 'array', at: () => sym(0) });
    case 'defined':
      return says(expectSym(sym(0), 'map').has(sym(1)));
    case 'remove':
      return total(removed(problem, expr, sym(0), sym(1)));
    case 'keys':
      return total({ kind: 'set', has: expectSym(sym(0), 'map').has });
    case 'nil':
      return total(dummy(problem, sort, span));
    case 'embed':
      return total({ kind: 'null', isNil: FALSE, val: sym(0) });
    case 'val':
      return when(not(expectSym(sym(0), 'null').isNil), expectSym(sym(0), 'null').val);
    case 'and':
    case 'or':
    case 'implies':
    case 'hasTag':
      throw new Inexpressible(`${op} in this place`, span);
  }
}

/** Nat ≤ Int: two numbers are compared as integers; of other sorts both are the same. */
function wider(a: Sort, b: Sort): Sort {
  return a.kind === 'nat' ? b : a;
}

function display(problem: Problem, expr: Apply, elements: readonly Sym[]): Sym {
  const { sort, span } = expr;
  switch (sort.kind) {
    case 'set':
      return {
        kind: 'set',
        has: (x) => or(...elements.map((e) => equalSyms(problem, sort.of, x, e, span))),
      };
    case 'mset':
      return elements.reduce((m, e) => inserted(problem, expr, e, m), emptyOf(problem, sort, span));
    case 'seq':
      return elements.reduce<Sym>(
        (s, e) => appended(expectSym(s, 'seq'), e),
        emptyOf(problem, sort, span),
      );
    default:
      throw new TypeError(`a display of a ${sort.kind}`);
  }
}

function member(problem: Problem, expr: Apply, x: Sym, collection: Sym): Term {
  switch (collection.kind) {
    case 'set':
      return collection.has(x);
    case 'mset':
      return less(ZERO, collection.count(x));
    case 'seq':
      return occurs(problem, expr, x, collection);
    default:
      throw new TypeError(`nothing is in a ${collection.kind}`);
  }
}

function occurs(problem: Problem, expr: Apply, x: Sym, s: SeqSym): Term {
  const of = elementSort(expr.op === 'elements' ? expr.args[0]?.sort : expr.args[1]?.sort);
  const i = problem.variable('i', 'Int');
  const at = variable(i);
  const same = equalSyms(problem, of, s.at(at), x, expr.span);
  return exists([i], and(lessOrEqual(ZERO, at), less(at, s.len), same));
}

function elementSort(sort: Sort | undefined): Sort {
  if (sort === undefined || !('of' in sort)) throw new TypeError('a collection is meant');
  return sort.of;
}

function sizeOf(problem: Problem, expr: Apply, of: Sym, defined: Term): Meant {
  if (of.kind === 'seq') return { value: symOf(of.len), ok: defined };
  return named(problem, expr, [of], defined);
}

function inserted(problem: Problem, expr: Apply, x: Sym, into: Sym): Sym {
  const of = elementSort(expr.sort);
  const same = (y: Sym): Term => equalSyms(problem, of, y, x, expr.span);
  if (into.kind === 'set') return { kind: 'set', has: (y) => or(same(y), into.has(y)) };
  const { count } = expectSym(into, 'mset');
  return { kind: 'mset', count: (y) => ite(same(y), plus(count(y), ONE), count(y)) };
}

function deleted(problem: Problem, expr: Apply, x: Sym, from: Sym): Sym {
  const of = elementSort(expr.sort);
  const same = (y: Sym): Term => equalSyms(problem, of, y, x, expr.span);
  if (from.kind === 'set') return { kind: 'set', has: (y) => and(not(same(y)), from.has(y)) };
  const { count } = expectSym(from, 'mset');
  const less1 = (y: Sym): Term => ite(less(ZERO, count(y)), minus(count(y), ONE), count(y));
  return { kind: 'mset', count: (y) => ite(same(y), less1(y), count(y)) };
}

function merged(op: 'union' | 'intersection' | 'difference', a: Sym, b: Sym): Sym {
  if (a.kind === 'set') {
    const other = expectSym(b, 'set');
    if (op === 'union') return { kind: 'set', has: (x) => or(a.has(x), other.has(x)) };
    if (op === 'intersection') return { kind: 'set', has: (x) => and(a.has(x), other.has(x)) };
    return { kind: 'set', has: (x) => and(a.has(x), not(other.has(x))) };
  }
  const [x, y] = [expectSym(a, 'mset').count, expectSym(b, 'mset').count];
  if (op === 'union') return { kind: 'mset', count: (e) => plus(x(e), y(e)) };
  if (op === 'intersection') {
    return { kind: 'mset', count: (e) => ite(lessOrEqual(x(e), y(e)), x(e), y(e)) };
  }
  return { kind: 'mset', count: (e) => ite(lessOrEqual(y(e), x(e)), minus(x(e), y(e)), ZERO) };
}

function subset(problem: Problem, expr: Apply, a: Sym, b: Sym): Term {
  const of = elementSort(expr.args[0]?.sort);
  if (a.kind === 'set') {
    const other = expectSym(b, 'set');
    return forEvery(problem, of, expr.span, (x) => implies(a.has(x), other.has(x)));
  }
  const [x, y] = [expectSym(a, 'mset').count, expectSym(b, 'mset').count];
  return forEvery(problem, of, expr.span, (e) => lessOrEqual(x(e), y(e)));
}

function countIn(collection: Sym, x: Sym): Term {
  if (collection.kind === 'set') return ite(collection.has(x), ONE, ZERO);
  return expectSym(collection, 'mset').count(x);
}

function appended(s: SeqSym, x: Sym): Sym {
  return concatenated(s, { kind: 'seq', len: ONE, at: () => x });
}

function prepended(x: Sym, s: SeqSym): Sym {
  return concatenated({ kind: 'seq', len: ONE, at: () => x }, s);
}

function concatenated(a: SeqSym, b: SeqSym): Sym {
  return {
    kind: 'seq',
    len: plus(a.len, b.len),
    at: (i) => chooseSym(less(i, a.len), a.at(i), b.at(minus(i, a.len))),
  };
}

/** Those positions from ≤ i < to that exist. */
function slice(s: SeqSym, from: Term, to: Term): Sym {
  const start = atLeastZero(from);
  const end = ite(less(to, s.len), to, s.len);
  return { kind: 'seq', len: atLeastZero(minus(end, start)), at: (i) => s.at(plus(i, start)) };
}

function atLeastZero(n: Term): Term {
  return ite(less(n, ZERO), ZERO, n);
}

function isPrefix(problem: Problem, expr: Apply, a: SeqSym, b: SeqSym): Term {
  const i = problem.variable('i', 'Int');
  const at = variable(i);
  const inside = and(lessOrEqual(ZERO, at), less(at, a.len));
  const same = equalSyms(problem, elementSort(expr.args[0]?.sort), a.at(at), b.at(at), expr.span);
  return and(lessOrEqual(a.len, b.len), forall([i], implies(inside, same)));
}

function removed(problem: Problem, expr: Apply, of: Sym, key: Sym): Sym {
  const { sort, span } = expr;
  if (sort.kind !== 'map') throw new TypeError('a map is meant');
  const map = expectSym(of, 'map');
  const same = (k: Sym): Term => equalSyms(problem, sort.from, k, key, span);
  return { kind: 'map', has: (k) => and(not(same(k)), map.has(k)), at: map.at };
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('an operand is missing');
  return item;
}
