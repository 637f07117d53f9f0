/** The steps of a plan: each binds or checks something, then goes on to the next. */
import type { Span } from '../../text/span.js';
import type { Code, Machine } from '../context.js';
import { finiteDomain, sizesLacking, subsetsOf } from '../domain.js';
import { sortedSet } from '../construct.js';
import { specError } from '../failure.js';
import { printSort } from '../../ir/print-sort.js';
import type { Scope } from '../scope.js';
import type { Value } from '../value.js';
import { attempt, type Match } from './pattern.js';
import type { PlanSite, Unknown } from './problem.js';

/** Goes on with what is bound so far; true ends the search. */
export type Found = (machine: Machine) => boolean;
export type PlanStep = (next: Found) => Found;

export function checkStep(code: Code): PlanStep {
  return (next) => (machine) => attempt(code, machine) === true && next(machine);
}

export function matchStep(code: Code, match: Match): PlanStep {
  return (next) => (machine) => {
    const value = attempt(code, machine);
    return value !== undefined && match(machine, value) && next(machine);
  };
}

/** Each element of a collection, or each of the values that `elements` makes of one. */
export function memberStep(
  code: Code,
  match: Match,
  elements: (collection: Value) => readonly Value[] = elementsIn,
): PlanStep {
  return (next) => (machine) => {
    const collection = attempt(code, machine);
    if (collection === undefined) return false;
    return elements(collection).some((e) => match(machine, e) && next(machine));
  };
}

/** Each value that one of the alternatives equals or contains. */
export function anyOfStep(
  sources: readonly ((machine: Machine) => readonly Value[])[],
  match: Match,
): PlanStep {
  return (next) => (machine) =>
    sources.some((source) => source(machine).some((v) => match(machine, v) && next(machine)));
}

/** Whole numbers between bounds; undefined bounds leave nothing. */
export function rangeStep(
  slot: number,
  lowers: readonly Code[],
  uppers: readonly Code[],
): PlanStep {
  return (next) => (machine) => {
    const low = Math.max(...lowers.map((code) => bound(code, machine, Infinity)));
    const high = Math.min(...uppers.map((code) => bound(code, machine, -Infinity)));
    for (let k = low; k <= high; k++) {
      machine.locals[slot] = k;
      if (next(machine)) return true;
    }
    return false;
  };
}

export function domainStep(u: Unknown, scope: Scope, span: Span): PlanStep {
  return (next) => (machine) =>
    eachValue(u, finiteDomain(u.sort, scope, span, u.name), machine, next);
}

export function valuesStep(u: Unknown, values: readonly Value[]): PlanStep {
  return (next) => (machine) => eachValue(u, values, machine, next);
}

export function samplesStep(u: Unknown, samples: NonNullable<PlanSite['samples']>): PlanStep {
  return (next) => (machine) => eachValue(u, samples(machine, u.sort), machine, next);
}

function eachValue(u: Unknown, values: readonly Value[], machine: Machine, next: Found): boolean {
  return values.some((value) => {
    machine.locals[u.slot] = value;
    return next(machine);
  });
}

export function unboundedStep(u: Unknown, site: PlanSite): PlanStep {
  return () => () => {
    const sort = printSort(u.sort);
    const lacking = sizesLacking(u.sort, site.context.scope, site.span);
    const sizes = lacking.map((name) => `${name}=SIZE`).join(', ');
    const size = site.isExhaustive === true ? '' : `, or give ${sizes} in the scope`;
    const advice = lacking.length > 0 ? `; bound it by a condition${size}` : '';
    const message = `nothing bounds the ${site.what} ${u.name}: ${sort}${advice}`;
    throw specError('E0603', site.span, message);
  };
}

/** What \in ranges over: the elements of a set or sequence, the distinct ones of a multiset, the keys of a map. */
export function elementsIn(collection: Value): readonly Value[] {
  if (typeof collection !== 'object') throw new TypeError('not a collection');
  const { kind } = collection;
  if (kind === 'set' || kind === 'seq') return collection.elements;
  if (kind === 'mset') return collection.counts.map(([element]) => element);
  if (kind === 'map') return collection.entries.map(([key]) => key);
  throw new TypeError(`${kind} has no elements`);
}

/** The subsets of a set. */
export function subsetsIn(collection: Value): readonly Value[] {
  return subsetsOf(elementsIn(collection)).map(sortedSet);
}

function bound(code: Code, machine: Machine, none: number): number {
  const value = attempt(code, machine);
  return typeof value === 'number' ? value : none;
}
