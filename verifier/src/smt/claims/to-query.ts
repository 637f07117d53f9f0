/** A case as text for a solver: declarations, hypotheses in clauses, and each goal denied. */
import { clausesOf, normal } from '../logic/clauses.js';
import { assertion, declarationText, sortDeclaration } from '../logic/print.js';
import type { Fn, LogicSort, Term } from '../logic/term.js';
import { symbolsOf } from '../logic/walk.js';
import { and, not } from '../logic/build.js';
import type { Query } from '../query.js';
import type { Case } from './case.js';

export function queryOf(theorem: string, c: Case): Query {
  const known = [
    ...c.problem.axioms,
    ...c.hypotheses.map((h) => h.term),
    ...c.premises.map((p) => p.term),
  ];
  const clauses = known.flatMap(clausesOf);
  const goals = c.goals.map((g) => ({ name: g.name, denied: deniedClauses(g.term) }));
  const used = symbolsOf([...clauses, ...goals.flatMap((g) => g.denied)]);
  return {
    name: `${theorem} ${c.name}`,
    prelude: [...declarations(used), ...clauses.map((t) => assertion(t))].join('\n'),
    goals: goals.map((g) => ({
      name: g.name,
      text: g.denied.map((t) => assertion(t)).join('\n'),
    })),
  };
}

function deniedClauses(goal: Term): readonly Term[] {
  return clausesOf(and(normal(not(goal), true)));
}

function declarations(fns: readonly Fn[]): readonly string[] {
  const sorts = new Set<LogicSort>();
  for (const fn of fns) for (const s of [...fn.args, fn.result]) sorts.add(s);
  const own = [...sorts].filter((s) => !BUILT_IN.has(s));
  return [...own.map(sortDeclaration), ...fns.map(declarationText)];
}

const BUILT_IN: ReadonlySet<LogicSort> = new Set(['Bool', 'Int', 'Real']);
