/**
 * An update's effect falls into two parts: what the holder of the token does when it appends the entry, and what the
 * entry does to the replicated values when it is observed. The order in which the service writes them must not matter.
 */
import {
  diagnostic,
  exprsOf,
  innerStmts,
  type Diagnostic,
  type Expr,
  type Stmt,
} from '@maat/spec-lang';
import { accessesOf, type Access } from './access.js';
import type { Clause, Shape } from './normal-form.js';

/** The part that changes replicated values. */
export function onlyValues(stmts: readonly Stmt[], shape: Shape): readonly Stmt[] {
  return stmts.flatMap((s): readonly Stmt[] => {
    if (s.kind === 'assign') return shape.values.has(s.target.name) ? [s] : [];
    if (s.kind !== 'if') return [];
    const branches = s.branches.map((b) => ({ ...b, body: onlyValues(b.body, shape) }));
    const otherwise = onlyValues(s.otherwise, shape);
    const empty = otherwise.length === 0 && branches.every((b) => b.body.length === 0);
    return empty ? [] : [{ ...s, branches, otherwise }];
  });
}

/** What the other part reads: conditions, values, inner indices, and the entry. */
export function besideFolds(stmts: readonly Stmt[], shape: Shape): readonly Expr[] {
  return stmts.flatMap((s) => otherPart(s, shape)).flatMap(exprsOfPart);

  function exprsOfPart(s: Stmt): readonly Expr[] {
    if (s.kind !== 'assign' || s.target.name !== shape.log || s.value.kind !== 'apply')
      return exprsOf(s);
    return s.value.args.slice(1);
  }
}

function otherPart(s: Stmt, shape: Shape): readonly Stmt[] {
  if (s.kind === 'assign') return shape.values.has(s.target.name) ? [] : [s];
  if (s.kind !== 'if') return [s];
  const branches = s.branches.map((b) => ({
    ...b,
    body: b.body.flatMap((x) => otherPart(x, shape)),
  }));
  const otherwise = s.otherwise.flatMap((x) => otherPart(x, shape));
  const empty = otherwise.length === 0 && branches.every((b) => b.body.length === 0);
  return empty ? [] : [{ ...s, branches, otherwise }];
}

/** The holder sees the values as they were before the entry; the entry tells its own state when it was appended. */
export function checkOrder(clause: Clause, shape: Shape, diagnostics: Diagnostic[]): void {
  const { eff } = clause.transition;
  const append = eff.findIndex((s) => s.kind === 'assign' && s.target.name === shape.log);
  for (const [i, s] of eff.entries()) {
    const folded = onlyValues([s], shape);
    const later = reads(besideFolds([s], shape), clause, shape, 'value').find((name) =>
      eff.slice(0, i).some((before) => changes(before, name)),
    );
    if (later !== undefined) {
      const message = `${later} is read here after ${clause.transition.action} has changed it, but a process changes its copy only when it observes the entry: read it before`;
      diagnostics.push(diagnostic('E0805', s.span, message));
    }
    const [from, to] = i < append ? [i, append] : [append, i];
    const moved = reads(folded.flatMap(exprsOf), clause, shape, 'own').find((name) =>
      eff.slice(from, to).some((between) => changes(between, name)),
    );
    if (moved !== undefined) {
      const message = `${moved} changes between the entry and this use of it, so the entry does not say what is used here: change it after both`;
      diagnostics.push(diagnostic('E0808', s.span, message));
    }
  }
}

function reads(
  exprs: readonly Expr[],
  clause: Clause,
  shape: Shape,
  kind: 'own' | 'value',
): readonly string[] {
  const found: readonly Access[] = exprs.flatMap((e) =>
    accessesOf(e, clause.process, shape).map((x) => x.access),
  );
  return found.flatMap((a) => (a.kind === kind ? [a.variable] : []));
}

function changes(s: Stmt, name: string): boolean {
  if (s.kind === 'assign' || s.kind === 'choose') return s.target.name === name;
  return innerStmts(s).some((inner) => changes(inner, name));
}
