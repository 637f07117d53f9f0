/** A case as text for a solver, without bounds: declarations, hypotheses in clauses, and each goal denied. */
import { clausesOf } from '../logic/clauses.js';
import { assertion, declarationText, sortDeclaration } from '../logic/print.js';
import { apply, type Fn, type LogicSort } from '../logic/term.js';
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
  const known = [
    ...c.problem.axioms,
    ...c.hypotheses.map((h) => h.term),
    ...c.premises.map((p) => p.term),
  ].flatMap(clausesOf);
  const denials = goals.flatMap((goal) => denialsOf(goal));
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
      goals: denials.map(goalText),
    },
    parts: denials.map((d) => d.goal),
  };
}

function goalText({ name, constants, assertions, marks }: Denial): Goal {
  const lines = [
    ...constants.map(declarationText),
    ...assertions.flatMap(clausesOf).map((t) => assertion(t)),
    ...marks.map((m) => assertion(apply(markOf(m.sort), [m]))),
  ];
  return { name, text: lines.join('\n') };
}

/** Holds of everything that it is asked of: it says that a term is there, and nothing about it. */
function markOf(sort: LogicSort): Fn {
  return { name: `there.${sort}`, args: [sort], result: 'Bool' };
}
