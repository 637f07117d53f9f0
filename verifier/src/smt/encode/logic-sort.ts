/** Which sorts are one term of the logic, and of what sort that term is. */
import { printSort, type Sort, type Span } from '@maat/spec-lang';
import type { LogicSort } from '../logic/term.js';
import { Inexpressible } from './inexpressible.js';

/** Sorts whose values are single terms. */
export type Scalar = Extract<
  Sort,
  { kind: 'bool' | 'nat' | 'int' | 'char' | 'string' | 'enum' | 'uninterpreted' }
>;

/** Sorts whose values are made of others. */
export type Compound = Exclude<Sort, Scalar>;

/** Sorts whose values may be of any size. */
export type Collection = Extract<Sort, { kind: 'set' | 'mset' | 'seq' | 'map' | 'array' }>;

/** Of the boxes that hold such collections: see box.ts. */
export function boxSort(sort: Collection): LogicSort {
  return `Box.${printSort(sort)}`;
}

export function isScalar(sort: Sort): sort is Scalar {
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'enum':
    case 'uninterpreted':
      return true;
    case 'tuple':
    case 'union':
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
    case 'array':
      return false;
  }
}

/** Of a natural number no bound is known: 0. Of an enumeration, how many values it has. */
export function boundOf(sort: Scalar): number | undefined {
  switch (sort.kind) {
    case 'nat':
    case 'char':
      return 0;
    case 'enum':
      return sort.values.length;
    case 'bool':
    case 'int':
    case 'string':
    case 'uninterpreted':
      return undefined;
  }
}

/** The sort of a value that is one term. */
export function logicSort(sort: Sort, span: Span): LogicSort {
  if (!isScalar(sort)) throw new Inexpressible(`a ${sort.kind} as one term`, span);
  switch (sort.kind) {
    case 'bool':
      return 'Bool';
    case 'nat':
    case 'int':
    case 'char':
    case 'enum':
      return 'Int';
    case 'string':
      return 'String!';
    case 'uninterpreted':
      return sort.name;
  }
}
