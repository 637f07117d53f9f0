/** A case as text for a solver, without bounds: declarations, hypotheses in clauses, and each goal denied. */
import { clausesOf } from '../logic/clauses.js';
import { assertion, declarationText, sortDeclaration } from '../logic/print.js';
import { apply, builtin, TRUE, type Fn, type LogicSort, type Term } from '../logic/term.js';
import { symbolsOf } from '../logic/walk.js';
import type { Goal, Query } from '../query.js';
import type { Case, CaseGoal } from './case.js';
import { denialsOf, sortsIn, type Denial } from './denial.js';

export interface CaseQuery {
  readonly query: Query;
  /** For each goal of the query, the case's goal that it is a part of. */
  readonly parts: readonly CaseGoal[];
}

/** A goal that is several clauses becomes as many questions; it is proved when all of them are. */
export function queryOf(theorem: string, c: Case, goals: readonly CaseGoal[] = c.goals): CaseQuery {
  return asked(
    theorem,
    c,
    goals.flatMap((goal) => denialsOf(goal).map((d) => [d])),
  );
}

/**
 * One question for all goals of a name: that any of their clauses is false. What is learnt of one
 * clause serves the others, and hundreds of questions are a dozen; but none is answered by itself.
 */
export function togetherOf(theorem: string, c: Case, goals: readonly CaseGoal[]): CaseQuery {
  const names = [...new Set(goals.map((g) => g.name))];
  return asked(
    theorem,
    c,
    names.map((name) => goals.filter((g) => g.name === name).flatMap((g) => denialsOf(g))),
  );
}

/** Each group of denials is one question. */
function asked(theorem: string, c: Case, groups: readonly (readonly Denial[])[]): CaseQuery {
  const known = [
    ...c.problem.axioms,
    ...c.hypotheses.map((h) => h.term),
    ...c.premises.map((p) => p.term),
  ].flatMap(clausesOf);
  const denials = groups.flat();
  const skolems = new Set(denials.flatMap((d) => d.constants.map((fn) => fn.name)));
  const terms = [...known, ...denials.flatMap((d) => [...d.assertions, ...d.marks])];
  const used = symbolsOf(terms).filter((fn) => !skolems.has(fn.name));
  const marks = new Set(denials.flatMap((d) => d.marks.map((m) => m.sort)));
  return {
    query: {
      name: `${theorem} ${c.name}`,
      prelude: [
        ...sortsIn(terms).map(sortDeclaration),
        ...used.map(declarationText),
        ...[...marks].map((sort) => declarationText(markOf(sort))),
        ...known.map((t) => assertion(t)),
      ].join('\n'),
      goals: groups.map(goalText),
    },
    parts: groups.flatMap(([d]) => (d === undefined ? [] : [d.goal])),
  };
}

function goalText(group: readonly Denial[]): Goal {
  const [first] = group;
  if (first === undefined) throw new TypeError('a question needs a denial');
  // Clauses of one goal may name the same element: that one of them is false of some is said either way.
  const named = new Map(group.flatMap((d) => d.constants).map((fn) => [fn.name, fn]));
  const constants = [...named.values()].map(declarationText);
  if (group.length === 1) {
    const lines = said(first).map((t) => assertion(t));
    return { name: first.name, text: [...constants, ...lines].join('\n') };
  }
  // Put together as they are: what could be simplified here has been, and to look for it takes long.
  const each = group.map((d) => all(said(d)));
  const any = assertion(builtin('or', each, 'Bool'));
  return { name: first.goal.name, text: [...constants, any].join('\n') };
}

function all(terms: readonly Term[]): Term {
  const [first = TRUE, ...rest] = terms;
  return rest.length === 0 ? first : builtin('and', terms, 'Bool');
}

function said({ assertions, marks }: Denial): readonly Term[] {
  return [...assertions.flatMap(clausesOf), ...marks.map((m) => apply(markOf(m.sort), [m]))];
}

/** Holds of everything that it is asked of: it says that a term is there, and nothing about it. */
function markOf(sort: LogicSort): Fn {
  return { name: `there.${sort}`, args: [sort], result: 'Bool' };
}
