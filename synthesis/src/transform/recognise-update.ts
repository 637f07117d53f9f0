/** An update: one entry for the log, and what that entry does to the other replicated variables. */
import {
  diagnostic,
  equalExpr,
  exprsOf,
  mapChildren,
  mapExprs,
  substatements,
  subterms,
  type Diagnostic,
  type Expr,
  type Stmt,
  type TupleSort,
} from '@maat/spec-lang';
import { accessesOf, accessOf, isCurrentView } from './access.js';
import { apply, equal, local, select } from './build.js';
import { BOOL, STRING, NOWHERE } from '@maat/spec-lang';
import { ENTRY, type Clause, type Shape, type Turn, type Update } from './normal-form.js';
import { besideFolds, checkOrder, onlyValues } from './update-order.js';

export function updateOf(
  clause: Clause,
  shape: Shape,
  diagnostics: Diagnostic[],
): readonly Update[] {
  const { transition: t, process: p } = clause;
  const appends = t.eff.filter((s) => s.kind === 'assign' && s.target.name === shape.log);
  const [append] = appends;
  const value = append?.kind === 'assign' ? append.value : undefined;
  const appended = value?.kind === 'apply' && value.op === 'append' ? value.args[1] : undefined;
  if (appended === undefined || appends.length !== 1) {
    const message = `${t.action} must append exactly one entry to the log, unconditionally: ${shape.log}[cur[${p}].val] := ${shape.log}[cur[${p}].val] |- e`;
    diagnostics.push(diagnostic('E0805', append?.span ?? t.span, message));
    return [];
  }
  const fold = foldOf(t.eff, appended, clause, shape, diagnostics);
  const uniform = foldThrough(t.eff, appended, clause, shape, true);
  checkOrder(clause, shape, diagnostics);
  const { catchesUp } = turnOf(clause, shape);
  const told = toldByGuards(clause, appended, shape);
  return [{ ...clause, appended, catchesUp, fold, uniform, recognises: marks(appended, told) }];
}

export function turnOf(clause: Clause, shape: Shape): Turn {
  const { transition: t, process: p, guards } = clause;
  const read = [...guards.map((g) => g.condition), ...besideFolds(t.eff, shape)];
  const catchesUp = read.some((e) =>
    accessesOf(e, p, shape).some(({ access }) => access.kind === 'value'),
  );
  return { ...clause, catchesUp };
}

/** The statements on folded values, their terms read from the entry instead of from the process. */
function foldOf(
  eff: readonly Stmt[],
  appended: Expr,
  clause: Clause,
  shape: Shape,
  diagnostics: Diagnostic[],
): readonly Stmt[] {
  const onValues = onlyValues(eff, shape);
  const folded = foldThrough(eff, appended, clause, shape, false);
  for (const [index, s] of folded.entries()) {
    const stray = strayReads(s, clause, shape);
    const place = onValues[index]?.span ?? clause.transition.span;
    if (stray.length === 0) continue;
    const message = `the new value depends on ${stray.join(', ')}, which the appended entry does not carry: add a field for it`;
    diagnostics.push(diagnostic('E0808', place, message));
  }
  return folded;
}

/** With `constants`, a constant that stands in the entry is read from there, too. */
function foldThrough(
  eff: readonly Stmt[],
  appended: Expr,
  clause: Clause,
  shape: Shape,
  constants: boolean,
): readonly Stmt[] {
  const through = (e: Expr): Expr => throughEntry(e, appended, clause, shape, constants);
  return onlyValues(eff, shape).map((s) => mapExprs(s, through));
}

/** `cur[p].val` of a target stays; every term that is a field of the entry is read from there. */
function throughEntry(
  expr: Expr,
  appended: Expr,
  clause: Clause,
  shape: Shape,
  constants: boolean,
): Expr {
  if (isCurrentView(expr, clause.process)) return expr;
  const field = fieldOf(expr, appended, constants);
  if (field !== undefined) return field;
  if (accessOf(expr, clause.process, shape)?.kind === 'value') return expr;
  const whole = fromFields(expr, appended, constants);
  if (whole !== undefined) return whole;
  return mapChildren(expr, (child) => throughEntry(child, appended, clause, shape, constants));
}

/** A tuple of which the entry has every field. */
function fromFields(expr: Expr, appended: Expr, constants: boolean): Expr | undefined {
  const { sort, span } = expr;
  if (sort.kind !== 'tuple' || expr.kind === 'tuple' || sort.fields.length === 0) return undefined;
  const args = sort.fields.flatMap((f) => {
    const found = fieldOf(select(expr, f.name, f.sort), appended, constants);
    return found === undefined ? [] : [found];
  });
  return args.length < sort.fields.length ? undefined : { kind: 'tuple', args, sort, span };
}

function fieldOf(expr: Expr, appended: Expr, constants: boolean): Expr | undefined {
  const entry = local(ENTRY, appended.sort);
  if (equalExpr(expr, appended)) return entry;
  if (isConstant(expr) && !constants) return undefined;
  const found = fieldsOf(appended).find((f) => equalExpr(f.value, expr));
  return found === undefined ? undefined : select(entry, found.name, expr.sort);
}

