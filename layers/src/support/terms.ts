/** Operators that are neither JavaScript's own nor methods of a collection. */
import { SetOf } from './set.js';
import { ProtocolError, undefinedTerm } from './errors.js';
import { keyOf } from './order.js';

/** `x.val` */
export function val<T>(x: T | null, place: string): T {
  return x === null ? undefinedTerm('val of nil', place) : x;
}

/** A Null inside a Null is boxed, so that embed(nil) is not nil. */
export interface Box<T> {
  readonly some: T;
}

export function box<T>(some: T): Box<T> {
  return { some };
}

interface Union {
  readonly tag: string;
}

/** `tag(u) = c` */
export function isCase(u: Union, tag: string): boolean {
  return u.tag === tag;
}

/** `u.field` of a union. */
export function part(u: Union, field: string, place: string): unknown {
  if (!(field in u)) return undefinedTerm(`field ${field} of the case ${u.tag}`, place);
  return (u as unknown as Readonly<Record<string, unknown>>)[field];
}

/** What a variable of sort Nat becomes. */
export function nat(n: number, place: string): number {
  if (n < 0) throw new ProtocolError(`a Nat cannot become ${n}`, place);
  return n;
}

/** Euclidean division: 0 ≤ mod < |b|. */
export function mod(a: number, b: number, place: string): number {
  if (b === 0) return undefinedTerm('division by 0', place);
  const r = a % b;
  return r < 0 ? r + Math.abs(b) : r;
}

export function div(a: number, b: number, place: string): number {
  return (a - mod(a, b, place)) / b;
}

/** An injection of a number and names into the names, increasing in the number. */
export function mint(n: number, ...rest: readonly unknown[]): string {
  return [n, ...rest.map(keyOf)].join('.');
}

export function comprehend<T, E>(
  within: Iterable<T>,
  where: (x: T) => boolean,
  element: (x: T) => E,
): SetOf<E> {
  const elements: E[] = [];
  for (const x of within) if (where(x)) elements.push(element(x));
  return SetOf.from(elements);
}

export function forAll<T>(within: Iterable<T>, body: (x: T) => boolean): boolean {
  for (const x of within) if (!body(x)) return false;
  return true;
}

export function exists<T>(within: Iterable<T>, body: (x: T) => boolean): boolean {
  for (const x of within) if (body(x)) return true;
  return false;
}

/** As `forAll`, and the body is read for each: it may be undefined. */
export function forAllOfThem<T>(within: Iterable<T>, body: (x: T) => boolean): boolean {
  return [...within].map(body).every(Boolean);
}

export function existsAmongThem<T>(within: Iterable<T>, body: (x: T) => boolean): boolean {
  return [...within].map(body).some(Boolean);
}

/** `choose x where P`: the first that will do. */
export function choose<T>(within: Iterable<T>, where: (x: T) => boolean, place: string): T {
  for (const x of within) if (where(x)) return x;
  return undefinedTerm('choose: no value satisfies the condition', place);
}
