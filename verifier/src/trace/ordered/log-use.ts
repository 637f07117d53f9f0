/** The log of each view: which variable it is, how updates append to it and observers go through it. */
import { equalExpr } from '@maat/spec-lang';
import type { Automaton, Expr, StateVariable, Transition } from '@maat/spec-lang';
import { cellsOf, isCurrentView, writesOf } from './cells.js';
import type { Clause } from './clause.js';
import { isEmptyDisplay } from './queue.js';

export interface LogUse {
  readonly index: string;
  readonly isIndexPerView: boolean;
  readonly offset: 0 | 1;
  /** Updates that need the log to be empty, and those that need it not to be. */
  readonly openers: ReadonlySet<Transition>;
  readonly later: ReadonlySet<Transition>;
}

/** The one `Array[View, Seq[T]]` that internal actions append to in the view of their process. */
export function logVariable(service: Automaton): string | undefined {
  const written = new Set(
    service.transitions
      .filter((t) => t.kind === 'internal')
      .flatMap((t) => writesOf(t.eff, t.parameters[0]?.name ?? ''))
      .flatMap((c) => (c.kind === 'shared' ? [c.variable] : [])),
  );
  const [log, ...more] = service.states.filter((v) => written.has(v.name) && isLog(v));
  return more.length === 0 ? log?.name : undefined;
}

/** Undefined when some clause uses the log in another way. */
export function logUseOf(clauses: readonly Clause[], log: string): LogUse | undefined {
  const updates = clauses.filter((c) => c.role === 'update');
  const observers = clauses.filter((c) => c.role === 'observer');
  if (!updates.every((c) => appendsOnce(c, log))) return undefined;
  const indices = observers.map((c) => indexOf(c, log));
  const [index] = indices;
  if (index === undefined || indices.some((i) => i?.variable !== index.variable)) return undefined;
  if (!clauses.every((c) => keepsIndex(c, index.variable, index.perView))) return undefined;
  const withGuard = (op: 'eq' | 'ne'): ReadonlySet<Transition> =>
    new Set(updates.filter((c) => comparesLog(c, log, op)).map((c) => c.transition));
  const [openers, later] = [withGuard('eq'), withGuard('ne')];
  const silent = observers.filter((c) => c.silent);
  if (!silent.every((c) => [...c.guardReads].every((x) => x === index.variable))) return undefined;
  const offset = silent.length === 0 ? 0 : 1;
  if (offset === 1 && !isOpenedSilently(updates, observers, openers, later, log)) return undefined;
  return { index: index.variable, isIndexPerView: index.perView, offset, openers, later };
}

/** Openers append what only silent observers take, and other updates what only the visible ones do. */
function isOpenedSilently(
  updates: readonly Clause[],
  observers: readonly Clause[],
  openers: ReadonlySet<Transition>,
  later: ReadonlySet<Transition>,
  log: string,
): boolean {
  const tags = (cs: readonly Clause[], of: (c: Clause) => string | undefined): Set<string> =>
    new Set(cs.map((c) => of(c) ?? ''));
  const appended = (c: Clause): string | undefined => appendedTag(c, log);
  const opening = tags(
    updates.filter((c) => openers.has(c.transition)),
    appended,
  );
  const others = tags(
    updates.filter((c) => !openers.has(c.transition)),
    appended,
  );
  const taken = tags(
    observers.filter((c) => c.silent),
    (c) => observedTag(c, log),
  );
  const seen = tags(
    observers.filter((c) => !c.silent),
    (c) => observedTag(c, log),
  );
  const [tag, ...more] = opening;
  return (
    tag !== undefined &&
    tag !== '' &&
    more.length === 0 &&
    taken.size === 1 &&
    taken.has(tag) &&
    !others.has(tag) &&
    !others.has('') &&
    !seen.has(tag) &&
    !seen.has('') &&
    updates.every((c) => openers.has(c.transition) || later.has(c.transition))
  );
}

function isLog({ sort }: StateVariable): boolean {
  return sort.kind === 'array' && sort.index.length === 1 && sort.of.kind === 'seq';
}

/** `log[cur[p].val] := log[cur[p].val] |- e`, once and unconditionally. */
function appendsOnce(c: Clause, log: string): boolean {
  const all = writesOf(c.transition.eff, c.process).filter((w) => w.variable === log);
  return all.length === 1 && appendedBy(c, log) !== undefined;
}

function appendedBy({ transition, process }: Clause, log: string): Expr | undefined {
  for (const s of transition.eff) {
    if (s.kind !== 'assign' || s.target.name !== log || s.target.path.length !== 1) continue;
    const [before, entry] = s.value.kind === 'apply' && s.value.op === 'append' ? s.value.args : [];
    if (isLogCell(before, log, process)) return entry;
  }
  return undefined;
}