export interface EntryField {
  readonly name: string;
  readonly value: Expr;
}

/** The fields of a constructed entry. */
export function fieldsOf(entry: Expr): readonly EntryField[] {
  const names = constructorFields(entry);
  if (entry.kind !== 'tuple' && entry.kind !== 'inject') return [];
  return entry.args.flatMap((value, i) => {
    const name = names[i];
    return name === undefined ? [] : [{ name, value }];
  });
}

function constructorFields(entry: Expr): readonly string[] {
  if (entry.kind === 'tuple') return (entry.sort as TupleSort).fields.map((f) => f.name);
  if (entry.kind !== 'inject') return [];
  return entry.sort.cases.find((c) => c.tag === entry.tag)?.fields.map((f) => f.name) ?? [];
}

/** What a guard says of the entry alone, by a tag or a constant, is still so when the entry is observed. */
function toldByGuards(clause: Clause, appended: Expr, shape: Shape): readonly Expr[] {
  return clause.guards.flatMap(({ condition }) => {
    const told = throughEntry(condition, appended, clause, shape, false);
    if (told.kind !== 'apply' || (told.op !== 'hasTag' && told.op !== 'eq')) return [];
    const [part, mark] = told.args;
    return part !== undefined && isOfEntry(part) && mark !== undefined && isConstant(mark)
      ? [told]
      : [];
  });
}

function isOfEntry(e: Expr): boolean {
  return e.kind === 'select' ? isOfEntry(e.of) : e.kind === 'local' && e.name === ENTRY;
}

function strayReads(stmt: Stmt, clause: Clause, shape: Shape): readonly string[] {
  const stray = new Set<string>();
  const bound = boundNames(stmt);
  const look = (expr: Expr): Expr => {
    const access = accessOf(expr, clause.process, shape);
    if (access?.kind === 'own' || access?.kind === 'foreign') stray.add(access.variable);
    if (access !== undefined || isCurrentView(expr, clause.process)) return expr;
    if (expr.kind === 'local' && expr.name !== ENTRY && !bound.has(expr.name)) stray.add(expr.name);
    return mapChildren(expr, look);
  };
  mapExprs(stmt, look);
  return [...stray];
}

/** Variables of quantifiers and loops inside the statement. */
function boundNames(stmt: Stmt): ReadonlySet<string> {
  const names = new Set<string>();
  for (const s of substatements(stmt)) {
    if (s.kind === 'for' || s.kind === 'choose') names.add(s.variable.name);
    for (const e of exprsOf(s).flatMap((x) => [...subterms(x)]))
      if (e.kind === 'quantified' || e.kind === 'comprehension') names.add(e.variable.name);
  }
  return names;
}

/** The tag and the constant fields by which an entry shows which update made it. */
function marks(appended: Expr, told: readonly Expr[]): readonly Expr[] {
  const own = ownMarks(appended);
  return [...own, ...told.filter((m) => !own.some((o) => equalExpr(o, m)))];
}

function ownMarks(appended: Expr): readonly Expr[] {
  const entry = local(ENTRY, appended.sort);
  const constants = fieldsOf(appended)
    .filter((f) => isConstant(f.value))
    .map((f) => equal(select(entry, f.name, f.value.sort), f.value));
  if (appended.kind !== 'inject') return constants;
  const tag: Expr = { kind: 'literal', value: appended.tag, sort: STRING, span: NOWHERE };
  return [apply('hasTag', BOOL, entry, tag), ...constants];
}

function isConstant(expr: Expr): boolean {
  if (expr.kind === 'literal') return true;
  return expr.kind === 'apply' && (expr.op === 'nil' || expr.op === 'empty');
}

/** Updates that fold differently, or one that folds and one that does not, must show in their entries which of them it was. */
export function checkDistinct(updates: readonly Update[], diagnostics: Diagnostic[]): void {
  for (const [i, u] of updates.entries())
    for (const other of updates.slice(i + 1)) {
      if (sameFold(u, other) || apart(u, other)) continue;
      const message = `an entry of ${other.transition.action} cannot be told from one of ${u.transition.action}, which changes the values otherwise: give the entries different tags`;
      diagnostics.push(diagnostic('E0808', other.transition.span, message));
    }
}

function sameFold(u: Update, other: Update): boolean {
  const shown = (x: Update): string => JSON.stringify(x.uniform, withoutSpan);
  return shown(u) === shown(other);
}

function withoutSpan(key: string, value: unknown): unknown {
  return key === 'span' ? undefined : value;
}

/** Two marks on the same part of the entry that cannot both hold. */
function apart(u: Update, other: Update): boolean {
  return u.recognises.some((m) =>
    other.recognises.some((n) => {
      if (m.kind !== 'apply' || n.kind !== 'apply' || m.op !== n.op) return false;
      const [part, mark] = m.args;
      const [otherPart, otherMark] = n.args;
      if (!part || !otherPart || !mark || !otherMark) return false;
      return equalExpr(part, otherPart) && !equalExpr(mark, otherMark);
    }),
  );
}
