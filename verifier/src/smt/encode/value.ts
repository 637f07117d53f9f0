/**
 * Symbolic values. A collection is what can be asked of it: a set its members, a sequence its
 * length and elements, a map its keys and values. Sets and sequences so never reach the solver;
 * only the functions do that answer these questions for the state's variables.
 */
import type { Term } from '../logic/term.js';

export type Sym =
  TermSym | TupleSym | NullSym | UnionSym | SeqSym | SetSym | MsetSym | MapSym | ArraySym;

/**
 * How many elements a collection has, from how many those have that it was made of; absent where only
 * its elements are known.
 */
export type Grown = (sizeOf: (part: Sym) => Term) => Term;

/** Bool, Nat, Int, Char, String, an enumeration (by position) or an uninterpreted sort. */
export interface TermSym {
  readonly kind: 'term';
  readonly term: Term;
}

/** The fields in the order of the sort. */
export interface TupleSym {
  readonly kind: 'tuple';
  readonly fields: readonly Sym[];
}

/** `val` means something only where `isNil` is false. */
export interface NullSym {
  readonly kind: 'null';
  /** Of a bound variable: its parts, which are its key as they are. See bound.ts. */
  readonly parts?: readonly Term[];
  readonly isNil: Term;
  readonly val: Sym;
}

/** `tag` is the case's position; a field means something only in its own case. */
export interface UnionSym {
  readonly kind: 'union';
  readonly parts?: readonly Term[];
  readonly tag: Term;
  readonly fields: ReadonlyMap<string, Sym>;
}

/** `at` means something only for 0 ≤ i < len. */
export interface SeqSym {
  readonly kind: 'seq';
  /** The box that it was taken from: see box.ts. */
  readonly box?: Term;
  readonly len: Term;
  readonly at: (i: Term) => Sym;
}

export interface SetSym {
  readonly kind: 'set';
  readonly box?: Term;
  readonly grown?: Grown;
  readonly has: (x: Sym) => Term;
}

export interface MsetSym {
  readonly kind: 'mset';
  readonly box?: Term;
  readonly grown?: Grown;
  readonly count: (x: Sym) => Term;
}

/** `at` means something only where `has` holds. */
export interface MapSym {
  readonly kind: 'map';
  readonly box?: Term;
  readonly grown?: Grown;
  readonly has: (k: Sym) => Term;
  readonly at: (k: Sym) => Sym;
}

export interface ArraySym {
  readonly kind: 'array';
  readonly box?: Term;
  readonly at: (index: readonly Sym[]) => Sym;
}

/** A value, and when it is one. */
export interface Meant {
  readonly value: Sym;
  readonly ok: Term;
}

export function symOf(term: Term): TermSym {
  return { kind: 'term', term };
}

/** The term of a value that is one. */
export function termOf(value: Sym): Term {
  if (value.kind !== 'term') throw new TypeError(`a ${value.kind} is no single term`);
  return value.term;
}

export function expectSym<K extends Sym['kind']>(value: Sym, kind: K): Extract<Sym, { kind: K }> {
  if (!isKind(value, kind)) throw new TypeError(`a ${kind} was meant, this is a ${value.kind}`);
  return value;
}

function isKind<K extends Sym['kind']>(value: Sym, kind: K): value is Extract<Sym, { kind: K }> {
  return value.kind === kind;
}
