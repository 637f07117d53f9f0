/** Operators of Set and Mset, and those that all collections share. */
import type { Sort } from '@maat/spec-lang';
import { and, implies, ite, less, lessOrEqual, minus, not, or, plus } from '../../logic/build.js';
import { numeral, type Term } from '../../logic/term.js';
import { forEvery } from '../compare.js';
import { emptyOf, isCollection } from '../dummy.js';
import { expectSym, symOf, type Grown, type SetSym, type Sym } from '../value.js';
import { appended, occurs } from './sequences.js';
import { cardinality } from './size.js';
import type { Rules, Site } from './site.js';

const ZERO = numeral(0);
const ONE = numeral(1);

export const COLLECTIONS = {
  empty: (site) => site.total(empty(site)),
  display: (site) => site.total(display(site)),
  in: (site) => site.says(member(site, site.sym(0), site.sym(1))),
  size: (site) =>
    site.sym(0).kind === 'seq' ? site.total(symOf(site.seq(0).len)) : cardinality(site),
  insert: (site) => site.total(inserted(site, site.sym(0), site.sym(1))),
  delete: (site) => site.total(deleted(site, site.sym(0), site.sym(1))),
  union: (site) => site.total(merged('union', site.sym(0), site.sym(1))),
  intersection: (site) => site.total(merged('intersection', site.sym(0), site.sym(1))),
  difference: (site) => site.total(merged('difference', site.sym(0), site.sym(1))),
  subset: (site) => site.says(subset(site, site.sym(0), site.sym(1))),
  count: (site) => site.total(symOf(countIn(site.sym(1), site.sym(0)))),
} as const satisfies Rules;

function empty(site: Site): Sym {
  const { sort, span } = site.expr;
  if (!isCollection(sort)) throw new TypeError(`a ${sort.kind} has no empty value`);
  return emptyOf(site.problem, sort, span);
}

function display(site: Site): Sym {
  const { sort } = site.expr;
  const elements = site.operands;
  if (sort.kind === 'set') {
    return displayed(site, sort.of, elements);
  }
  if (sort.kind === 'mset') return elements.reduce((m, e) => inserted(site, e, m), empty(site));
  return elements.reduce<Sym>((s, e) => appended(expectSym(s, 'seq'), e), empty(site));
}

function displayed(site: Site, of: Sort, elements: readonly Sym[]): SetSym {
  const has = (x: Sym): Term => or(...elements.map((e) => site.same(of, x, e)));
  const last = elements.at(-1);
  if (last === undefined) return { kind: 'set', has };
  const others = displayed(site, of, elements.slice(0, -1));
  return {
    kind: 'set',
    has,
    grown: (size) => plus(size(others), ite(others.has(last), ZERO, ONE)),
  };
}

function member(site: Site, x: Sym, collection: Sym): Term {
  if (collection.kind === 'set') return collection.has(x);
  if (collection.kind === 'mset') return less(ZERO, collection.count(x));
  return occurs(site, site.elementOf(site.sort(1)), x, expectSym(collection, 'seq'));
}

function inserted(site: Site, x: Sym, into: Sym): Sym {
  const same = sameAs(site, x);
  if (into.kind === 'set') {
    const grown: Grown = (size) => plus(size(into), ite(into.has(x), ZERO, ONE));
    return { kind: 'set', has: (y) => or(same(y), into.has(y)), grown };
  }
  const { count } = expectSym(into, 'mset');
  const grown: Grown = (size) => plus(size(into), ONE);
  return { kind: 'mset', count: (y) => ite(same(y), plus(count(y), ONE), count(y)), grown };
}

function deleted(site: Site, x: Sym, from: Sym): Sym {
  const same = sameAs(site, x);
  const grown: Grown = (size) => minus(size(from), ite(member(site, x, from), ONE, ZERO));
  if (from.kind === 'set')
    return { kind: 'set', has: (y) => and(not(same(y)), from.has(y)), grown };
  const { count } = expectSym(from, 'mset');
  const oneLess = (y: Sym): Term => ite(less(ZERO, count(y)), minus(count(y), ONE), count(y));
  return { kind: 'mset', count: (y) => ite(same(y), oneLess(y), count(y)), grown };
}

function sameAs(site: Site, x: Sym): (y: Sym) => Term {
  const of = site.elementOf(site.expr.sort);
  return (y) => site.same(of, y, x);
}

type Merging = 'union' | 'intersection' | 'difference';

function merged(op: Merging, a: Sym, b: Sym): Sym {
  if (a.kind === 'set') {
    const other = expectSym(b, 'set');
    return { kind: 'set', has: (x) => mergedHas(op, a.has(x), other.has(x)) };
  }
  const [x, y] = [expectSym(a, 'mset').count, expectSym(b, 'mset').count];
  return { kind: 'mset', count: (e) => mergedCount(op, x(e), y(e)) };
}

function mergedHas(op: Merging, a: Term, b: Term): Term {
  switch (op) {
    case 'union':
      return or(a, b);
    case 'intersection':
      return and(a, b);
    case 'difference':
      return and(a, not(b));
  }
}

function mergedCount(op: Merging, a: Term, b: Term): Term {
  switch (op) {
    case 'union':
      return plus(a, b);
    case 'intersection':
      return ite(lessOrEqual(a, b), a, b);
    case 'difference':
      return ite(lessOrEqual(b, a), minus(a, b), ZERO);
  }
}

function subset(site: Site, a: Sym, b: Sym): Term {
  const of = site.elementOf(site.sort(0));
  const every = (body: (x: Sym) => Term): Term => forEvery(site.problem, of, site.expr.span, body);
  if (a.kind === 'set') {
    const other = expectSym(b, 'set');
    return every((x) => implies(a.has(x), other.has(x)));
  }
  const [x, y] = [expectSym(a, 'mset').count, expectSym(b, 'mset').count];
  return every((e) => lessOrEqual(x(e), y(e)));
}

function countIn(collection: Sym, x: Sym): Term {
  if (collection.kind === 'set') return ite(collection.has(x), ONE, ZERO);
  return expectSym(collection, 'mset').count(x);
}
