/** The values that a hole may hold: those that the trace mentions, and enough that it does not. */
import {
  compareNames,
  exprsOf,
  sortParts,
  sortsWithin,
  substatements,
  subterms,
} from '@maat/spec-lang';
import type { Action, Automaton, Definition, Expr, Scope, Sort } from '@maat/spec-lang';
import { traceScope } from '../scope.js';
import { holesOf, knownTrace } from './slots.js';
import type { Hole, HoleTrace } from './slots.js';

/** A service, and the values that may stand in the holes of its logs. */
export interface FillScope {
  readonly service: Automaton;
  readonly scope: Scope;
  readonly definitions: readonly Definition[];
}

/**
 * The scope of the known events, and of each sort as many fresh elements as holes could mention; of an
 * ordered sort as many at each place between the others. The processes are those that the trace and
 * the given scope speak of: nobody else has a log.
 */
export function holeScope(
  trace: HoleTrace,
  service: Automaton,
  given: Scope,
  definitions: readonly Definition[],
): Scope {
  const known = traceScope(withPartial(trace), service, given);
  const owners = ownerSorts(service);
  const sorts = [...known.sorts].map(([sort, names]): [string, readonly string[]] => {
    if (owners.has(sort)) return [sort, withLost(names, trace)];
    const fresh = freshCount(trace, service, sort);
    return [sort, withFresh(sort, names, fresh, isOrdered(service, definitions, sort))];
  });
  return { sorts: new Map(sorts), values: known.values };
}

/** Why a search through these values is not a search through all; nothing when it is. */
export function unboundedHole(trace: HoleTrace, service: Automaton): string | undefined {
  const owners = ownerSorts(service);
  for (const hole of holesOf(trace)) {
    for (const { action, name, sort } of unknownParameters(hole, service)) {
      if (!isBounded(sort, owners))
        return `argument ${name} of ${action} may have more values than can be tried`;
    }
  }
  return undefined;
}

/** The actions that may stand in a hole, of those that a user of the service can see. */
export function actionsFor(hole: Hole, service: Automaton): readonly Action[] {
  if (hole.kind === 'partial') return [hole.action];
  return service.signature.filter((a) => a.kind !== 'internal');
}

interface Unknown {
  readonly action: string;
  readonly name: string;
  readonly sort: Sort;
}

function unknownParameters(hole: Hole, service: Automaton): readonly Unknown[] {
  return actionsFor(hole, service).flatMap((action) =>
    action.parameters.flatMap(({ name, sort }, i) => {
      const isOwner = i === 0 && sort.kind === 'uninterpreted';
      const isKnown = hole.kind === 'partial' && hole.args[i] !== undefined;
      return isOwner || isKnown ? [] : [{ action: action.name, name, sort }];
    }),
  );
}

/** A slot with the arguments that it has, as if it were an event, so that they are mentioned. */
function withPartial(trace: HoleTrace): ReturnType<typeof knownTrace> {
  return knownTrace(trace).map((log, i) => ({
    ...log,
    hints: [...log.hints, ...(trace.logs[i]?.slots ?? []).flatMap(mentioned)],
  }));
}

function mentioned(slot: HoleTrace['logs'][number]['slots'][number]) {
  if (slot.kind !== 'partial') return [];
  // What is not known is left out of the list of arguments, where it mentions nothing.
  const args = slot.args.map((value) => value ?? { kind: 'nil' as const });
  return [{ ...slot.place, step: { action: slot.action.name, args } }];
}

/** The sorts of those at whom events happen: the first parameters of what a user of the service can see. */
export function ownerSorts(service: Automaton): ReadonlySet<string> {
  const external = service.signature.filter((a) => a.kind !== 'internal');
  const sorts = external.map((a) => a.parameters[0]?.sort);
  return new Set(sorts.flatMap((s) => (s?.kind === 'uninterpreted' ? [s.name] : [])));
}

function withLost(names: readonly string[], trace: HoleTrace): readonly string[] {
  return [...new Set([...names, ...trace.logs.map((log) => log.process)])].sort(compareNames);
}

function freshCount(trace: HoleTrace, service: Automaton, sort: string): number {
  return holesOf(trace).reduce((sum, hole) => {
    const perAction = new Map<string, number>();
    for (const { action, sort: of } of unknownParameters(hole, service)) {
      const count = mentions(of, sort) ? 1 : 0;
      perAction.set(action, (perAction.get(action) ?? 0) + count);
    }
    return sum + Math.max(0, ...perAction.values());
  }, 0);
}

function mentions(of: Sort, sort: string): boolean {
  return [...sortsWithin(of)].some((s) => s.kind === 'uninterpreted' && s.name === sort);
}

function withFresh(
  sort: string,
  names: readonly string[],
  count: number,
  ordered: boolean,
): readonly string[] {
  const stem = sort.toLowerCase();
  const fresh = Array.from({ length: count }, (_, i) => i);
  // A blank sorts before every letter and digit, so that this stands right behind the name.
  const between = ordered
    ? names.flatMap((name) => fresh.map((i) => `${name} ${'+'.repeat(i + 1)}`))
    : [];
  const first = ordered ? fresh.map((i) => ` ${'+'.repeat(i + 1)}`) : [];
  const apart = ordered ? [] : fresh.map((i) => `new ${stem} ${String(i + 1)}`);
  const all = [...names, ...between, ...first, ...apart];
  return [...new Set(all)].sort(compareNames);
}

/** Whether anything in the service depends on how elements of the sort are ordered. */
function isOrdered(service: Automaton, definitions: readonly Definition[], sort: string): boolean {
  const isCompared = expressionsOf(service, definitions).some((expr) =>
    [...subterms(expr)].some(
      (e) =>
        e.kind === 'apply' &&
        ORDERED.has(e.op) &&
        [e.sort, ...e.args.map((a) => a.sort)].some((s) => mentions(s, sort)),
    ),
  );
  return isCompared || isWalked(service, sort);
}

/** A loop goes through elements in their order, and what it leaves behind may show it. */
function isWalked(service: Automaton, sort: string): boolean {
  return service.transitions
    .flatMap((t) => t.eff.flatMap((s) => [...substatements(s)]))
    .some((s) => s.kind === 'for' && mentions(s.variable.sort, sort));
}

const ORDERED: ReadonlySet<string> = new Set(
  '< <= > >= least greatest rank elements mint'.split(' '),
);

function expressionsOf(service: Automaton, definitions: readonly Definition[]): readonly Expr[] {
  const inClauses = service.transitions.flatMap((t) => [
    ...t.pre.map((g) => g.condition),
    ...(t.where === undefined ? [] : [t.where]),
    ...(t.ensuring === undefined ? [] : [t.ensuring]),
    ...t.eff.flatMap(exprsOf),
  ]);
  return [...inClauses, ...[...definitions, ...service.definitions].map((d) => d.body)];
}

/**
 * Finitely many values are enough: those of finite sorts, one fresh element where one element stands. A
 * collection may hold any number of fresh ones, so of it only elements that are never fresh will do.
 */
function isBounded(sort: Sort, owners: ReadonlySet<string>, isInside = false): boolean {
  switch (sort.kind) {
    case 'bool':
    case 'enum':
      return true;
    case 'uninterpreted':
      return !isInside || owners.has(sort.name);
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'seq':
    case 'mset':
      return false;
    case 'null':
    case 'tuple':
    case 'union':
      return sortParts(sort).every((inner) => isBounded(inner, owners, isInside));
    case 'set':
    case 'map':
    case 'array':
      return sortParts(sort).every((inner) => isBounded(inner, owners, true));
  }
}
