/** What operators and statements ask of whoever writes terms. */
import type { Apply, Expr, Sort, Span } from '@maat/spec-lang';
import type { Scribe } from './scribe.js';

export interface TermWriter {
  readonly scribe: Scribe;
  /** The value is only looked at. */
  read(expr: Expr): string;
  /** The value is stored or given away: what the state holds is marked as shared. */
  owned(expr: Expr): string;
  /** An operator may change the value in place: what the state holds is copied. */
  consumed(expr: Expr): string;
  /** A condition that is false when an undefined term stands in it. */
  guard(expr: Expr): string;
  /** Something to loop over. */
  range(within: Expr | undefined, sort: Sort, at: { readonly span: Span }): string;
  /** With names bound inside. */
  binding(...bound: readonly string[]): TermWriter;
}

export function argument(expr: Apply, i: number): Expr {
  const arg = expr.args[i];
  if (arg === undefined) throw new TypeError(`${expr.op} has no operand ${i}`);
  return arg;
}

/** One index stands for itself, two are a pair. */
export function indexText(args: readonly Expr[], terms: TermWriter): string {
  const texts = args.map((a) => terms.owned(a));
  return texts.length === 1 ? texts.join() : `[${texts.join(', ')}]`;
}
