/** What the writer of code asks about a sort. */
import { sortParts, type Sort } from '@maat/spec-lang';

/** The named sorts that a sort mentions, itself excepted. */
export function namedWithin(sort: Sort): readonly Sort[] {
  return sortParts(sort).flatMap((part) => ('name' in part ? [part] : namedWithin(part)));
}

const SCALAR: ReadonlySet<Sort['kind']> = new Set<Sort['kind']>([
  'bool',
  'nat',
  'int',
  'char',
  'string',
  'enum',
]);

/** Values of this sort are compared with `===`. */
export function isPrimitive(sort: Sort, message: string): boolean {
  if (sort.kind === 'uninterpreted') return sort.name !== message;
  if (sort.kind === 'null') return sort.of.kind !== 'null' && isPrimitive(sort.of, message);
  return SCALAR.has(sort.kind);
}

const COLLECTION: ReadonlySet<Sort['kind']> = new Set<Sort['kind']>([
  'set',
  'mset',
  'seq',
  'map',
  'array',
]);

/** Something in a value of this sort is changed in place, so that it must not have two owners. */
export function hasCollections(sort: Sort): boolean {
  return COLLECTION.has(sort.kind) || sortParts(sort).some(hasCollections);
}
