/** Goals denied: what a solver is to find impossible, or a counterexample is a model of. */
import { not } from '../logic/build.js';
import { clausesOf, normal, patternTerms } from '../logic/clauses.js';
import { apply, TRUE, type Fn, type LogicSort, type Term, type Variable } from '../logic/term.js';
import { substituteTerm, symbolsOf } from '../logic/walk.js';
import type { CaseGoal } from './case.js';

/** A clause of a goal, denied for some elements that have got names. */
export interface Denial {
  readonly goal: CaseGoal;
  readonly name: string;
  readonly constants: readonly Fn[];
  readonly assertions: readonly Term[];
  /** Terms of the whole goal, so that hypotheses are instantiated for them too. */
  readonly marks: readonly Term[];
}

/** One for each clause: the goal holds when each of them is impossible. */
export function denialsOf(goal: CaseGoal): readonly Denial[] {
  const patterns = patternTerms(normal(goal.term, true));
  const found = clausesOf(goal.term);
  // What is true by its form is asked all the same, so that every goal has an answer.
  const clauses = found.length === 0 ? [TRUE] : found;
  return clauses.map((clause, i) => {
    const name = clauses.length === 1 ? goal.name : `${goal.name}#${String(i + 1)}`;
    const constants: Fn[] = [];
    const assertions = denied(clause, constants);
    const names = new Map(constants.map((fn) => [fn.name, apply(fn, [])] as const));
    const marks = patterns
      .filter((t) => t.free.every((v) => names.has(v.name)))
      .map((t) => substituteTerm(t, names));
    return { goal, name, constants, assertions, marks: distinct(marks) };
  });
}

/** The clause is false: constants for what it says of all, or of none. */
function denied(clause: Term, constants: Fn[]): readonly Term[] {
  return conjunctsOf(normal(not(clause), true)).flatMap((t) => opened(t, constants));
}

function opened(formula: Term, constants: Fn[]): readonly Term[] {
  if (formula.kind !== 'quantifier' || formula.quantifier !== 'exists') return [formula];
  const named = formula.variables.map((v) => [v.name, constantFor(v, constants)] as const);
  const body = substituteTerm(formula.body, new Map(named));
  return conjunctsOf(body).flatMap((t) => opened(t, constants));
}

/** The constant keeps the variable's name, which nothing else in the problem has. */
function constantFor(v: Variable, constants: Fn[]): Term {
  const fn: Fn = { name: v.name, args: [], result: v.sort };
  constants.push(fn);
  return apply(fn, []);
}

function conjunctsOf(formula: Term): readonly Term[] {
  return formula.kind === 'builtin' && formula.op === 'and' ? formula.args : [formula];
}

/** Each term once. */
export function distinct(terms: readonly Term[]): readonly Term[] {
  return [...new Map(terms.map((t) => [t.hash, t])).values()];
}

/** The uninterpreted sorts of all symbols and variables. */
export function sortsIn(terms: readonly Term[]): readonly LogicSort[] {
  const sorts = new Set<LogicSort>();
  for (const fn of symbolsOf(terms)) for (const s of [...fn.args, fn.result]) sorts.add(s);
  for (const t of terms) boundSorts(t, sorts);
  return [...sorts].filter((s) => !BUILT_IN.has(s));
}

function boundSorts(term: Term, sorts: Set<LogicSort>): void {
  if (term.kind === 'quantifier') {
    for (const v of term.variables) sorts.add(v.sort);
    boundSorts(term.body, sorts);
  } else if (term.kind === 'builtin' && term.sort === 'Bool') {
    for (const a of term.args) boundSorts(a, sorts);
  }
}

const BUILT_IN: ReadonlySet<LogicSort> = new Set(['Bool', 'Int', 'Real']);
