/** Initial values of the cells that a process keeps. */
import { printExpr, type Expr } from '@maat/spec-lang';
import type { OwnVariable } from './normal-form.js';

/** The initial value of one process's cells. */
export function initialText(own: OwnVariable): string {
  const value = printExpr(own.initial);
  return own.rest.length === 0 ? value : `constant(${value})`;
}

/** `e` of `constant(e)`. */
export function constantOf(value: Expr): Expr {
  const cell = value.kind === 'apply' && value.op === 'constant' ? value.args[0] : undefined;
  if (cell === undefined) throw new Error('a replicated variable starts as constant(…)');
  return cell;
}