function appendedTag(c: Clause, log: string): string | undefined {
  const entry = appendedBy(c, log);
  return entry?.kind === 'inject' ? entry.tag : undefined;
}

/** The case that the entry must have: `tag(log[…][i]) = t`, or `log[…][i] = t(…)`. */
function observedTag(c: Clause, log: string): string | undefined {
  for (const { condition: e } of c.transition.pre) {
    if (e.kind !== 'apply' || !isEntry(e.args[0], log, c.process)) continue;
    const [, value] = e.args;
    if (e.op === 'eq' && value?.kind === 'inject') return value.tag;
    if (e.op === 'hasTag' && value?.kind === 'literal') return String(value.value);
  }
  return undefined;
}

interface Index {
  readonly variable: string;
  readonly perView: boolean;
}

/** The variable i of the guard `i < len(log)`; undefined when the log is read otherwise. */
function indexOf(c: Clause, log: string): Index | undefined {
  const found = c.transition.pre.flatMap(({ condition: e }) => {
    if (e.kind !== 'apply' || e.op !== 'lt' || !isLength(e.args[1], log, c.process)) return [];
    return e.args[0] === undefined ? [] : [e.args[0]];
  });
  const [index, ...more] = found;
  if (index?.kind !== 'apply' || index.op !== 'index' || more.length > 0) return undefined;
  const [of, first] = index.args;
  const [cell] = cellsOf(index, c.process);
  if (of?.kind !== 'state' || cell?.kind !== 'own') return undefined;
  const exprs = [
    ...c.transition.pre.map((g) => g.condition),
    ...c.transition.eff.flatMap((s) => (s.kind === 'assign' ? [s.value] : [])),
  ];
  const isFlat = c.transition.eff.every((s) => s.kind === 'assign');
  if (!isFlat || !exprs.every((e) => readsAt(e, index, log, c.process))) return undefined;
  if (!advances(c, index)) return undefined;
  return { variable: of.name, perView: isCurrentView(first, c.process) };
}

/** The log is read at the index only, and its length compared with it. */
function readsAt(e: Expr, index: Expr, log: string, p: string): boolean {
  if (isLength(e, log, p)) return true;
  if (isEntry(e, log, p))
    return e.kind === 'apply' && e.args[1] !== undefined && equalExpr(e.args[1], index);
  if (e.kind === 'state') return e.name !== log;
  if (e.kind === 'quantified' || e.kind === 'comprehension')
    return cellsOf(e, p).every((c) => c.variable !== log);
  const parts = 'args' in e ? e.args : e.kind === 'select' ? [e.of] : [];
  const branches = e.kind === 'if' ? [e.condition, e.then, e.else] : [];
  return [...parts, ...branches].every((part) => readsAt(part, index, log, p));
}

/** `i := i + 1`. */
function advances(c: Clause, index: Expr): boolean {
  return c.transition.eff.some((s) => {
    if (s.kind !== 'assign' || s.value.kind !== 'apply' || s.value.op !== 'plus') return false;
    const [before, one] = s.value.args;
    const isNext = one?.kind === 'literal' && one.value === 1;
    const [of] = index.kind === 'apply' ? index.args : [];
    const isTarget = of?.kind === 'state' && of.name === s.target.name;
    return isTarget && isNext && before !== undefined && equalExpr(before, index);
  });
}

/** Only observers move the index, each once; a view starts it anew. */
function keepsIndex(c: Clause, index: string, perView: boolean): boolean {
  const writes = writesOf(c.transition.eff, c.process).filter((w) => w.variable === index);
  if (c.role === 'observer') return writes.length === 1;
  if (c.role !== 'view' || perView) return writes.length === 0;
  return c.transition.eff.some(
    (s) =>
      s.kind === 'assign' &&
      s.target.name === index &&
      s.value.kind === 'literal' &&
      s.value.value === 0,
  );
}

function comparesLog(c: Clause, log: string, op: 'eq' | 'ne'): boolean {
  return c.transition.pre.some(({ condition: e }) => {
    const [of, empty] = e.kind === 'apply' && e.op === op ? e.args : [];
    return isLogCell(of, log, c.process) && isEmptyDisplay(empty);
  });
}

function isLogCell(e: Expr | undefined, log: string, p: string): boolean {
  if (e?.kind !== 'apply' || e.op !== 'index') return false;
  const [of, view, ...more] = e.args;
  return of?.kind === 'state' && of.name === log && isCurrentView(view, p) && more.length === 0;
}

function isLength(e: Expr | undefined, log: string, p: string): boolean {
  return e?.kind === 'apply' && e.op === 'size' && isLogCell(e.args[0], log, p);
}

function isEntry(e: Expr | undefined, log: string, p: string): boolean {
  return e?.kind === 'apply' && e.op === 'index' && isLogCell(e.args[0], log, p);
}
