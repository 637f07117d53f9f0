/** What a built-in operator is to the evaluators: a strict function made once for each place of use. */
import type { Apply } from '../../ir/expr.js';
import type { Value } from '../value.js';
import type { Scope } from '../scope.js';

export type Operation = (args: readonly Value[]) => Value;

/** Where an operator is applied; `fail` says that the term is undefined there. */
export interface Site {
  readonly expr: Apply;
  readonly scope: Scope;
  readonly fail: (reason: string) => never;
  /** The same where the scope, not the term, is at fault. */
  readonly outOfScope: (reason: string) => never;
}

type Composite = Exclude<Value, boolean | number | string>;

/** Argument i, of a kind that type checking has made sure of. */
export function operand<K extends Composite['kind']>(
  args: readonly Value[],
  i: number,
  kind: K,
): Extract<Composite, { kind: K }> {
  const value = args[i];
  if (typeof value === 'object' && value.kind === kind) {
    return value as Extract<Composite, { kind: K }>;
  }
  throw new TypeError(`operand ${i} is not a ${kind}: ${JSON.stringify(value)}`);
}

export function numberOperand(args: readonly Value[], i: number): number {
  const value = args[i];
  if (typeof value !== 'number') throw new TypeError(`operand ${i} is not a number`);
  return value;
}

export function anyOperand(args: readonly Value[], i: number): Value {
  const value = args[i];
  if (value === undefined) throw new TypeError(`operand ${i} is missing`);
  return value;
}
