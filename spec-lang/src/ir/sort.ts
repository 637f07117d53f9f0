/**
 * The sorts of values. A named sort carries its whole definition, so that no table is needed to
 * know its shape; two named sorts are the same when their names are. Sorts are never recursive.
 */

export type Sort =
  | { readonly kind: 'bool' }
  | { readonly kind: 'nat' }
  | { readonly kind: 'int' }
  | { readonly kind: 'char' }
  | { readonly kind: 'string' }
  | UninterpretedSort
  | EnumSort
  | TupleSort
  | UnionSort
  | { readonly kind: 'null'; readonly of: Sort }
  | { readonly kind: 'set'; readonly of: Sort }
  | { readonly kind: 'mset'; readonly of: Sort }
  | { readonly kind: 'seq'; readonly of: Sort }
  | MapSort
  | ArraySort;

/** A type parameter (`Node: type`) or an abstract type: opaque values with equality and a canonical order. */
export interface UninterpretedSort {
  readonly kind: 'uninterpreted';
  readonly name: string;
}

export interface EnumSort {
  readonly kind: 'enum';
  readonly name: string;
  readonly values: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly sort: Sort;
}

export interface TupleSort {
  readonly kind: 'tuple';
  readonly name: string;
  readonly fields: readonly Field[];
}

/**
 * A tagged union. IOA's `union of a: T` is a case `a` with one field, also named `a`; a case may
 * also list named fields, `upd(k: Nat, m: Msg)`, or none. Field names are unique over the whole
 * union unless the sorts agree; selecting a field of another case is undefined.
 */
export interface UnionSort {
  readonly kind: 'union';
  readonly name: string;
  readonly cases: readonly UnionCase[];
}

export interface UnionCase {
  readonly tag: string;
  readonly fields: readonly Field[];
}

/** A finite partial function. */
export interface MapSort {
  readonly kind: 'map';
  readonly from: Sort;
  readonly to: Sort;
}

/** A total function of one or two indices. */
export interface ArraySort {
  readonly kind: 'array';
  readonly index: readonly Sort[];
  readonly of: Sort;
}

export const BOOL: Sort = { kind: 'bool' };
export const NAT: Sort = { kind: 'nat' };
export const INT: Sort = { kind: 'int' };
export const CHAR: Sort = { kind: 'char' };
export const STRING: Sort = { kind: 'string' };
