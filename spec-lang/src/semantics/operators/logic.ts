/** Equality, order, and the strict operators of Bool; and, or, implies are the evaluators' own. */
import { compareValues, equalValues } from '../compare.js';
import { anyOperand, type Operation } from './operation.js';

export const LOGIC = ['not', 'iff', 'eq', 'ne', 'lt', 'le', 'gt', 'ge'] as const;
export type LogicOperator = (typeof LOGIC)[number];

export function logicOperation(op: LogicOperator): Operation {
  switch (op) {
    case 'not':
      return (args) => args[0] !== true;
    case 'iff':
      return (args) => args[0] === args[1];
    case 'eq':
      return (args) => equalValues(anyOperand(args, 0), anyOperand(args, 1));
    case 'ne':
      return (args) => !equalValues(anyOperand(args, 0), anyOperand(args, 1));
    case 'lt':
      return (args) => compareValues(anyOperand(args, 0), anyOperand(args, 1)) < 0;
    case 'le':
      return (args) => compareValues(anyOperand(args, 0), anyOperand(args, 1)) <= 0;
    case 'gt':
      return (args) => compareValues(anyOperand(args, 0), anyOperand(args, 1)) > 0;
    case 'ge':
      return (args) => compareValues(anyOperand(args, 0), anyOperand(args, 1)) >= 0;
  }
}
