/** Equality and order, by JavaScript's own operators where they mean the same. */
import type { Apply, Expr } from '@maat/spec-lang';
import { isPrimitive } from './sort-facts.js';
import { argument, type TermWriter } from './term-writer.js';

/** Booleans are compared by a function, since the compiler would reason about what they must be. */
export function equality(expr: Apply, terms: TermWriter, sign: '===' | '!=='): string {
  const [a, b] = [argument(expr, 0), argument(expr, 1)];
  const compared = isEmpty(a) ? b : isEmpty(b) ? a : undefined;
  if (compared !== undefined) return `(${terms.read(compared)}.size ${sign} 0)`;
  const primitive = isPrimitive(a.sort, terms.scribe.message) && a.sort.kind !== 'bool';
  if (primitive || isNil(a) || isNil(b)) return `(${terms.read(a)} ${sign} ${terms.read(b)})`;
  return `${sign === '!==' ? '!' : ''}${terms.scribe.use('eq')}(${terms.read(a)}, ${terms.read(b)})`;
}

export function order(expr: Apply, terms: TermWriter, sign: string): string {
  const [a, b] = [argument(expr, 0), argument(expr, 1)];
  if (a.sort.kind === 'nat' || a.sort.kind === 'int')
    return `(${terms.read(a)} ${sign} ${terms.read(b)})`;
  return `(${terms.scribe.use('compare')}(${terms.read(a)}, ${terms.read(b)}) ${sign} 0)`;
}

function isNil(expr: Expr): boolean {
  return expr.kind === 'apply' && expr.op === 'nil';
}

function isEmpty(expr: Expr): boolean {
  return (
    expr.kind === 'apply' &&
    (expr.op === 'empty' || (expr.op === 'display' && expr.args.length === 0))
  );
}
