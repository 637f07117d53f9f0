/** What the parts of sort inference share: the recursive call, and the check against a wanted sort. */
import type { AstExpr } from '../../syntax/ast.js';
import { BOOL, INT, NAT, type Sort } from '../../ir/sort.js';
import type { Expr, Operator } from '../../ir/expr.js';
import type { Span } from '../../text/span.js';
import type { Scope } from '../resolve/scope.js';
import { printSort } from '../../ir/print-sort.js';
import { fits } from '../resolve/sort-relations.js';

/**
 * Gives the typed term, or undefined when something in it is wrong, which is then reported.
 * `want` is a hint for terms that take their sort from the context; the result need not have it.
 */
export type Infer = (e: AstExpr, scope: Scope, want?: Sort) => Expr | undefined;

/** The typed term, of a sort that fits `want`. */
export function expect(infer: Infer, e: AstExpr, scope: Scope, want: Sort): Expr | undefined {
  const found = infer(e, scope, want);
  return found && expectSort(found, want, scope);
}

/** The typed term for a place in a value where a `want` is kept: an Int goes there if it is a Nat. */
export function expectStored(infer: Infer, e: AstExpr, scope: Scope, want: Sort): Expr | undefined {
  const found = expect(infer, e, scope, want);
  return found && stored(found, want);
}

export function stored(found: Expr, want: Sort): Expr {
  if (want.kind !== 'nat' || found.sort.kind !== 'int') return found;
  return apply('natural', [found], NAT, found.span);
}

export function expectSort(found: Expr, want: Sort, scope: Scope): Expr | undefined {
  if (fits(found.sort, want)) return found;
  const message = `expected ${article(want)}, this is ${article(found.sort)}${hint(found.sort, want)}`;
  return scope.report.add('E0301', found.span, message);
}

function hint(found: Sort, want: Sort): string {
  if (want.kind === 'null' && fits(found, want.of)) return '; write embed(…)';
  return elsewhere(found, want);
}

/** What tells two sorts apart that have one name. */
export function elsewhere(one: Sort, other: Sort): string {
  return printSort(one) === printSort(other) ? ' that another unit declares' : '';
}

export function article(sort: Sort): string {
  const name = printSort(sort);
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}

/** All of them, in order, or undefined when one is; each is looked at in any case. */
export function whole<T>(parts: readonly (T | undefined)[]): readonly T[] | undefined {
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

export function apply(op: Operator, args: readonly Expr[], sort: Sort, span: Span): Expr {
  return { kind: 'apply', op, args, sort, span };
}

export function truth(op: Operator, args: readonly Expr[], span: Span): Expr {
  return apply(op, args, BOOL, span);
}

/** The sort of a sum of these: an Int as soon as one of them is. */
export function numberSort(args: readonly Expr[]): Sort {
  return args.some((arg) => arg.sort.kind === 'int') ? INT : NAT;
}
