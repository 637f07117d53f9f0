/**
 * How many elements a set, a multiset or a map has. What was made by inserting and deleting is counted from
 * what it was made of; of all else these facts of finite collections are known: it has none just where it is
 * empty, at most one where all are the same, a part of it has no more, and parts of it without a common
 * element have together no more, which is what quorums rest on.
 */
import { printSort, type Sort, type Span } from '@maat/spec-lang';
import { and, equal, forall, implies, less, lessOrEqual, not, plus } from '../../logic/build.js';
import { numeral, variable, type Term } from '../../logic/term.js';
import { substituteTerm } from '../../logic/walk.js';
import { boundValue } from '../bound.js';
import { equalSyms, forEvery } from '../compare.js';
import type { Measured, Problem } from '../context.js';
import { Inexpressible } from '../inexpressible.js';
import { symOf, type Grown, type Meant, type Sym } from '../value.js';
import { abstracted, valueOf } from './abstracted.js';
import type { Site } from './site.js';

export function cardinality(site: Site): Meant {
  const { problem, expr } = site;
  const sort = elementSort(site.sort(0), expr.span);
  const sizeOf = (of: Sym): Term => grownOf(of)?.(sizeOf) ?? known(problem, sort, of, expr.span);
  return site.total(symOf(sizeOf(site.sym(0))));
}

function grownOf(of: Sym): Grown | undefined {
  return of.kind === 'set' || of.kind === 'mset' || of.kind === 'map' ? of.grown : undefined;
}

function elementSort(sort: Sort, span: Span): Sort {
  if (sort.kind === 'set' || sort.kind === 'mset') return sort.of;
  if (sort.kind === 'map') return sort.from;
  throw new Inexpressible(`the size of a ${sort.kind}`, span);
}

const ZERO = numeral(0);
const ONE = numeral(1);

/** By its symbol, of which the facts are told when it is new. */
function known(problem: Problem, sort: Sort, of: Sym, span: Span): Term {
  const x = boundValue(problem, 'element', sort, span);
  const found = abstracted(problem, 'size', timesIn(of, x.value, span), x.variables, 'Int');
  const size = valueOf(found);
  if (!found.isNew) return size;
  const one: Measured = { has: (e) => hasIn(of, e, span), variables: found.variables, size };
  const desk = { problem, sort, span };
  tell(problem, [one], ownFacts(desk, of, one));
  if (of.kind === 'mset') return size;
  const others = problem.measured(printSort(sort), one);
  for (const other of [...others, twinOf(problem, one)]) {
    tell(problem, [one, other], [...partFacts(desk, one, other), ...partFacts(desk, other, one)]);
  }
  if (others.length < MOST_TRIPLES) quorums(desk, one, others);
  return size;
}

/** With more sizes in one problem, what parts have together is left open: the facts would be too many. */
const MOST_TRIPLES = 4;

interface Desk {
  readonly problem: Problem;
  readonly sort: Sort;
  readonly span: Span;
}

function ownFacts({ problem, sort, span }: Desk, of: Sym, { has, size }: Measured): Term[] {
  const every = (body: (x: Sym) => Term): Term => forEvery(problem, sort, span, body);
  const facts = [
    lessOrEqual(ZERO, size),
    equal(
      equal(size, ZERO),
      every((x) => not(has(x))),
    ),
  ];
  if (of.kind === 'mset') return [...facts, every((x) => lessOrEqual(of.count(x), size))];
  const allSame = every((x) =>
    every((y) => implies(and(has(x), has(y)), equalSyms(problem, sort, x, y, span))),
  );
  return [...facts, equal(lessOrEqual(size, ONE), allSame)];
}

/** A part has no more, and fewer unless it is the whole. */
function partFacts({ problem, sort, span }: Desk, part: Measured, whole: Measured): Term[] {
  const within = (a: Measured, b: Measured): Term =>
    forEvery(problem, sort, span, (x) => implies(a.has(x), b.has(x)));
  const isPart = within(part, whole);
  return [
    implies(isPart, lessOrEqual(part.size, whole.size)),
    implies(and(isPart, not(within(whole, part))), less(part.size, whole.size)),
  ];
}

/** Two parts of a whole that have more than it together have an element in common. */
function quorums(desk: Desk, one: Measured, others: readonly Measured[]): void {
  const { problem } = desk;
  const all = [one, ...others];
  for (const [i, a] of all.entries())
    for (const b of [...all.slice(i + 1), twinOf(problem, a)])
      for (const whole of all)
        if ([a, b, whole].includes(one))
          tell(problem, [a, b, whole], [together(desk, a, b, whole)]);
}

function together({ problem, sort, span }: Desk, a: Measured, b: Measured, whole: Measured): Term {
  const every = (body: (x: Sym) => Term): Term => forEvery(problem, sort, span, body);
  const isApart = every((x) => not(and(a.has(x), b.has(x))));
  const isWithin = every((x) => implies(a.has(x), whole.has(x)));
  const other = every((x) => implies(b.has(x), whole.has(x)));
  return implies(and(isApart, isWithin, other), lessOrEqual(plus(a.size, b.size), whole.size));
}

function tell(problem: Problem, about: readonly Measured[], facts: readonly Term[]): void {
  const variables = [...new Set(about.flatMap((m) => m.variables))];
  const pattern = variables.length === 0 ? [] : [[...new Set(about.map((m) => m.size))]];
  for (const fact of facts) problem.assume(forall(variables, fact, pattern));
}

/** The same collection of other values of what it depends on. */
function twinOf(problem: Problem, { has, variables, size }: Measured): Measured {
  const fresh = variables.map((v) => problem.variable('x', v.sort));
  const renaming = new Map(variables.map((v, i) => [v.name, variable(fresh[i] ?? v)]));
  return {
    has: (x) => substituteTerm(has(x), renaming),
    variables: fresh,
    size: substituteTerm(size, renaming),
  };
}

function timesIn(of: Sym, x: Sym, span: Span): Term {
  return of.kind === 'mset' ? of.count(x) : hasIn(of, x, span);
}

function hasIn(of: Sym, x: Sym, span: Span): Term {
  if (of.kind === 'mset') return less(ZERO, of.count(x));
  if (of.kind === 'set' || of.kind === 'map') return of.has(x);
  throw new Inexpressible(`the size of a ${of.kind}`, span);
}
