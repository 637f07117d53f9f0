/** A finite instance: so many elements of each sort, numbers up to a bound; where counterexamples are looked for. */
import { numeral, apply, FALSE, TRUE, type Fn, type LogicSort, type Term } from '../logic/term.js';

export interface FiniteInstance {
  /** Elements of each uninterpreted sort. */
  readonly elements: number;
  /** The greatest number that a state may hold. */
  readonly greatest: number;
  /** And the least; 0 if left out. */
  readonly lowest?: number;
  /** The elements of sorts that have names, in canonical order; of these sorts there are as many. */
  readonly names?: ReadonlyMap<LogicSort, readonly string[]>;
}

/** Small ones first: the first instance that has a counterexample has a small one. */
export const INSTANCES: readonly FiniteInstance[] = [
  { elements: 1, greatest: 1 },
  { elements: 2, greatest: 1 },
  { elements: 2, greatest: 2 },
  { elements: 3, greatest: 2 },
];

/** With numbers one further than these that are not far, as `40 <= n` needs 40; and with some that are less than nothing. */
export function reaching(numbers: readonly number[], instance: FiniteInstance): FiniteInstance {
  const near = numbers.filter((n) => Math.abs(n) <= FARTHEST);
  return {
    ...instance,
    lowest: Math.min(instance.lowest ?? 0, -1, ...near) - 1,
    greatest: Math.max(instance.greatest, ...near) + 1,
  };
}

/** Quantifiers over numbers are written out. */
const FARTHEST = 100;

/** The i-th element of an uninterpreted sort, as the solver knows it. */
export function elementFn(sort: LogicSort, i: number): Fn {
  return { name: `${sort}!${String(i)}`, args: [], result: sort };
}

/** An element of which it is known that it is no other one. */
export function namedElement(sort: LogicSort, i: number): Fn {
  return { ...elementFn(sort, i), isElement: true };
}

/** How many elements the sort has. */
export function sizeOf(sort: LogicSort, { names, elements }: FiniteInstance): number {
  return names?.get(sort)?.length ?? elements;
}

/** All terms of the sort that quantifiers range over; numbers one further than states hold. */
export function elementsOf(sort: LogicSort, instance: FiniteInstance): readonly Term[] {
  if (sort === 'Bool') return [FALSE, TRUE];
  if (sort === 'Int') return numbersOf(instance).map((n) => numeral(n));
  const make = instance.names?.has(sort) === true ? namedElement : elementFn;
  return upTo(sizeOf(sort, instance)).map((i) => apply(make(sort, i), []));
}

function numbersOf({ lowest = 0, greatest }: FiniteInstance): readonly number[] {
  const first = lowest < 0 ? lowest - 1 : 0;
  return upTo(greatest + 2 - first).map((i) => first + i);
}

export function upTo(n: number): readonly number[] {
  return Array.from({ length: n }, (_, i) => i);
}

export function describe(instance: FiniteInstance): string {
  return `${String(instance.elements)} of each sort, numbers to ${String(instance.greatest)}`;
}

/** The instance is small, but what is said of it is not. */
export class TooLarge extends Error {}
