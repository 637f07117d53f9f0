/** Operators that make a changed collection of their operand, in place where that is its only owner. */
import type { Apply } from '@maat/spec-lang';
import { assertNever } from '../never.js';
import { consumption, isConsuming } from './operator-kinds.js';
import { collectionClass } from './sorts.js';
import { argument, indexText, type TermWriter } from './term-writer.js';

export function changing(expr: Apply, terms: TermWriter): string {
  const operand = consumption(expr)?.operand ?? expr;
  // One element put into the empty collection is a display.
  if (
    operand.kind === 'apply' &&
    operand.op === 'empty' &&
    (expr.op === 'insert' || expr.op === 'append')
  ) {
    const element = argument(expr, expr.op === 'insert' ? 0 : 1);
    return `${collectionClass(expr.sort, terms.scribe)}(${terms.owned(element)})`;
  }
  return applyTo(terms.consumed(operand), expr, terms);
}

/** The operator applied to a text that it may change. */
export function applyTo(receiver: string, expr: Apply, terms: TermWriter): string {
  const { op, args } = expr;
  if (!isConsuming(op)) throw new TypeError(`${op} changes nothing`);
  const place = (): string => terms.scribe.place(expr.span);
  switch (op) {
    case 'insert':
      return `${receiver}.add(${terms.owned(argument(expr, 0))})`;
    case 'delete':
      return `${receiver}.delete(${terms.read(argument(expr, 0))})`;
    case 'prepend':
      return `${receiver}.prepend(${terms.owned(argument(expr, 0))})`;
    case 'append':
      return `${receiver}.append(${terms.owned(argument(expr, 1))})`;
    case 'union':
    case 'intersection':
    case 'difference':
    case 'concat':
      return `${receiver}.${op}(${terms.read(argument(expr, 1))})`;
    case 'tail':
    case 'init':
      return `${receiver}.${op}(${place()})`;
    case 'remove':
      return `${receiver}.remove(${terms.read(argument(expr, 1))})`;
    case 'update': {
      const at = indexText(args.slice(1, -1), terms);
      const value = terms.owned(argument(expr, args.length - 1));
      return `${receiver}.set(${at}, ${value}${expr.sort.kind === 'seq' ? `, ${place()}` : ''})`;
    }
    default:
      return assertNever(op);
  }
}
