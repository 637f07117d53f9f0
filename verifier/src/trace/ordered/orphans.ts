/**
 * Orphans: updates at the end of a view's log that nobody observes. Whoever takes one has changed
 * its own cells, so behaviours without orphans may not be enough. How much must be tried?
 */
import { children, exprsOf } from '@maat/spec-lang';
import type { Automaton, Expr, Transition } from '@maat/spec-lang';
import { cellsOf } from './cells.js';
import type { Clause } from './clause.js';
import { isEmptyDisplay } from './queue.js';

export interface Orphans {
  /** Some update's orphans do what is not understood: all of them are tried, wherever they may be. */
  readonly anything: boolean;
  /**
   * Updates whose orphans do nothing but take the heads of this queue of their process. They are
   * put in after the fact, when a later update wants what stands further back: which of a view's
   * orphans there were is not seen before.
   */
  readonly taking: readonly Clause[];
  readonly queue: string | undefined;
}

/** An orphan that only lowers flags, each of which only ever allows something, can be left out. */
export function orphansOf(
  updates: readonly Clause[],
  service: Automaton,
  clauses: readonly Clause[],
): Orphans {
  const helpful = updates.filter((u) => !lowersOnly(u, service));
  const queues = new Set(helpful.flatMap((u) => [...u.writes]));
  const [queue] = queues;
  const understood =
    queues.size <= 1 &&
    helpful.every((u) => takesOnly(u)) &&
    clauses.every((c) => queue === undefined || usesQueue(c, queue));
  return { anything: !understood, taking: understood ? helpful : [], queue };
}

/** Appends to the queue, or takes its head as an update, or has nothing to do with it. */
function usesQueue(c: Clause, queue: string): boolean {
  const reads = c.guardReads.has(queue) || c.effectReads.has(queue);
  if (!reads && !c.writes.has(queue)) return true;
  return c.role === 'update' ? c.pops.has(queue) : c.appendsTo.has(queue);
}

/** Besides the queue it asks whether the log has begun, and whether its process is in the group. */
function takesOnly(u: Clause): boolean {
  const { transition: t, process: p } = u;
  return (
    [...u.writes].every((x) => u.pops.has(x)) &&
    t.pre.every(
      ({ condition }) => isOwn(condition, p) || isBegun(condition) || isMembership(condition),
    )
  );
}

/** What such an update does to its process, and when, apart from the log. */
export function effectOnOwn(u: Clause): Pick<Transition, 'pre' | 'eff'> {
  const { transition: t, process: p } = u;
  return {
    pre: t.pre.filter((g) => isOwn(g.condition, p)),
    eff: t.eff.filter((s) => s.kind === 'assign' && u.writes.has(s.target.name)),
  };
}

function isOwn(e: Expr, p: string): boolean {
  return cellsOf(e, p).every((c) => c.kind === 'own');
}

/** `cur[p] ~= nil` or `~(p \\in left)`. */
function isMembership(e: Expr): boolean {
  if (e.kind !== 'apply') return false;
  const [of, nil] = e.args;
  if (e.op === 'not') return of?.kind === 'apply' && of.op === 'in';
  return e.op === 'ne' && nil?.kind === 'apply' && nil.op === 'nil';
}

function isBegun(e: Expr): boolean {
  return e.kind === 'apply' && e.op === 'ne' && isEmptyDisplay(e.args[1]);
}

function lowersOnly(u: Clause, service: Automaton): boolean {
  return u.transition.eff.every((s) => {
    if (s.kind !== 'assign') return false;
    const { name, path } = s.target;
    if (!u.writes.has(name)) return true;
    const isFalse = s.value.kind === 'literal' && s.value.value === false;
    return isFalse && path.length === 1 && service.transitions.every((t) => onlyAllows(t, name));
  });
}

/** The flag stands in guards as itself, not negated, and nowhere else. */
function onlyAllows(t: Transition, flag: string): boolean {
  const effects = t.eff.flatMap((s) => exprsOf(s));
  const where = t.where === undefined ? [] : [t.where];
  return (
    [...effects, ...where].every((e) => !reads(e, flag)) &&
    t.pre.every((g) => isPositive(g.condition, flag))
  );
}

function isPositive(e: Expr, flag: string): boolean {
  if (!reads(e, flag)) return true;
  if (e.kind !== 'apply') return false;
  if (e.op === 'and' || e.op === 'or') return e.args.every((part) => isPositive(part, flag));
  const [of, ...index] = e.args;
  const isFlag = e.op === 'index' && of?.kind === 'state' && of.name === flag;
  return isFlag && index.every((i) => !reads(i, flag));
}

function reads(e: Expr, variable: string): boolean {
  if (e.kind === 'state') return e.name === variable;
  return children(e).some((part) => reads(part, variable));
}
