/**
 * Is a service of the ordered form: a group in which updates take effect in one log a view? It
 * extends the library's Group; internal updates append one entry to the log of their process's
 * view; observers take the log's entries one after the other; everything else is a process's own.
 * Read off the program; no name but those of Group matters. What is not seen to be so is not.
 */
import type { Automaton, Expr, Program } from '@maat/spec-lang';
import { descendsFrom, libraryAutomaton } from '../family.js';
import { cellsOf, isLocal } from './cells.js';
import { clauseOf, mayGoFirst } from './clause.js';
import type { Clause, Role } from './clause.js';
import { hasProcess, isInPlace, isIndeterminate, roleOf } from './form-check.js';
import { logUseOf, logVariable } from './log-use.js';
import type { LogUse } from './log-use.js';
import { orphansOf } from './orphans.js';
import type { Orphans } from './orphans.js';

export interface OrderedForm {
  readonly clauses: ReadonlyMap<string, readonly Clause[]>;
  readonly updates: readonly Clause[];
  /** Updates that need an empty log, and hold nothing but what their process knew when it entered. */
  readonly openers: readonly Clause[];
  /** Internal observers. */
  readonly silent: readonly Clause[];
  readonly log: string;
  /** How much of the log a process has observed. */
  readonly index: string;
  readonly isIndexPerView: boolean;
  /** 1 when the first entry of each log is observed silently. */
  readonly offset: 0 | 1;
  readonly orphans: Orphans;
  /** Actions whose events may be taken as soon as they are possible. */
  readonly prompt: ReadonlySet<string>;
  /** Actions whose events become possible by what their process observes, and by nothing else it does. */
  readonly awaitsObserving: ReadonlySet<string>;
  /** Observations of which nothing but the entry decides whether they are possible. */
  readonly pinned: ReadonlySet<string>;
}

export function orderedForm(
  service: Automaton,
  program: Program | undefined,
): OrderedForm | undefined {
  const group = libraryAutomaton('Group');
  if (group === undefined || !descendsFrom(service, 'Group', program)) return undefined;
  if (!service.signature.every((a) => hasProcess(a, service))) return undefined;
  if (service.transitions.some(isIndeterminate)) return undefined;
  const log = logVariable(service);
  const clauses = service.transitions.map((t) => clauseOf(t, roleOf(t, log, service)));
  const use = log === undefined ? undefined : logUseOf(clauses, log);
  if (log === undefined || use === undefined) return undefined;
  if (!clauses.every((c) => isInPlace(c, log, group))) return undefined;
  return formOf(clauses, log, use, service);
}

function formOf(
  clauses: readonly Clause[],
  log: string,
  use: LogUse,
  service: Automaton,
): OrderedForm | undefined {
  const of = (role: Role): readonly Clause[] => clauses.filter((c) => c.role === role);
  const updates = of('update');
  const silent = of('observer').filter((c) => c.silent);
  const openers = updates.filter((u) => use.openers.has(u.transition));
  const later = updates.filter((u) => !openers.includes(u));
  if (updates.length === 0 || of('own').some((c) => c.silent)) return undefined;
  if (openers.length > 1 || !clauses.every((c) => isLikeItsOthers(c, clauses, openers)))
    return undefined;
  if (!later.every((u) => silent.every((s) => mayGoFirst(s, u) && isApart(s, u)))) return undefined;
  const writers = clauses.filter((c) => c.role !== 'observer' && c.role !== 'view');
  if (!openers.every((o) => isOpener(o, writers, later, use))) return undefined;
  const isPrompt = (c: Clause): boolean => {
    const others = c.role === 'observer' ? later : [...later, ...silent];
    return (c.role === 'own' || c.role === 'observer') && others.every((t) => mayGoFirst(c, t));
  };
  const byAction = groupByAction(clauses);
  const actionsOf = (test: (c: Clause) => boolean): ReadonlySet<string> =>
    new Set([...byAction].filter(([, cs]) => cs.every(test)).map(([name]) => name));
  return {
    clauses: byAction,
    updates,
    openers,
    silent,
    log,
    index: use.index,
    isIndexPerView: use.isIndexPerView,
    offset: use.offset,
    orphans: orphansOf(later, service, clauses),
    prompt: actionsOf(isPrompt),
    pinned: actionsOf((c) => c.role === 'observer' && readsOnly(c, use.index)),
    awaitsObserving: actionsOf((c) => c.role === 'observer' || later.every((u) => isUnmoved(c, u))),
  };
}

function readsOnly(clause: Clause, index: string): boolean {
  return [...clause.guardReads].every((x) => x === index);
}

/** Whether nothing that the update does to its process's own cells matters to the clause's guard. */
function isUnmoved(clause: Clause, update: Clause): boolean {
  return clause.role === 'own' && disjoint(update.writes, clause.guardReads);
}

/** Whether an update may go before or after a silent observation. */
function isApart(silent: Clause, update: Clause): boolean {
  return disjoint(silent.guardReads, update.writes) && disjoint(silent.writes, update.guardReads);
}

/**
 * An opener may be taken as soon as its process is in the view: all else there waits for it, and
 * what it reads is changed by observers only, which wait for it too.
 */
function isOpener(
  opener: Clause,
  writers: readonly Clause[],
  later: readonly Clause[],
  use: LogUse,
): boolean {
  const reads = new Set([...opener.guardReads, ...opener.effectReads]);
  return (
    opener.writes.size === 0 &&
    opener.transition.pre.some((g) => isChosen(g.condition, opener.process)) &&
    later.every((u) => use.later.has(u.transition)) &&
    writers.every((w) => disjoint(w.writes, reads))
  );
}

/** `p = least(members[cur[p].val])`, or the greatest: there is one such process in a view. */
function isChosen(e: Expr, p: string): boolean {
  if (e.kind !== 'apply' || e.op !== 'eq') return false;
  const other = e.args.find((arg) => !isLocal(arg, p));
  if (other?.kind !== 'apply' || (other.op !== 'least' && other.op !== 'greatest')) return false;
  const cells = cellsOf(other, p).map((c) => c.variable);
  return e.args.some((arg) => isLocal(arg, p)) && cells.join(' ') === 'members cur';
}

/** The clauses of one action have one role. */
function isLikeItsOthers(
  clause: Clause,
  all: readonly Clause[],
  openers: readonly Clause[],
): boolean {
  return all
    .filter((c) => c.transition.action === clause.transition.action)
    .every((c) => c.role === clause.role && openers.includes(c) === openers.includes(clause));
}

function disjoint(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].every((x) => !b.has(x));
}

function groupByAction(clauses: readonly Clause[]): ReadonlyMap<string, readonly Clause[]> {
  const found = new Map<string, Clause[]>();
  for (const c of clauses) {
    const { action } = c.transition;
    found.set(action, [...(found.get(action) ?? []), c]);
  }
  return found;
}
