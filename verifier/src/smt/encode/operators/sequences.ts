/** Operators of Seq; positions are counted from 0. */
import type { Sort } from '@maat/spec-lang';
import {
  and,
  exists,
  forall,
  implies,
  ite,
  less,
  lessOrEqual,
  minus,
  plus,
} from '../../logic/build.js';
import { numeral, variable, type Term } from '../../logic/term.js';
import { chooseSym } from '../choose.js';
import type { Meant, SeqSym, Sym } from '../value.js';
import type { Rules, Site } from './site.js';

const ZERO = numeral(0);
const ONE = numeral(1);

export const SEQUENCES = {
  elements: (site) => {
    const of = site.elementOf(site.sort(0));
    return site.total({ kind: 'set', has: (x) => occurs(site, of, x, site.seq(0)) });
  },
  append: (site) => site.total(appended(site.seq(0), site.sym(1))),
  prepend: (site) => site.total(concatenated(single(site.sym(0)), site.seq(1))),
  concat: (site) => site.total(concatenated(site.seq(0), site.seq(1))),
  slice: (site) => site.total(slice(site.seq(0), site.term(1), site.term(2))),
  prefix: (site) => site.says(isPrefix(site, site.seq(0), site.seq(1))),
  head: (site) => ofSome(site, (s) => s.at(ZERO)),
  last: (site) => ofSome(site, (s) => s.at(minus(s.len, ONE))),
  tail: (site) =>
    ofSome(site, (s) => ({
      kind: 'seq',
      len: minus(s.len, ONE),
      at: (i) => s.at(plus(i, ONE)),
    })),
  init: (site) => ofSome(site, (s) => ({ kind: 'seq', len: minus(s.len, ONE), at: s.at })),
} as const satisfies Rules;

/** Undefined of the empty sequence. */
function ofSome(site: Site, value: (s: SeqSym) => Sym): Meant {
  const s = site.seq(0);
  return site.when(less(ZERO, s.len), value(s));
}

export function appended(s: SeqSym, x: Sym): SeqSym {
  return concatenated(s, single(x));
}

function single(x: Sym): SeqSym {
  return { kind: 'seq', len: ONE, at: () => x };
}

function concatenated(a: SeqSym, b: SeqSym): SeqSym {
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

function isPrefix(site: Site, a: SeqSym, b: SeqSym): Term {
  const i = site.problem.variable('i', 'Int');
  const at = variable(i);
  const same = site.same(site.elementOf(site.sort(0)), a.at(at), b.at(at));
  return and(lessOrEqual(a.len, b.len), forall([i], implies(inRange(at, a), same)));
}

/** Whether x is at some position. */
export function occurs(site: Site, of: Sort, x: Sym, s: SeqSym): Term {
  const i = site.problem.variable('i', 'Int');
  const at = variable(i);
  return exists([i], and(inRange(at, s), site.same(of, s.at(at), x)));
}

function inRange(i: Term, s: SeqSym): Term {
  return and(lessOrEqual(ZERO, i), less(i, s.len));
}
