/** Which operators make a new value, and which change their operand. */
import type { Apply, Expr, Operator } from '@maat/spec-lang';
import { argument } from './term-writer.js';

/** These make a changed collection of their operand, in place if they may. */
export type Consuming =
  | 'insert'
  | 'delete'
  | 'union'
  | 'intersection'
  | 'difference'
  | 'append'
  | 'prepend'
  | 'concat'
  | 'tail'
  | 'init'
  | 'update'
  | 'remove';

/** The operand that is changed. */
const CONSUMES: { readonly [op in Consuming]: number } = {
  insert: 1,
  delete: 1,
  prepend: 1,
  union: 0,
  intersection: 0,
  difference: 0,
  append: 0,
  concat: 0,
  tail: 0,
  init: 0,
  update: 0,
  remove: 0,
};

export function isConsuming(op: Operator): op is Consuming {
  return op in CONSUMES;
}

/** The consuming operator of a term, and the operand that it changes. */
export function consumption(
  expr: Expr,
): { readonly expr: Apply; readonly operand: Expr } | undefined {
  if (expr.kind !== 'apply' || !isConsuming(expr.op)) return undefined;
  return { expr, operand: argument(expr, CONSUMES[expr.op]) };
}

const FRESH: ReadonlySet<Operator> = new Set<Operator>([
  'empty',
  'display',
  'constant',
  'keys',
  'elements',
  'slice',
  'nil',
  'embed',
  'mint',
  'pieces',
  'joined',
]);

/** The value is new: nobody else holds it, and what it contains is marked as shared already. */
export function isFresh(expr: Expr): boolean {
  if (expr.kind === 'apply') return FRESH.has(expr.op) || isConsuming(expr.op);
  return ['tuple', 'inject', 'comprehension', 'literal'].includes(expr.kind);
}
