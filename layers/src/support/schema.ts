/** Sorts as data: what wire codecs, recorders and workloads need to know of values. */

export type Schema =
  | { readonly kind: 'bool' }
  | { readonly kind: 'nat' }
  | { readonly kind: 'int' }
  | { readonly kind: 'char' }
  | { readonly kind: 'string' }
  | { readonly kind: 'uninterpreted'; readonly name: string }
  | { readonly kind: 'enum'; readonly name: string; readonly values: readonly string[] }
  | TupleSchema
  | UnionSchema
  | { readonly kind: 'null'; readonly of: Schema }
  | { readonly kind: 'set'; readonly of: Schema }
  | { readonly kind: 'mset'; readonly of: Schema }
  | { readonly kind: 'seq'; readonly of: Schema }
  | { readonly kind: 'map'; readonly from: Schema; readonly to: Schema }
  | { readonly kind: 'array'; readonly index: readonly Schema[]; readonly of: Schema };

export interface FieldSchema {
  readonly name: string;
  readonly sort: Schema;
}

export interface TupleSchema {
  readonly kind: 'tuple';
  readonly name: string;
  readonly fields: readonly FieldSchema[];
}

export interface UnionSchema {
  readonly kind: 'union';
  readonly name: string;
  readonly cases: readonly { readonly tag: string; readonly fields: readonly FieldSchema[] }[];
}

export const bool: Schema = { kind: 'bool' };
export const nat: Schema = { kind: 'nat' };
export const int: Schema = { kind: 'int' };
export const char: Schema = { kind: 'char' };
export const string: Schema = { kind: 'string' };

export const sort = (name: string): Schema => ({ kind: 'uninterpreted', name });
export const enumeration = (name: string, ...values: string[]): Schema => ({
  kind: 'enum',
  name,
  values,
});
export const nullOf = (of: Schema): Schema => ({ kind: 'null', of });
export const setOf = (of: Schema): Schema => ({ kind: 'set', of });
export const msetOf = (of: Schema): Schema => ({ kind: 'mset', of });
export const seqOf = (of: Schema): Schema => ({ kind: 'seq', of });
export const mapOf = (from: Schema, to: Schema): Schema => ({ kind: 'map', from, to });
export const arrayOf = (index: readonly Schema[], of: Schema): Schema => ({
  kind: 'array',
  index,
  of,
});

export function tuple(name: string, fields: Readonly<Record<string, Schema>>): TupleSchema {
  return { kind: 'tuple', name, fields: fieldList(fields) };
}

export function union(
  name: string,
  cases: Readonly<Record<string, Readonly<Record<string, Schema>>>>,
): UnionSchema {
  return {
    kind: 'union',
    name,
    cases: Object.entries(cases).map(([tag, fields]) => ({ tag, fields: fieldList(fields) })),
  };
}

function fieldList(fields: Readonly<Record<string, Schema>>): readonly FieldSchema[] {
  return Object.entries(fields).map(([name, of]) => ({ name, sort: of }));
}
