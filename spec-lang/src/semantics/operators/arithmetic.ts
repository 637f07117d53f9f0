/** Operators of Nat and Int, on safe integers; a result beyond them is undefined. */
import { numberOperand, type Operation, type Site } from './operation.js';

export const ARITHMETIC = [
  'plus',
  'minus',
  'times',
  'div',
  'mod',
  'negate',
  'natural',
  'abs',
  'min',
  'max',
] as const;
export type ArithmeticOperator = (typeof ARITHMETIC)[number];

export function arithmeticOperation(op: ArithmeticOperator, site: Site): Operation {
  const binary =
    (f: (a: number, b: number) => number): Operation =>
    (args) =>
      safe(f(numberOperand(args, 0), numberOperand(args, 1)), site);
  switch (op) {
    case 'plus':
      return binary((a, b) => a + b);
    case 'minus':
      return binary((a, b) => a - b);
    case 'times':
      return binary((a, b) => a * b);
    case 'div':
      return binary((a, b) => euclidean(a, b, site).quotient);
    case 'mod':
      return binary((a, b) => euclidean(a, b, site).remainder);
    case 'min':
      return binary(Math.min);
    case 'max':
      return binary(Math.max);
    case 'negate':
      return (args) => 0 - numberOperand(args, 0);
    case 'natural':
      return (args) => natural(numberOperand(args, 0), site);
    case 'abs':
      return (args) => Math.abs(numberOperand(args, 0));
  }
}

function natural(n: number, site: Site): number {
  return n < 0 ? site.fail(`a Nat cannot be ${n}`) : n;
}

/** The remainder is never negative, whatever the signs. */
function euclidean(a: number, b: number, site: Site): { quotient: number; remainder: number } {
  if (b === 0) return site.fail('division by zero');
  const size = Math.abs(b);
  const remainder = ((a % size) + size) % size;
  return { quotient: (a - remainder) / b, remainder };
}

/** Adding 0 turns -0 into 0, which would otherwise have a key of its own. */
function safe(result: number, site: Site): number {
  if (!Number.isSafeInteger(result)) return site.fail('a number too large to be exact');
  return result + 0;
}
