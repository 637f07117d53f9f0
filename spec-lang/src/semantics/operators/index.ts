/** The meaning of every strict built-in operator, found by its name. */
import type { Operator } from '../../ir/expr.js';
import { EMPTY_MAP, NIL, seqOf, someOf } from '../construct.js';
import { equalValues } from '../compare.js';
import { ARITHMETIC, arithmeticOperation } from './arithmetic.js';
import { FUNCTIONS, functionOperation } from './functions.js';
import { LOGIC, logicOperation } from './logic.js';
import { NAMES, nameOperation } from './names.js';
import { anyOperand, operand, type Operation, type Site } from './operation.js';
import { SEQUENCES, sequenceOperation } from './sequences.js';
import { SETS, collect, count, setOperation } from './sets.js';
import type { Value } from '../value.js';

/** These evaluate their second argument only when the first does not decide. */
export type ShortCircuit = 'and' | 'or' | 'implies';
export type StrictOperator = Exclude<Operator, ShortCircuit>;

export function isShortCircuit(op: Operator): op is ShortCircuit {
  return op === 'and' || op === 'or' || op === 'implies';
}

/** The operator as a function at this place; family by family. */
export function operation(op: StrictOperator, site: Site): Operation {
  if (isOneOf(LOGIC, op)) return logicOperation(op);
  if (isOneOf(ARITHMETIC, op)) return arithmeticOperation(op, site);
  if (isOneOf(SETS, op)) return setOperation(op, site);
  if (isOneOf(SEQUENCES, op)) return sequenceOperation(op, site);
  if (isOneOf(FUNCTIONS, op)) return functionOperation(op, site);
  if (isOneOf(NAMES, op)) return nameOperation(op, site);
  if (isOneOf(COLLECTIONS, op)) return collectionOperation(op, site);
  return caseOperation(op, site);
}

function isOneOf<T extends Operator>(family: readonly T[], op: Operator): op is T {
  return (family as readonly Operator[]).includes(op);
}

const COLLECTIONS = ['empty', 'display', 'in', 'size'] as const;

/** Operators that all collections share. */
function collectionOperation(op: (typeof COLLECTIONS)[number], site: Site): Operation {
  switch (op) {
    case 'empty':
    case 'display':
      return (args) => display(args, site);
    case 'in':
      return (args) => isIn(anyOperand(args, 0), anyOperand(args, 1));
    case 'size':
      return (args) => sizeOf(anyOperand(args, 0));
  }
}

/** Operators of Null, and the test of a union's case. */
function caseOperation(op: 'nil' | 'embed' | 'val' | 'hasTag', site: Site): Operation {
  switch (op) {
    case 'nil':
      return () => NIL;
    case 'embed':
      return (args) => someOf(anyOperand(args, 0));
    case 'val':
      return (args) => valueIn(anyOperand(args, 0), site);
    case 'hasTag':
      return (args) => operand(args, 0, 'union').tag === args[1];
  }
}

function display(elements: readonly Value[], site: Site): Value {
  const { sort } = site.expr;
  if (sort.kind === 'seq') return seqOf(elements);
  return sort.kind === 'map' ? EMPTY_MAP : collect(sort, elements);
}

function isIn(x: Value, collection: Value): boolean {
  if (typeof collection === 'object' && collection.kind === 'seq') {
    return collection.elements.some((element) => equalValues(element, x));
  }
  return count(x, collection) > 0;
}

function sizeOf(collection: Value): number {
  if (typeof collection !== 'object') throw new TypeError('not a collection');
  if (collection.kind === 'set' || collection.kind === 'seq') return collection.elements.length;
  if (collection.kind === 'map') return collection.entries.length;
  return operand([collection], 0, 'mset').counts.reduce((sum, [, n]) => sum + n, 0);
}

function valueIn(value: Value, site: Site): Value {
  if (typeof value === 'object' && value.kind === 'some') return value.value;
  return site.fail('.val of nil');
}
