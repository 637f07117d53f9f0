/** What is declared in a unit but never used: variables, parameters, locals, definitions. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Automaton, Layer, StateVariable, Unit } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { termsOfMarks } from '../../ir/walk-picture.js';
import { sortsWithin } from '../../ir/sort-parts.js';
import type { Stmt } from '../../ir/stmt.js';
import type { Span } from '../../text/span.js';
import {
  allStmts,
  allSubterms,
  present,
  termsOf,
  termsOfAutomaton,
  termsOfHandler,
  termsOfLayer,
  type LintContext,
} from './context.js';

export function lintUnused(unit: Unit, context: LintContext): void {
  if (unit.kind === 'automaton') unusedInAutomaton(unit, context);
  if (unit.kind === 'layer') unusedInLayer(unit, context);
}

function unusedInAutomaton(a: Automaton, context: LintContext): void {
  const terms = allSubterms(termsOfAutomaton(a));
  const stmts = a.transitions.flatMap((t) => allStmts(t.eff));
  const states = a.extends?.states ?? a.states;
  const closed = isClosed(a, context);
  reportStates(states, terms, stmts, a.name, closed, context);
  reportParameters(a, terms, context);
  reportDefinitions(a.extends?.definitions ?? a.definitions, terms, context);
  for (const t of a.extends?.transitions ?? a.transitions)
    reportLocals(t.locals, allSubterms(termsOf(t)), allStmts(t.eff), t.span, context);
}

function unusedInLayer(l: Layer, context: LintContext): void {
  const terms = allSubterms(termsOfLayer(l));
  const stmts = l.handlers.flatMap((h) => allStmts(h.eff));
  reportStates(l.states, terms, stmts, l.name, true, context);
  reportDefinitions(l.definitions, terms, context);
  for (const c of l.constants)
    if (!mentions(terms, c.name))
      context.report.add('W0309', c.value.span, `constant ${c.name} is not used; take it out`);
  for (const h of l.handlers)
    reportLocals(h.locals, allSubterms(termsOfHandler(h)), allStmts(h.eff), h.span, context);
}

/** Nothing outside can be meant to read its variables: it is composed, or claims are made of it. */
function isClosed(a: Automaton, { units }: LintContext): boolean {
  const extended = units.some((u) => u.kind === 'automaton' && u.extends?.parent === a.name);
  return !extended && units.some((u) => u.kind === 'invariant' && u.of === a.name);
}

function reportStates(
  states: readonly StateVariable[],
  terms: readonly Expr[],
  stmts: readonly Stmt[],
  unit: string,
  closed: boolean,
  context: LintContext,
): void {
  const own = new Set(terms.flatMap((e) => (e.kind === 'state' ? [e.name] : [])));
  const claimed = claimedIn(context);
  const reads = (name: string): boolean => own.has(name) || claimed.has(name);
  for (const s of states.filter((v) => !reads(v.name))) {
    const written = stmts.some(
      (x) =>
        (x.kind === 'assign' || x.kind === 'choose') &&
        x.target.scope === 'state' &&
        x.target.name === s.name,
    );
    if (!written)
      context.report.add('W0308', s.span, `${s.name} is not used in ${unit}; take it out`);
    else if (closed && !s.ghost)
      context.report.add(
        'W0312',
        s.span,
        `${s.name} is written but never read; declare it ghost, or take it out`,
      );
  }
}

const CLAIMED = new WeakMap<LintContext, ReadonlySet<string>>();

/** The variables of which claims speak, without the names of components; looked for once. */
function claimedIn(context: LintContext): ReadonlySet<string> {
  const known = CLAIMED.get(context);
  if (known !== undefined) return known;
  const found = allSubterms(claimTerms(context)).flatMap((e) =>
    e.kind === 'state'
      ? [e.name, ...e.name.split('.').map((_, i, all) => all.slice(i).join('.'))]
      : [],
  );
  const names = new Set(found);
  CLAIMED.set(context, names);
  return names;
}

function claimTerms({ units }: LintContext): readonly Expr[] {
  return units.flatMap((u) => {
    if (u.kind === 'invariant') return [u.condition];
    if (u.kind === 'picture') return termsOfMarks(u.marks);
    if (u.kind !== 'simulation') return [];
    return [...u.relation.map((c) => c.condition), ...u.start.map((s) => s.value)];
  });
}

function reportParameters(a: Automaton, terms: readonly Expr[], context: LintContext): void {
  for (const v of a.parameters.values)
    if (!mentions(terms, v.name))
      context.report.add(
        'W0309',
        a.span,
        `parameter ${v.name} of ${a.name} is not used; take it out`,
      );
  const sorts = [
    ...a.signature.flatMap((x) => x.parameters.map((p) => p.sort)),
    ...a.states.map((s) => s.sort),
    ...a.parameters.values.map((v) => v.sort),
    ...a.sorts,
    ...terms.map((e) => e.sort),
    ...(a.extends?.types ?? []),
  ];
  for (const type of a.parameters.types)
    if (!sorts.some((s) => occursIn(type, s)))
      context.report.add(
        'W0309',
        a.span,
        `type parameter ${type} of ${a.name} is not used; take it out`,
      );
}

function occursIn(name: string, sort: Sort): boolean {
  return [...sortsWithin(sort)].some((s) => s.kind === 'uninterpreted' && s.name === name);
}

function reportDefinitions(
  definitions: Automaton['definitions'],
  terms: readonly Expr[],
  context: LintContext,
): void {
  for (const d of definitions)
    if (!terms.some((e) => e.kind === 'call' && e.name === d.name))
      context.report.add('W0310', d.span, `${d.name} is never called; take it out`);
}

function reportLocals(
  locals: readonly Bound[],
  terms: readonly Expr[],
  stmts: readonly Stmt[],
  span: Span,
  context: LintContext,
): void {
  const assigned = stmts
    .flatMap((s) => ('target' in s ? [s.target] : []))
    .filter((t) => t.scope === 'local');
  for (const l of locals)
    if (!mentions(terms, l.name) && !assigned.some((t) => t.name === l.name))
      context.report.add('W0309', span, `local ${l.name} is not used; take it out`);
}

function mentions(terms: readonly Expr[], name: string): boolean {
  return present(terms.find((e) => e.kind === 'local' && e.name === name)).length > 0;
}
