/** One clause of an ordered service: its part in the service, and which of its process's own variables it touches. */
import type { Transition } from '@maat/spec-lang';
import { cellsOf, readsOf, writesOf } from './cells.js';
import { appendsTo, pops } from './queue.js';

export type Role =
  /** Forms a view; enters one; leaves the group. */
  | 'newView'
  | 'view'
  | 'leave'
  /** Appends to the log of its process's view. */
  | 'update'
  /** Takes note of the next entry of that log. */
  | 'observer'
  /** Reads and writes its process's own cells only. */
  | 'own';

export interface Clause {
  readonly transition: Transition;
  readonly role: Role;
  readonly silent: boolean;
  /** The name of the parameter that is the process. */
  readonly process: string;
  /** Own variables. */
  readonly guardReads: ReadonlySet<string>;
  readonly effectReads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  readonly appendsTo: ReadonlySet<string>;
  readonly pops: ReadonlySet<string>;
}

export function clauseOf(transition: Transition, role: Role): Clause {
  const { pre, where, eff, kind } = transition;
  const process = transition.parameters[0]?.name ?? '';
  const guards = [...pre.map((g) => g.condition), ...(where === undefined ? [] : [where])];
  const reads = guards.flatMap((g) => cellsOf(g, process));
  const writes = ownOf(writesOf(eff, process));
  return {
    transition,
    role,
    silent: kind === 'internal',
    process,
    guardReads: ownOf(reads),
    effectReads: ownOf(readsOf(eff, process)),
    writes,
    appendsTo: new Set([...writes].filter((x) => appendsTo(transition, x))),
    pops: new Set([...writes].filter((x) => pops(transition, x))),
  };
}

/**
 * Whether a step of `event`, possible now, may as well be taken before one of `other`, of the same
 * process, that comes first: nothing that one writes does the other read or write, but that guards
 * of the event are met already. A queue may be appended to before its head is taken as well as after.
 */
export function mayGoFirst(event: Clause, other: Clause): boolean {
  const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] =>
    [...a].filter((x) => b.has(x) && !(event.appendsTo.has(x) && other.pops.has(x)));
  return (
    shared(event.writes, other.guardReads).length === 0 &&
    shared(event.writes, other.effectReads).length === 0 &&
    shared(event.writes, other.writes).length === 0 &&
    shared(event.effectReads, other.writes).length === 0
  );
}

function ownOf(cells: ReturnType<typeof cellsOf>): ReadonlySet<string> {
  return new Set(cells.flatMap((c) => (c.kind === 'own' ? [c.variable] : [])));
}
