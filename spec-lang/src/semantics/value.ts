/**
 * Values of the reference semantics: immutable, canonical (equal values have equal keys), and
 * made only by the functions of this folder.
 *
 * Bool is a boolean; Nat and Int are safe integers; Char, String, constants of an enumeration and
 * elements of an uninterpreted sort are strings (an element is named after its sort in small
 * letters and its position, `proc0`, or as a trace names it).
 */
export type Value =
  | boolean
  | number
  | string
  | { readonly kind: 'tuple'; readonly fields: readonly Value[] }
  | { readonly kind: 'union'; readonly tag: string; readonly fields: readonly Value[] }
  | { readonly kind: 'nil' }
  | { readonly kind: 'some'; readonly value: Value }
  /** Ascending in canonical order, without duplicates. */
  | { readonly kind: 'set'; readonly elements: readonly Value[] }
  /** Ascending by element; counts are positive. */
  | { readonly kind: 'mset'; readonly counts: readonly (readonly [Value, number])[] }
  | { readonly kind: 'seq'; readonly elements: readonly Value[] }
  /** Ascending by key. */
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Value, Value])[] }
  /**
   * `otherwise` everywhere but at `entries`, which are ascending by key and differ from it; the
   * key of a two-index array is a tuple.
   */
  | {
      readonly kind: 'array';
      readonly otherwise: Value;
      readonly entries: readonly (readonly [Value, Value])[];
    };

/** A state: the values of the automaton's variables, in the order of its `states`. */
export type State = readonly Value[];

/** One step's label. */
export interface Step {
  readonly action: string;
  readonly args: readonly Value[];
}
