/**
 * The ring of RingIndex: its elements in canonical order, the first behind the last. A neighbour to the right
 * is the next greater element or, of the greatest, the first; names differ. This is all that the ring of any scope has in common.
 */
import type { Sort } from '@maat/spec-lang';
import { equal, forall, implies, less, lessOrEqual, or } from '../../logic/build.js';
import { apply, numeral, variable, type LogicSort, type Term } from '../../logic/term.js';
import type { Problem } from '../context.js';
import { logicSort } from '../logic-sort.js';
import { placed } from '../order.js';
import { symOf } from '../value.js';
import type { Rules, Site } from './site.js';

export const RING = {
  ringFirst: (site) => site.total(symOf(ringOf(site, site.expr.sort).first)),
  ringLeft: (site) => site.total(symOf(ringOf(site, site.sort(0)).left(site.term(0)))),
  ringRight: (site) => site.total(symOf(ringOf(site, site.sort(0)).right(site.term(0)))),
  ringName: (site) => site.total(symOf(nameOf(site))),
} as const satisfies Rules;

interface Ring {
  readonly first: Term;
  readonly left: (x: Term) => Term;
  readonly right: (x: Term) => Term;
}

function ringOf({ problem, expr: { span } }: Site, index: Sort): Ring {
  const sort = logicSort(index, span);
  const isNew = !problem.isDeclared(`ring.right.${sort}`);
  const right = problem.shared(`ring.right.${sort}`, [sort], sort);
  const left = problem.shared(`ring.left.${sort}`, [sort], sort);
  const made: Ring = {
    first: apply(problem.shared(`ring.first.${sort}`, [], sort), []),
    left: (x) => apply(left, [x]),
    right: (x) => apply(right, [x]),
  };
  if (isNew) define(problem, made, sort, (t) => placed(problem, index, t, span));
  return made;
}

function define(problem: Problem, made: Ring, sort: LogicSort, place: (t: Term) => Term): void {
  const [i, j] = [problem.variable('i', sort), problem.variable('j', sort)];
  const [x, y] = [variable(i), variable(j)];
  const { first, left, right } = made;
  const next = right(x);
  const grows = less(place(x), place(next));
  const between = or(lessOrEqual(place(y), place(x)), lessOrEqual(place(next), place(y)));
  const pair = [[next, place(y)]];
  problem.assume(forall([i], lessOrEqual(place(first), place(x)), [[place(x)]]));
  problem.assume(forall([i], or(grows, equal(next, first)), [[next]]));
  problem.assume(forall([i, j], implies(grows, between), pair));
  problem.assume(forall([i, j], or(grows, lessOrEqual(place(y), place(x))), pair));
  problem.assume(forall([i], equal(left(next), x), [[next]]));
  problem.assume(forall([i], equal(right(left(x)), x), [[left(x)]]));
}

/** An element is found by its name, so that no two have the same. */
function nameOf(site: Site): Term {
  const { problem, expr } = site;
  const from = logicSort(site.sort(0), expr.span);
  const to = logicSort(expr.sort, expr.span);
  const isNew = !problem.isDeclared(`ring.name.${from}.${to}`);
  const name = problem.shared(`ring.name.${from}.${to}`, [from], to);
  const named = problem.shared(`ring.named.${from}.${to}`, [to], from);
  if (isNew) {
    const i = problem.variable('i', from);
    const whole = apply(name, [variable(i)]);
    problem.assume(forall([i], equal(apply(named, [whole]), variable(i)), [[whole]]));
    if (expr.sort.kind === 'nat' || expr.sort.kind === 'int')
      problem.assume(forall([i], lessOrEqual(numeral(0), whole), [[whole]]));
  }
  return apply(name, [site.term(0)]);
}
