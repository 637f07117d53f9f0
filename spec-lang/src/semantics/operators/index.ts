/** The meaning of every strict built-in operator, found by its name. */
import type { Operator } from '../../ir/expr.js';
import { EMPTY_MAP, NIL, seqOf, someOf } from '../construct.js';
import { equalValues } from '../compare.js';
import { arithmeticOperation } from './arithmetic.js';
import { functionOperation } from './functions.js';
import { logicOperation } from './logic.js';
import { nameOperation } from './names.js';
import { anyOperand, operand, type Operation, type Site } from './operation.js';
import { sequenceOperation } from './sequences.js';
import { collect, count, setOperation } from './sets.js';
import type { Value } from '../value.js';

/** These evaluate their second argument only when the first does not decide. */
export type ShortCircuit = 'and' | 'or' | 'implies';
export type StrictOperator = Exclude<Operator, ShortCircuit>;

export function isShortCircuit(op: Operator): op is ShortCircuit {
  return op === 'and' || op === 'or' || op === 'implies';
}

/** The operator as a function at this place; family by family. */
export function operation(op: StrictOperator, site: Site): Operation {
  switch (op) {
    case 'not':
    case 'iff':
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return logicOperation(op);
    case 'plus':
    case 'minus':
    case 'times':
    case 'div':
    case 'mod':
    case 'negate':
    case 'abs':
    case 'min':
    case 'max':
      return arithmeticOperation(op, site);
    case 'insert':
    case 'delete':
    case 'union':
    case 'intersection':
    case 'difference':
    case 'subset':
    case 'count':
    case 'least':
    case 'greatest':
    case 'rank':
    case 'elements':
      return setOperation(op, site);
    case 'append':
    case 'prepend':
    case 'concat':
    case 'head':
    case 'tail':
    case 'last':
    case 'init':
    case 'slice':
    case 'prefix':
      return sequenceOperation(op, site);
    case 'index':
    case 'update':
    case 'constant':
    case 'defined':
    case 'remove':
    case 'keys':
      return functionOperation(op, site);
    case 'ringFirst':
    case 'ringLeft':
    case 'ringRight':
    case 'ringName':
    case 'mint':
      return nameOperation(op, site);
    case 'empty':
    case 'display':
    case 'in':
    case 'size':
      return collectionOperation(op, site);
    case 'nil':
    case 'embed':
    case 'val':
    case 'hasTag':
      return caseOperation(op, site);
  }
}

/** Operators that all collections share. */
function collectionOperation(op: 'empty' | 'display' | 'in' | 'size', site: Site): Operation {
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
