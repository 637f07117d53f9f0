/** What lints look at. They see only units without errors, and speak only of the user's own file. */
import type { Expr } from '../../ir/expr.js';
import { exprsOf, substatements, subterms } from '../../ir/fold.js';
import type { Automaton, Handler, Layer, Transition, Unit } from '../../ir/program.js';
import type { Stmt } from '../../ir/stmt.js';
import type { Report } from '../report.js';

export interface LintContext {
  readonly report: Report;
  /** All sound units of the program, the imported ones included. */
  readonly units: readonly Unit[];
  meaningOf(name: string): Automaton;
}

export type Lint = (unit: Unit, context: LintContext) => void;

/** What the text itself writes: of an extension, not what it inherits. */
export function ownTransitions(a: Automaton): readonly Transition[] {
  return a.extends?.transitions ?? a.transitions;
}

/** The terms of a clause, outermost only. */
export function termsOf(t: Transition): readonly Expr[] {
  return [
    ...present(t.where),
    ...t.pre.map((g) => g.condition),
    ...t.eff.flatMap((s) => exprsOf(s)),
    ...present(t.ensuring),
  ];
}

export function termsOfHandler(h: Handler): readonly Expr[] {
  return [...present(h.where), ...h.eff.flatMap((s) => exprsOf(s))];
}

export function termsOfAutomaton(a: Automaton): readonly Expr[] {
  return [
    ...a.transitions.flatMap(termsOf),
    ...a.signature.flatMap((x) => present(x.where)),
    ...a.states.flatMap((s) => initialTerms(s.initial)),
    ...a.definitions.map((d) => d.body),
    ...present(a.initially),
  ];
}

export function termsOfLayer(l: Layer): readonly Expr[] {
  return [
    ...l.handlers.flatMap(termsOfHandler),
    ...l.handlers.flatMap((h) => (h.trigger.kind === 'timer' ? [h.trigger.period] : [])),
    ...l.states.flatMap((s) => initialTerms(s.initial)),
    ...l.definitions.map((d) => d.body),
    ...l.constants.map((c) => c.value),
  ];
}

function initialTerms(initial: Automaton['states'][number]['initial']): readonly Expr[] {
  if (initial.kind === 'value') return [initial.value];
  return initial.kind === 'choose' ? present(initial.where) : [];
}

export function allSubterms(terms: readonly Expr[]): readonly Expr[] {
  return terms.flatMap((e) => [...subterms(e)]);
}

export function allStmts(stmts: readonly Stmt[]): readonly Stmt[] {
  return stmts.flatMap((s) => [...substatements(s)]);
}

export function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
