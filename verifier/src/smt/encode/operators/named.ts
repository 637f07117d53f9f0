/**
 * Operators that the logic has no function for: the least element of a set, an element's rank, a ring's
 * neighbours, minted names. Each gets a symbol of its own, and the facts that define it.
 */
import type { Apply, Sort } from '@maat/spec-lang';
import { and, equal, exists, forall, implies, less, lessOrEqual } from '../../logic/build.js';
import {
  apply,
  numeral,
  truth,
  variable,
  type Fn,
  type LogicSort,
  type Term,
} from '../../logic/term.js';
import type { Problem } from '../context.js';
import { boundValue } from '../bound.js';
import { isScalar, logicSort } from '../logic-sort.js';
import { substituteTerm } from '../../logic/walk.js';
import { isPlaced, placed } from '../order.js';
import { expectSym, symOf, termOf, type Meant, type SetSym } from '../value.js';
import { abstracted, valueOf, type Abstracted } from './abstracted.js';
import { joinedTerm, written } from './pieces.js';
import { RING } from './ring.js';
import type { Rules, Site } from './site.js';

export const NAMED = {
  least: (site) => extreme(site, 'least'),
  greatest: (site) => extreme(site, 'greatest'),
  rank: (site) => site.total(symOf(rankTerm(site))),
  mint: (site) => site.total(symOf(minted(site))),
  pieces: (site) => site.total(written(site)),
  joined: (site) => site.total(symOf(joinedTerm(site))),
  ...RING,
} as const satisfies Rules;

/** The least element: in the set, and below every other, if there is one. */
function extreme(site: Site, op: 'least' | 'greatest'): Meant {
  const { problem, expr } = site;
  const set = expectSym(site.sym(0), 'set');
  const sort = setSort(expr.args[0]?.sort);
  if (sort.kind === 'tuple' && sort.fields.every((f) => isScalar(f.sort)))
    return someTuple(site, set, sort);
  const logic = logicSort(sort, expr.span);
  const x = problem.variable('x', logic);
  const { fn, variables, isNew } = ofSet(site, set, sort, logic);
  const chosen = apply(fn, variables.map(variable));
  const has = (t: Term): Term => set.has(symOf(t));
  const before = (a: Term, b: Term): Term => {
    const [p, q] = [placed(problem, sort, a, expr.span), placed(problem, sort, b, expr.span)];
    return op === 'least' ? lessOrEqual(p, q) : lessOrEqual(q, p);
  };
  if (isNew) {
    const some = forall([x], implies(has(variable(x)), has(chosen)));
    // Of sorts that have no < it is known only that it is one of the set's, the same each time.
    const others = isPlaced(sort)
      ? forall([x], implies(has(variable(x)), before(chosen, variable(x))))
      : truth(true);
    problem.assume(forall(variables, and(some, others)));
  }
  const y = problem.variable('x', logic);
  return site.when(exists([y], has(variable(y))), symOf(chosen));
}

/** Of tuples, a symbol for each field: together they are one of the set's, the same each time. */
function someTuple(site: Site, set: SetSym, sort: Sort): Meant {
  const { problem, expr } = site;
  const element = boundValue(problem, 'element', sort, expr.span);
  const formula = set.has(element.value);
  const parts = element.variables.map((v, i) =>
    abstracted(problem, `${expr.op}.${i}`, formula, element.variables, v.sort),
  );
  const chosen = new Map(
    element.variables.map((v, i) => [v.name, valueOf(parts[i] as Abstracted)] as const),
  );
  const fields = [...chosen.values()].map(symOf);
  const [first] = parts;
  if (first?.isNew === true) {
    const some = implies(formula, substituteTerm(and(formula, element.inside), chosen));
    problem.assume(forall([...first.variables, ...element.variables], some));
  }
  return site.when(exists(element.variables, formula), { kind: 'tuple', fields });
}

/** Different members of a set have different ranks, in their order, all below its size. */
function rankTerm(site: Site): Term {
  const { problem, expr } = site;
  const set = expectSym(site.sym(1), 'set');
  const sort = setSort(expr.args[1]?.sort);
  const logic = logicSort(sort, expr.span);
  const x = problem.variable('x', logic);
  const y = problem.variable('y', logic);
  const rank = ofSet(site, set, sort, 'Int', [logic]);
  const at = (t: Term): Term => apply(rank.fn, [...rank.variables.map(variable), t]);
  if (rank.isNew) {
    const [a, b] = [variable(x), variable(y)];
    const order = (t: Term): Term => placed(problem, sort, t, expr.span);
    const has = (t: Term): Term => set.has(symOf(t));
    const rises = implies(and(has(a), less(order(a), order(b))), less(at(a), at(b)));
    problem.assume(forall([...rank.variables, x], lessOrEqual(numeral(0), at(a))));
    problem.assume(forall([...rank.variables, x, y], rises));
  }
  return at(site.term(0));
}

/** The symbol of what is meant of a set. */
function ofSet(
  { problem, expr }: Site,
  set: SetSym,
  of: Sort,
  result: LogicSort,
  extra: readonly LogicSort[] = [],
): Abstracted {
  const element = { name: 'element', sort: logicSort(of, expr.span) };
  const formula = set.has(symOf(variable(element)));
  return abstracted(problem, expr.op, formula, [element], result, extra);
}

/** `mint` is one-to-one, and grows with its number. */
function minted({ problem, expr, operands }: Site): Term {
  const sort = logicSort(expr.sort, expr.span);
  const sorts = expr.args.map((a) => logicSort(a.sort, expr.span));
  const name = `mint.${sort}.${sorts.join('.')}`;
  const isNew = !problem.isDeclared(name);
  const fn = problem.shared(name, sorts, sort);
  if (isNew) assumeMint(problem, expr, fn);
  return apply(fn, operands.map(termOf));
}

function assumeMint(problem: Problem, expr: Apply, fn: Fn): void {
  const xs = fn.args.map((s) => problem.variable('x', s));
  const ys = fn.args.map((s) => problem.variable('y', s));
  const [a, b] = [apply(fn, xs.map(variable)), apply(fn, ys.map(variable))];
  xs.forEach((x, i) => {
    const back = problem.declare(`${fn.name}.back${String(i)}`, [fn.result], x.sort);
    problem.assume(forall(xs, equal(apply(back, [a]), variable(x)), [[a]]));
  });
  const order = (t: Term): Term => placed(problem, expr.sort, t, expr.span);
  const rises = implies(
    less(variable(present(xs[0])), variable(present(ys[0]))),
    less(order(a), order(b)),
  );
  problem.assume(forall([...xs, ...ys], rises, [[a, b]]));
}

function setSort(sort: Sort | undefined): Sort {
  if (sort?.kind !== 'set') throw new TypeError('a set is meant');
  return sort.of;
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('an operand is missing');
  return item;
}
