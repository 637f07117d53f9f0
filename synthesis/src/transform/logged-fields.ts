/** What an entry has to tell of an update, so that whoever reads it can make the same change. */
import {
  equalExpr,
  exprsOf,
  innerStmts,
  children,
  type Expr,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';
import { accessesOf, accessOf, isCurrentView, isLocal } from './access.js';
import { unused } from './names.js';
import type { Shape } from './normal-form.js';
import { onlyValues } from './update-order.js';

export interface EntryPart {
  readonly name: string;
  readonly value: Expr;
}

/** Terms over the acting process's own state and the parameters; the process itself is told apart. */
export function entryFields(t: Transition, shape: Shape): readonly EntryPart[] {
  const p = t.parameters[0]?.name ?? '';
  const site: Site = { p, shape, names: new Set(t.parameters.map((b) => b.name)) };
  const found: Expr[] = [];
  const add = (e: Expr): void => {
    if (!isLocal(e, p) && !found.some((f) => equalExpr(f, e))) found.push(e);
  };
  for (const s of onlyValues(t.eff, shape)) collect(s, true, site, add);
  return named(found);
}

interface Site {
  readonly p: string;
  readonly shape: Shape;
  /** The transition's parameters; other locals are bound inside of it. */
  readonly names: ReadonlySet<string>;
}

/** Where a term is read in any case it is told as a whole; elsewhere it might be undefined, and what it reads is told. */
function collect(s: Stmt, always: boolean, site: Site, add: (e: Expr) => void): void {
  exprsOf(s).forEach((e, i) => {
    parts(e, always && (s.kind === 'assign' || i === 0), site, add);
  });
  for (const inner of innerStmts(s)) collect(inner, false, site, add);
}

function parts(e: Expr, always: boolean, site: Site, add: (e: Expr) => void): void {
  if (isCurrentView(e, site.p)) return;
  const isCell = accessOf(e, site.p, site.shape)?.kind === 'own';
  const isParameter = e.kind === 'local' && site.names.has(e.name);
  if (isCell || isParameter || (always && isOwn(e, site))) {
    add(e);
    return;
  }
  const [first, ...rest] = children(e);
  if (first !== undefined) parts(first, always, site, add);
  for (const child of rest) parts(child, always && !isLazy(e), site, add);
}

/** It reads something of the process's own, and neither a replicated value nor a variable bound on the way. */
function isOwn(e: Expr, { p, shape, names }: Site): boolean {
  const found = accessesOf(e, p, shape).map((x) => x.access.kind);
  if (found.some((kind) => kind === 'value' || kind === 'foreign')) return false;
  const free = localsOf(e).filter((name) => name !== p);
  return (found.includes('own') || free.length > 0) && free.every((name) => names.has(name));
}

function localsOf(e: Expr): readonly string[] {
  return [...(e.kind === 'local' ? [e.name] : []), ...children(e).flatMap(localsOf)];
}

function isLazy(e: Expr): boolean {
  if (e.kind === 'if' || e.kind === 'quantified' || e.kind === 'comprehension') return true;
  return e.kind === 'apply' && (e.op === 'and' || e.op === 'or' || e.op === 'implies');
}

/** After what it reads, where it reads one thing. */
function named(values: readonly Expr[]): readonly EntryPart[] {
  const taken = new Set<string>(['by']);
  return values.map((value) => {
    const name = unused(wishFor(value), taken);
    taken.add(name);
    return { name, value };
  });
}

function wishFor(e: Expr): string {
  if (e.kind === 'local' || e.kind === 'state') return e.name;
  if (e.kind === 'select') return e.field;
  const [first] = children(e);
  return first === undefined ? 'told' : wishFor(first);
}
