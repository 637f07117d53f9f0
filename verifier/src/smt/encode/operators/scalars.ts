/** Operators of Bool and of numbers; equality and order of all sorts. */
import type { Sort } from '@maat/spec-lang';
import {
  divide,
  equal,
  ite,
  less,
  lessOrEqual,
  minus,
  not,
  plus,
  times,
} from '../../logic/build.js';
import { numeral, type Term } from '../../logic/term.js';
import { comparison } from '../order.js';
import { symOf, type Meant } from '../value.js';
import type { Rules, Site } from './site.js';

const ZERO = numeral(0);

export const SCALARS = {
  not: (site) => site.says(not(site.term(0))),
  iff: (site) => site.says(equal(site.term(0), site.term(1))),
  eq: (site) => site.says(equality(site)),
  ne: (site) => site.says(not(equality(site))),
  lt: (site) => order('lt', site),
  le: (site) => order('le', site),
  gt: (site) => order('gt', site),
  ge: (site) => order('ge', site),
  plus: (site) => number(site, plus(site.term(0), site.term(1))),
  minus: (site) => number(site, minus(site.term(0), site.term(1))),
  times: (site) => number(site, times(site.term(0), site.term(1))),
  div: (site) => quotient('div', site),
  mod: (site) => quotient('mod', site),
  negate: (site) => number(site, minus(ZERO, site.term(0))),
  natural: (site) => site.when(lessOrEqual(ZERO, site.term(0)), site.sym(0)),
  abs: (site) =>
    number(site, ite(less(site.term(0), ZERO), minus(ZERO, site.term(0)), site.term(0))),
  min: (site) => number(site, lesser(site.term(0), site.term(1))),
  max: (site) =>
    number(site, ite(lessOrEqual(site.term(0), site.term(1)), site.term(1), site.term(0))),
} as const satisfies Rules;

function equality(site: Site): Term {
  return site.same(wider(site.sort(0), site.sort(1)), site.sym(0), site.sym(1));
}

/** Nat ≤ Int: two numbers are compared as integers; of other sorts both are the same. */
function wider(a: Sort, b: Sort): Sort {
  return a.kind === 'nat' ? b : a;
}

function order(op: 'lt' | 'le' | 'gt' | 'ge', site: Site): Meant {
  const { span } = site.expr;
  return site.says(comparison(site.problem, op, site.sort(0), site.term(0), site.term(1), span));
}

function number(site: Site, value: Term): Meant {
  return site.total(symOf(value));
}

function quotient(op: 'div' | 'mod', site: Site): Meant {
  const value = symOf(divide(op, site.term(0), site.term(1)));
  return site.when(not(equal(site.term(1), ZERO)), value);
}

function lesser(a: Term, b: Term): Term {
  return ite(lessOrEqual(a, b), a, b);
}
