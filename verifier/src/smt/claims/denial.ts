/** Goals denied: what a solver is to find impossible, or a counterexample is a model of. */
import { not } from '../logic/build.js';
import { clausesOfNormal, normal, normalForm } from '../logic/clauses.js';
import { patternTerms } from '../logic/pattern-terms.js';
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
  const whole = normalForm(goal.term);
  const patterns = patternTerms(whole);
  const found = clausesOfNormal(whole);
  // What is true by its form is asked all the same, so that every goal has an answer.
  const clauses = found.length === 0 ? [TRUE] : found;
  return clauses.map((clause, i) => {
    const name = clauses.length === 1 ? goal.name : `${goal.name}#${String(i + 1)}`;
    const named = new Map<string, Fn>();
    const assertions = denied(clause, named);
    const by = new Map([...named].map(([variable, fn]) => [variable, apply(fn, [])] as const));
    const marks = patterns
      .filter((t) => t.free.every((v) => by.has(v.name)))
      .map((t) => substituteTerm(t, by));
    return { goal, name, constants: [...named.values()], assertions, marks: distinct(marks) };
  });
}

/** The clause is false: constants, by the variable, for what it says of all, or of none. */
function denied(clause: Term, named: Map<string, Fn>): readonly Term[] {
  return conjunctsOf(normal(not(clause), true)).flatMap((t) => opened(t, named));
}

function opened(formula: Term, named: Map<string, Fn>): readonly Term[] {
  if (formula.kind !== 'quantifier' || formula.quantifier !== 'exists') return [formula];
  const by = formula.variables.map((v) => [v.name, apply(constantFor(v, named), [])] as const);
  const body = substituteTerm(formula.body, new Map(by));
  return conjunctsOf(body).flatMap((t) => opened(t, named));
}

/** Named after the variable, and unlike any: a quantifier over one of its name does not bind it. */
function constantFor({ name, sort }: Variable, named: Map<string, Fn>): Fn {
  const fn: Fn = { name: `@${name}`, args: [], result: sort };
  named.set(name, fn);
  return fn;
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
