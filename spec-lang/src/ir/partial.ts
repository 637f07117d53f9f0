/** Which terms may have no value, whatever stands for their names. */
import type { Apply, Expr, Operator } from './expr.js';
import { children } from './walk.js';

/** `bodyOf` gives what a definition stands for; one that is not known may hide anything. */
export type BodyOf = (definition: string) => Expr | undefined;

/** Whether the term or some term in it may be undefined. */
export function mayBeUndefined(expr: Expr, bodyOf: BodyOf): boolean {
  if (isPartialHere(expr, bodyOf)) return true;
  return children(expr).some((part) => mayBeUndefined(part, bodyOf));
}

/** The same, of the term's own operator, when its parts have values. */
export function isPartialHere(expr: Expr, bodyOf: BodyOf): boolean {
  switch (expr.kind) {
    case 'apply':
      return isPartialOperator(expr);
    case 'call': {
      const body = bodyOf(expr.name);
      return body === undefined || mayBeUndefined(body, bodyOf);
    }
    case 'select':
      return expr.of.sort.kind === 'union';
    case 'literal':
    case 'local':
    case 'state':
    case 'if':
    case 'quantified':
    case 'comprehension':
    case 'tuple':
    case 'inject':
      return false;
  }
}

function isPartialOperator({ op, args }: Apply): boolean {
  const of = args[0]?.sort.kind;
  if (op === 'index') return of !== 'array';
  if (op === 'update') return of === 'seq';
  if (op === 'div' || op === 'mod') return !isNumberButZero(args[1]);
  return PARTIAL.has(op);
}

function isNumberButZero(divisor: Expr | undefined): boolean {
  return divisor?.kind === 'literal' && divisor.value !== 0;
}

const PARTIAL: ReadonlySet<Operator> = new Set<Operator>([
  'head',
  'last',
  'tail',
  'init',
  'val',
  'least',
  'greatest',
  'natural',
  'mint',
  'joined',
]);
