/** Whether each clause of a service touches only what its part in the ordered form may touch. */
import { statesRead, substatements } from '@maat/spec-lang';
import type { Action, Automaton, Expr, Transition } from '@maat/spec-lang';
import { cellsOf, readsOf, writesOf } from './cells.js';
import type { Cell } from './cells.js';
import type { Clause, Role } from './clause.js';
import { agreesOnDeparture } from './departure.js';

/** The process first; internal actions have no other parameter. */
export function hasProcess(action: Action, service: Automaton): boolean {
  if (action.name === 'newView') return true;
  const [first, ...others] = action.parameters;
  const isProcess =
    first?.sort.kind === 'uninterpreted' && first.sort.name === service.parameters.types[0];
  return isProcess && (action.kind !== 'internal' || others.length === 0);
}

export function isIndeterminate(t: Transition): boolean {
  const stmts = t.eff.flatMap((s) => [...substatements(s)]);
  return t.locals.length > 0 || stmts.some((s) => s.kind === 'choose');
}

export function roleOf(t: Transition, log: string | undefined, service: Automaton): Role {
  if (t.action === 'newView' || t.action === 'view' || t.action === 'leave') return t.action;
  const p = t.parameters[0]?.name ?? '';
  const shared = new Set(
    writesOf(t.eff, p).flatMap((c) => (c.kind === 'shared' ? [c.variable] : [])),
  );
  if (shared.size > 0) return 'update';
  const reads = [...t.pre.map((g) => g.condition)].some((e) => statesRead(e).has(log ?? ''));
  return reads && service.states.length > 0 ? 'observer' : 'own';
}

/** Whether the clause touches only what its role may touch. */
export function isInPlace(clause: Clause, log: string, group: Automaton): boolean {
  const { transition: t, process: p, role } = clause;
  const from = group.transitions.find((g) => g.action === t.action);
  if (role === 'newView' || role === 'leave')
    return t.pre.length === from?.pre.length && t.eff.length === from.eff.length;
  const writes = writesOf(t.eff, p);
  const conditions = [
    ...t.pre.map((g) => g.condition),
    ...(t.where === undefined ? [] : [t.where]),
  ];
  if (role === 'view')
    return (
      conditions.every((e) => isOwn(cellsOf(e, p)) || agreesOnDeparture(e, t)) &&
      writes.every((c) => c.kind === 'own' || GROUP.has(c.variable)) &&
      readsOf(t.eff, p).every((c) => c.kind !== 'shared')
    );
  const reads = [...conditions.flatMap((e) => cellsOf(e, p)), ...readsOf(t.eff, p)];
  const isUpdate = role === 'update';
  return (
    (!isUpdate || t.kind === 'internal') &&
    (role !== 'observer' || t.kind !== 'input') &&
    [...reads, ...writes].every((c) => c.kind !== 'foreign') &&
    writes.every((c) => c.kind === 'own' || (isUpdate && c.kind === 'shared')) &&
    reads.every(
      (c) => c.kind !== 'shared' || isUpdate || (role === 'observer' && c.variable === log),
    ) &&
    (t.kind !== 'internal' || conditions.some((e) => isInGroup(e, p)))
  );
}

/** `cur[p] ~= nil`: an internal step happens in a view. */
function isInGroup(e: Expr, p: string): boolean {
  if (e.kind !== 'apply' || e.op !== 'ne') return false;
  const [cur, nil] = e.args;
  const read = cur === undefined ? [] : cellsOf(cur, p);
  const isNil = nil?.kind === 'apply' && nil.op === 'nil';
  return isNil && read.length === 1 && read[0]?.kind === 'group' && read[0].variable === 'cur';
}

function isOwn(cells: readonly Cell[]): boolean {
  return cells.every((c) => c.kind === 'own' || c.kind === 'group');
}

const GROUP: ReadonlySet<string> = new Set(['cur', 'prev', 'entered', 'members']);
