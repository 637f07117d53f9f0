/** What the writer of code asks about a sort. */
import type { Sort } from '@maat/spec-lang';
import { assertNever } from '../never.js';

/** The named sorts that a sort mentions, itself excepted. */
export function namedWithin(sort: Sort): readonly Sort[] {
  return parts(sort).flatMap((part) => ('name' in part ? [part] : namedWithin(part)));
}

function parts(sort: Sort): readonly Sort[] {
  switch (sort.kind) {
    case 'tuple':
      return sort.fields.map((f) => f.sort);
    case 'union':
      return sort.cases.flatMap((c) => c.fields.map((f) => f.sort));
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return [sort.of];
    case 'map':
      return [sort.from, sort.to];
    case 'array':
      return [...sort.index, sort.of];
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return [];
    default:
      return assertNever(sort);
  }
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
  return COLLECTION.has(sort.kind) || parts(sort).some(hasCollections);
}
