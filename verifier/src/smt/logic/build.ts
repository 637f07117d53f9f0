/** Building terms, with the simplifications that keep them small: what is plainly true or false is never kept. */
import {
  builtin,
  FALSE,
  numeral,
  quantifier,
  sameTerm,
  TRUE,
  truth,
  type Quantifier,
  type Term,
  type Variable,
} from './term.js';

export function not(a: Term): Term {
  if (a.kind === 'truth') return truth(!a.value);
  if (a.kind === 'builtin' && a.op === 'not') return first(a.args);
  return builtin('not', [a], 'Bool');
}

export function and(...args: readonly Term[]): Term {
  return junction('and', args, TRUE, FALSE);
}

export function or(...args: readonly Term[]): Term {
  return junction('or', args, FALSE, TRUE);
}

function junction(op: 'and' | 'or', args: readonly Term[], unit: Term, zero: Term): Term {
  const kept: Term[] = [];
  for (const a of args) {
    const parts = a.kind === 'builtin' && a.op === op ? a.args : [a];
    for (const p of parts) {
      if (p === zero) return zero;
      if (p !== unit && !kept.some((k) => sameTerm(k, p))) kept.push(p);
    }
  }
  if (kept.length === 0) return unit;
  if (kept.some((k) => kept.some((other) => isNegation(k, other)))) return zero;
  return kept.length === 1 ? first(kept) : builtin(op, kept, 'Bool');
}

function isNegation(a: Term, b: Term): boolean {
  return a.kind === 'builtin' && a.op === 'not' && sameTerm(first(a.args), b);
}

export function implies(a: Term, b: Term): Term {
  if (a === TRUE) return b;
  if (a === FALSE || b === TRUE || sameTerm(a, b)) return TRUE;
  if (b === FALSE) return not(a);
  return builtin('=>', [a, b], 'Bool');
}

/** Equality of two terms of one sort; of truths it is equivalence. */
export function equal(a: Term, b: Term): Term {
  if (sameTerm(a, b)) return TRUE;
  if (a.kind === 'numeral' && b.kind === 'numeral') return FALSE;
  if (isElement(a) && isElement(b)) return FALSE;
  if (a === TRUE) return b;
  if (b === TRUE) return a;
  if (a === FALSE) return not(b);
  if (b === FALSE) return not(a);
  const apart = offsets(a, b);
  if (apart !== undefined) return truth(apart === 0);
  return builtin('=', [a, b], 'Bool');
}

function isElement(a: Term): boolean {
  return a.kind === 'application' && a.fn.isElement === true;
}

/** `a - b` when both are one term plus a number. */
function offsets(a: Term, b: Term): number | undefined {
  if (a.sort !== 'Int') return undefined;
  const [x, m] = offset(a);
  const [y, n] = offset(b);
  return x !== undefined && y !== undefined && sameTerm(x, y) ? m - n : undefined;
}

/** A number is `undefined` plus that number. */
function offset(a: Term): readonly [Term | undefined, number] {
  if (a.kind === 'numeral') return [undefined, a.value];
  if (a.kind === 'builtin' && (a.op === '+' || a.op === '-') && a.args.length === 2) {
    const [x, k] = a.args;
    if (x !== undefined && k?.kind === 'numeral') return [x, a.op === '+' ? k.value : -k.value];
  }
  return [a, 0];
}

export function ite(condition: Term, a: Term, b: Term): Term {
  if (condition === TRUE) return a;
  if (condition === FALSE || sameTerm(a, b)) return b;
  if (a.sort === 'Bool') {
    if (a === TRUE) return or(condition, b);
    if (a === FALSE) return and(not(condition), b);
    if (b === TRUE) return or(not(condition), a);
    if (b === FALSE) return and(condition, a);
  }
  return builtin('ite', [condition, a, b], a.sort);
}

/** `a + k`, numbers gathered. */
export function plus(a: Term, b: Term): Term {
  const [x, m] = offset(a);
  const [y, n] = offset(b);
  if (x === undefined && y === undefined) return numeral(m + n);
  if (y === undefined && x !== undefined) return shifted(x, m + n);
  if (x === undefined && y !== undefined) return shifted(y, m + n);
  return builtin('+', [a, b], a.sort);
}

export function minus(a: Term, b: Term): Term {
  if (sameTerm(a, b)) return numeral(0);
  if (b.kind === 'numeral') return plus(a, numeral(-b.value));
  return builtin('-', [a, b], a.sort);
}

function shifted(a: Term, by: number): Term {
  if (by === 0) return a;
  return by > 0 ? builtin('+', [a, numeral(by)], a.sort) : builtin('-', [a, numeral(-by)], a.sort);
}

export function times(a: Term, b: Term): Term {
  if (a.kind === 'numeral' && b.kind === 'numeral') return numeral(a.value * b.value);
  return builtin('*', [a, b], a.sort);
}

export function divide(op: 'div' | 'mod', a: Term, b: Term): Term {
  return builtin(op, [a, b], 'Int');
}

export function lessOrEqual(a: Term, b: Term): Term {
  const known = compared(a, b);
  if (known !== undefined) return truth(known <= 0);
  return builtin('<=', [a, b], 'Bool');
}

export function less(a: Term, b: Term): Term {
  const known = compared(a, b);
  if (known !== undefined) return truth(known < 0);
  return builtin('<', [a, b], 'Bool');
}

function compared(a: Term, b: Term): number | undefined {
  if (a.sort !== 'Int') return sameTerm(a, b) ? 0 : undefined;
  const [x, m] = offset(a);
  const [y, n] = offset(b);
  if (x === undefined && y === undefined) return m - n;
  return x !== undefined && y !== undefined && sameTerm(x, y) ? m - n : undefined;
}

export function forall(
  variables: readonly Variable[],
  body: Term,
  patterns: Quantifier['patterns'] = [],
): Term {
  return quantified('forall', variables, body, patterns);
}

export function exists(variables: readonly Variable[], body: Term): Term {
  return quantified('exists', variables, body, []);
}

function quantified(
  kind: Quantifier['quantifier'],
  variables: readonly Variable[],
  body: Term,
  patterns: Quantifier['patterns'],
): Term {
  if (variables.length === 0 || body.kind === 'truth') return body;
  if (kind === 'exists' && isMet(variables, body)) return TRUE;
  if (kind === 'forall' && isMet(variables, not(body))) return FALSE;
  if (body.kind === 'quantifier' && body.quantifier === kind && patterns.length === 0) {
    return quantifier(kind, [...variables, ...body.variables], body.body, body.patterns);
  }
  return quantifier(kind, variables, body, patterns);
}

/** `x = t` for a variable x: there is such an x, whatever t is. A solver that goes by patterns finds none in it. */
function isMet(variables: readonly Variable[], body: Term): boolean {
  if (body.kind !== 'builtin' || body.op !== '=') return false;
  const [a, b] = body.args;
  const bound = (t: Term | undefined): boolean =>
    t?.kind === 'variable' && variables.some((v) => v.name === t.name);
  const fixed = (t: Term | undefined): boolean =>
    (t?.kind === 'variable' && !bound(t)) || (t?.kind === 'application' && t.args.length === 0);
  return (bound(a) && fixed(b)) || (bound(b) && fixed(a));
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new TypeError('no first item');
  return item;
}
