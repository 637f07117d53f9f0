/** A case as text for a solver, without bounds: declarations, hypotheses in clauses, and each goal denied. */
import { clausesOf } from '../logic/clauses.js';
import { assertion, declarationText, sortDeclaration } from '../logic/print.js';
import { apply, builtin, TRUE, type Fn, type LogicSort, type Term } from '../logic/term.js';
import { Known } from '../logic/known.js';
import { Sharing } from '../logic/sharing.js';
import { symbolsOf } from '../logic/walk.js';
import type { Goal, Query } from '../query.js';
import type { Case, CaseGoal } from './case.js';
import { denialsOf, distinct, sortsIn, type Denial } from './denial.js';

export interface CaseQuery {
  readonly query: Query;
  /** For each goal of the query, the case's goal that it is a part of. */
  readonly parts: readonly CaseGoal[];
}

/** A goal that is several clauses becomes as many questions; it is proved when all of them are. */
export function queryOf(theorem: string, c: Case, goals: readonly CaseGoal[] = c.goals): CaseQuery {
  const questions = goals.flatMap(denialsOf).map((d): Question => {
    return { ...d, assertions: d.assertions.flatMap(clausesOf) };
  });
  return asked(theorem, c, questions);
}

/**
 * One question for all goals of a name: that any of their clauses is false. What is learnt of one
 * clause serves the others, and hundreds of questions are a dozen; but none is answered by itself.
 */
export function togetherOf(theorem: string, c: Case, goals: readonly CaseGoal[]): CaseQuery {
  const sharing = new Sharing();
  const { simple, given } = simplified(c, goals, sharing);
  return askedTogether(theorem, given, simple, sharing);
}

/**
 * The same, a question for each clause: of clauses that are told apart by nothing near, the search for
 * one that is false has all of their terms to find hypotheses by.
 */
export function apartOf(theorem: string, c: Case, goals: readonly CaseGoal[]): CaseQuery {
  const { simple, given } = simplified(c, goals, new Sharing());
  return queryOf(theorem, given, simple);
}

interface Simplified {
  readonly simple: readonly CaseGoal[];
  readonly given: Case;
}

function simplified(c: Case, goals: readonly CaseGoal[], sharing: Sharing): Simplified {
  const premises = c.premises.map((p) => p.term);
  const here = new Known(sharing, premises);
  const simple = goals.map((g) => ({ ...g, term: here.simplified(g.term) }));
  return { simple, given: simpler(c, new Known(sharing)) };
}

function askedTogether(
  theorem: string,
  c: Case,
  goals: readonly CaseGoal[],
  sharing: Sharing,
): CaseQuery {
  const names = [...new Set(goals.map((g) => g.name))];
  const questions = names.flatMap((name) => {
    const denials = goals.filter((g) => g.name === name).flatMap(denialsOf);
    return together(denials, sharing);
  });
  return asked(theorem, c, questions);
}

function simpler(c: Case, known: Known): Case {
  const hypotheses = c.hypotheses.map((h) => ({ ...h, term: known.simplified(h.term) }));
  return { ...c, hypotheses };
}

function together(denials: readonly Denial[], sharing: Sharing): readonly Question[] {
  const [first] = denials;
  if (first === undefined) return [];
  // Clauses of one goal may name the same element: that one of them is false of some is said either way.
  const constants = new Map(denials.flatMap((d) => d.constants).map((fn) => [fn.name, fn]));
  const each = denials.map((d) => d.assertions.flatMap(clausesOf));
  // Put together as they are: what could be simplified here has been, and to look for it takes long.
  const any = denials.length === 1 ? each.flat() : [builtin('or', each.map(all), 'Bool')];
  return [
    {
      goal: first.goal,
      name: first.goal.name,
      constants: [...constants.values()],
      assertions: any.map((t) => sharing.of(t)),
      // That a term is there is true of all of them: said once, whichever clause is false.
      marks: distinct(denials.flatMap((d) => d.marks)),
    },
  ];
}

function all(terms: readonly Term[]): Term {
  const [first = TRUE, ...rest] = terms;
  return rest.length === 0 ? first : builtin('and', terms, 'Bool');
}

/** What is asked together with the hypotheses: `assertions` have clauses for what they say of all. */
type Question = Denial;

function asked(theorem: string, c: Case, questions: readonly Question[]): CaseQuery {
  const known = [
    ...c.problem.axioms,
    ...c.hypotheses.map((h) => h.term),
    ...c.premises.map((p) => p.term),
  ].flatMap(clausesOf);
  const skolems = new Set(questions.flatMap((q) => q.constants.map((fn) => fn.name)));
  const terms = [...known, ...questions.flatMap((q) => [...q.assertions, ...q.marks])];
  const used = symbolsOf(terms).filter((fn) => !skolems.has(fn.name));
  const marks = new Set(questions.flatMap((q) => q.marks.map((m) => m.sort)));
  return {
    query: {
      name: `${theorem} ${c.name}`,
      prelude: [
        ...sortsIn(terms).map(sortDeclaration),
        ...used.map(declarationText),
        ...[...marks].map((sort) => declarationText(markOf(sort))),
        ...known.map((t) => assertion(t)),
      ].join('\n'),
      goals: questions.map(goalText),
    },
    parts: questions.map((q) => q.goal),
  };
}

function goalText({ name, constants, assertions, marks }: Question): Goal {
  const there = marks.map((m) => apply(markOf(m.sort), [m]));
  const lines = [...assertions, ...there].map((t) => assertion(t));
  return { name, text: [...constants.map(declarationText), ...lines].join('\n') };
}

/** Holds of everything that it is asked of: it says that a term is there, and nothing about it. */
function markOf(sort: LogicSort): Fn {
  return { name: `there.${sort}`, args: [sort], result: 'Bool' };
}
