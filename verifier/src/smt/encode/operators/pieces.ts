/**
 * Values written in pieces. What the texts are is not said; this is: there is at least one, and the
 * pieces of a value, joined, are the value. It is an assumption about the codec that the layers run with.
 */
import { NOWHERE } from '@maat/spec-lang';
import { equal, forall, implies, lessOrEqual } from '../../logic/build.js';
import {
  apply,
  numeral,
  variable,
  type LogicSort,
  type Term,
  type Variable,
} from '../../logic/term.js';
import { freeVariables } from '../../logic/walk.js';
import { canonicalText } from '../canonical.js';
import type { Problem } from '../context.js';
import { equalSyms } from '../compare.js';
import { logicSort } from '../logic-sort.js';
import { symOf, type SeqSym } from '../value.js';
import type { Site } from './site.js';

/** `pieces(m, k)` */
export function written(site: Site): SeqSym {
  return piecesOf(
    site.problem,
    logicSort(site.sort(0), site.expr.span),
    site.term(0),
    site.term(1),
  );
}

function piecesOf(problem: Problem, sort: LogicSort, value: Term, most: Term): SeqSym {
  const isNew = !problem.isDeclared(`pieces.${sort}.len`);
  const len = problem.shared(`pieces.${sort}.len`, [sort, 'Int'], 'Int');
  const at = problem.shared(`pieces.${sort}.at`, [sort, 'Int', 'Int'], TEXT);
  if (isNew) {
    problem.grant('a message has at least one piece, and joined(pieces(m, k)) = m');
    const variables = [problem.variable('m', sort), problem.variable('k', 'Int')];
    const count = apply(len, variables.map(variable));
    problem.assume(forall(variables, lessOrEqual(numeral(1), count), [[count]]));
  }
  return {
    kind: 'seq',
    len: apply(len, [value, most]),
    at: (i) => symOf(apply(at, [value, most, i])),
  };
}

/** `joined(s)`: whatever was written as s says, that it is. */
export function joinedTerm(site: Site): Term {
  const { problem, expr } = site;
  const sort = logicSort(expr.sort, expr.span);
  const value = problem.variable('m', sort);
  const most = problem.variable('k', 'Int');
  const pieces = piecesOf(problem, sort, variable(value), variable(most));
  const isSame = equalSyms(problem, site.sort(0), site.sym(0), pieces, expr.span);
  const own: readonly string[] = [value.name, most.name];
  const free: readonly Variable[] = freeVariables(isSame).filter((v) => !own.includes(v.name));
  const label = problem.labelOf(canonicalText(isSame, [value, most, ...free]));
  const name = `joined.${String(label)}`;
  const isNew = !problem.isDeclared(name);
  const fn = problem.shared(
    name,
    free.map((v) => v.sort),
    sort,
  );
  const whole = apply(fn, free.map(variable));
  if (isNew) {
    const fact = implies(isSame, equal(whole, variable(value)));
    const pattern = free.length === 0 ? [pieces.len] : [pieces.len, whole];
    problem.assume(forall([value, most, ...free], fact, [pattern]));
  }
  return whole;
}

const TEXT = logicSort({ kind: 'string' }, NOWHERE);
