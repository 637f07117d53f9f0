/** Operators of Seq; positions are counted from 0. */
import { equalValues } from '../compare.js';
import { seqOf } from '../construct.js';
import { anyOperand, numberOperand, operand, type Operation, type Site } from './operation.js';
import type { Value } from '../value.js';

export const SEQUENCES = [
  'append',
  'prepend',
  'concat',
  'head',
  'tail',
  'last',
  'init',
  'slice',
  'prefix',
] as const;
export type SequenceOperator = (typeof SEQUENCES)[number];

export function sequenceOperation(op: SequenceOperator, site: Site): Operation {
  switch (op) {
    case 'append':
      return (args) => seqOf([...elementsAt(args, 0), anyOperand(args, 1)]);
    case 'prepend':
      return (args) => seqOf([anyOperand(args, 0), ...elementsAt(args, 1)]);
    case 'concat':
      return (args) => seqOf([...elementsAt(args, 0), ...elementsAt(args, 1)]);
    case 'head':
      return (args) => elementsAt(args, 0)[0] ?? site.fail('head of an empty sequence');
    case 'last':
      return (args) => elementsAt(args, 0).at(-1) ?? site.fail('last of an empty sequence');
    case 'tail':
      return (args) => seqOf(nonEmpty(args, 'tail', site).slice(1));
    case 'init':
      return (args) => seqOf(nonEmpty(args, 'init', site).slice(0, -1));
    case 'slice':
      return (args) => slice(elementsAt(args, 0), numberOperand(args, 1), numberOperand(args, 2));
    case 'prefix':
      return (args) => isPrefix(elementsAt(args, 0), elementsAt(args, 1));
  }
}

/** Those positions from ≤ i < to that exist. */
function slice(elements: readonly Value[], from: number, to: number): Value {
  return seqOf(elements.slice(Math.max(0, from), Math.max(0, to)));
}

function isPrefix(short: readonly Value[], long: readonly Value[]): boolean {
  return (
    short.length <= long.length &&
    short.every((element, i) => equalValues(element, anyOperand(long, i)))
  );
}

function elementsAt(args: readonly Value[], i: number): readonly Value[] {
  return operand(args, i, 'seq').elements;
}

function nonEmpty(args: readonly Value[], op: string, site: Site): readonly Value[] {
  const elements = elementsAt(args, 0);
  return elements.length === 0 ? site.fail(`${op} of an empty sequence`) : elements;
}
