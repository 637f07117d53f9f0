/** Whether a clause can run by itself in a handler: determined parameters, an end, and a place in the log. */
import {
  diagnostic,
  innerStmts,
  printSort,
  subterms,
  type Diagnostic,
  type Expr,
  type Stmt,
} from '@maat/spec-lang';
import { accessesOf } from './access.js';
import { bind } from './binding.js';
import type { Clause, OwnVariable, Shape } from './normal-form.js';
import type { Clauses } from './recognise-clauses.js';
import type { Live } from './recognise-own.js';

export function checkHandlers(
  clauses: Clauses,
  live: Live,
  shape: Shape,
  diagnostics: Diagnostic[],
): void {
  const { updates, consults, observers, steps } = clauses;
  const free = [...updates, ...consults, ...steps];
  for (const c of [...free, ...observers]) checkDetermined(c, diagnostics);
  for (const c of free) checkEnds(c, shape, diagnostics);
  for (const c of observers) checkMoves(c, live.index, diagnostics);
  checkStart(clauses, live.index, diagnostics);
  for (const o of live.own) checkCells(o, diagnostics);
  const kept = new Set([...live.own.map((o) => o.variable.name), shape.log, ...shape.values]);
  for (const c of [...clauses.inputs, ...free, ...observers]) checkRanges(c, kept, diagnostics);
}

/** A handler tries the values of a set, one by one; of a whole sort it knows none. */
function checkRanges(c: Clause, kept: ReadonlySet<string>, diagnostics: Diagnostic[]): void {
  const inEffect = c.transition.eff.flatMap((s) => keptTerms(s, kept));
  const terms = [...c.guards.map((g) => g.condition), ...inEffect];
  for (const e of terms.flatMap((term) => [...subterms(term)])) {
    if (e.kind !== 'quantified' && e.kind !== 'comprehension') continue;
    const { name, sort } = e.variable;
    if (e.within !== undefined || sort.kind === 'bool' || sort.kind === 'enum') continue;
    if (diagnostics.some((d) => d.span.file === e.span.file && d.span.start === e.span.start))
      continue;
    const message = `a handler cannot try all values that ${name}: ${printSort(sort)} may have: say in which set they are, as ${name} \\in S`;
    diagnostics.push(diagnostic('E0809', e.span, message));
  }
}

function keptTerms(s: Stmt, kept: ReadonlySet<string>): readonly Expr[] {
  const inner = innerStmts(s).flatMap((x) => keptTerms(x, kept));
  if (s.kind === 'assign') return kept.has(s.target.name) ? [s.value] : [];
  if (s.kind === 'if' && inner.length > 0) return [...s.branches.map((b) => b.condition), ...inner];
  return inner;
}

function checkDetermined(
  { transition: t, guards, others }: Clause,
  diagnostics: Diagnostic[],
): void {
  const conditions = [
    ...(t.where === undefined ? [] : [t.where]),
    ...guards.map((g) => g.condition),
  ];
  for (const name of bind(conditions, others).undetermined) {
    const message = `no guard of ${t.action} determines ${name}, and a handler has to compute it: write ${name} = e, or ${name} \\in S for a set S of the process's own, of which the least element that fits is taken`;
    diagnostics.push(diagnostic('E0809', t.span, message));
  }
}

/** What runs of its own accord must change something that its guard reads, or it would never end. */
function checkEnds(c: Clause, shape: Shape, diagnostics: Diagnostic[]): void {
  const { transition: t, process: p } = c;
  const read = c.guards.flatMap((g) => variablesOf(g.condition, p, shape));
  const written = new Set(assigned(t.eff));
  if (read.some((name) => written.has(name))) return;
  const message = `${t.action} changes nothing that its guard reads, so a handler would repeat it for ever: let it use up a request`;
  diagnostics.push(diagnostic('E0809', t.span, message));
}

function variablesOf(e: Expr, p: string, shape: Shape): readonly string[] {
  return accessesOf(e, p, shape).flatMap(({ access }) => {
    if (access.kind === 'own' || access.kind === 'value') return [access.variable];
    return access.kind === 'length' || access.kind === 'blank' ? [shape.log] : [];
  });
}

/** `next[p] := next[p] + 1`, once and in every case. */
function checkMoves(
  { transition: t }: Clause,
  index: OwnVariable,
  diagnostics: Diagnostic[],
): void {
  const { name } = index.variable;
  const moves = t.eff.filter((s) => s.kind === 'assign' && s.target.name === name);
  const [move] = moves;
  if (moves.length === 1 && move?.kind === 'assign' && isNext(move.value)) return;
  const message = `${t.action} observes one entry, so its effect is ${name}[…] := ${name}[…] + 1, exactly once`;
  diagnostics.push(diagnostic('E0809', t.span, message));
}

function isNext(value: Expr): boolean {
  const one = value.kind === 'apply' && value.op === 'plus' ? value.args[1] : undefined;
  return one?.kind === 'literal' && one.value === 1;
}

/** Every view has a log of its own, which is observed from its beginning. */
function checkStart(clauses: Clauses, index: OwnVariable, diagnostics: Diagnostic[]): void {
  if (index.perView) return;
  const { name, span } = index.variable;
  const resets = clauses.view_.transition.eff.some(
    (s) =>
      s.kind === 'assign' &&
      s.target.name === name &&
      s.value.kind === 'literal' &&
      s.value.value === 0,
  );
  if (resets) return;
  const message = `a new view has a new log, so view must set ${name}[p] := 0, or ${name} be indexed by the view, too`;
  diagnostics.push(diagnostic('E0803', span, message));
}

function checkCells({ variable, perView, rest }: OwnVariable, diagnostics: Diagnostic[]): void {
  if (!perView || rest.length === 0) return;
  const message = `${variable.name} has indices after the view and the process; keep a Map at Array[View, Proc, …] instead`;
  diagnostics.push(diagnostic('E0802', variable.span, message));
}

function assigned(stmts: readonly Stmt[]): readonly string[] {
  return stmts.flatMap((s) => (s.kind === 'assign' ? [s.target.name] : assigned(innerStmts(s))));
}
