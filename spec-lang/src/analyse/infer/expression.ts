/** Sort inference of terms: the dispatch over their forms. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { BOOL, CHAR, INT, NAT, STRING, type Sort } from '../../ir/sort.js';
import { resolveSort } from '../resolve/sorts.js';
import type { Scope } from '../resolve/scope.js';
import { fits } from '../resolve/sort-relations.js';
import { inferAt, inferSelect } from './access.js';
import { inferComprehension, inferQuantified } from './binders.js';
import { inferCall } from './calls.js';
import { expect, expectSort, expectStored } from './context.js';
import { inferBraces, inferBrackets } from './displays.js';
import { inferName } from './names.js';
import { inferBinary, inferUnary } from './operators.js';
import { weakness } from './weakness.js';

export function infer(e: AstExpr, scope: Scope, want?: Sort): Expr | undefined {
  const typed = inferForm(e, scope, want);
  scope.observer?.term(e, scope, want, typed);
  return typed;
}

function inferForm(e: AstExpr, scope: Scope, want?: Sort): Expr | undefined {
  switch (e.kind) {
    case 'name':
      return inferName(e, scope, want);
    case 'number':
      return literal(e, e.value, want?.kind === 'int' ? INT : NAT);
    case 'string':
      return literal(e, e.value, STRING);
    case 'char':
      return literal(e, e.value, CHAR);
    case 'bool':
      return literal(e, e.value, BOOL);
    case 'call':
      return inferCall(infer, e, scope, want);
    case 'at':
      return inferAt(infer, e, scope);
    case 'select':
      return inferSelect(infer, e, scope);
    case 'binary':
      return inferBinary(infer, e, scope, want);
    case 'unary':
      return inferUnary(infer, e, scope, want);
    case 'if':
      return inferConditional(e, scope, want);
    case 'quantified':
      return inferQuantified(infer, e, scope);
    case 'comprehension':
      return inferComprehension(infer, e, scope, want);
    case 'braces':
      return inferBraces(infer, e, scope, want);
    case 'brackets':
      return inferBrackets(infer, e, scope, want);
    case 'ascribe':
      return inferAscription(e, scope);
  }
}

/** A term that must have a sort that fits `want`. */
export function inferAs(e: AstExpr, scope: Scope, want: Sort): Expr | undefined {
  return expect(infer, e, scope, want);
}

/** A term for a place where a `want` is kept. */
export function inferStored(e: AstExpr, scope: Scope, want: Sort): Expr | undefined {
  return expectStored(infer, e, scope, want);
}

export function inferCondition(e: AstExpr, scope: Scope): Expr | undefined {
  return inferAs(e, scope, BOOL);
}

function literal(e: AstExpr, value: boolean | number | string, sort: Sort): Expr {
  return { kind: 'literal', value, sort, span: e.span };
}

function inferConditional(
  e: AstExpr & { kind: 'if' },
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const condition = inferCondition(e.condition, scope);
  const thenFirst = want !== undefined || weakness(e.then, scope) <= weakness(e.otherwise, scope);
  const first = infer(thenFirst ? e.then : e.otherwise, scope, want);
  const second = infer(thenFirst ? e.otherwise : e.then, scope, want ?? first?.sort);
  if (condition === undefined || first === undefined || second === undefined) return undefined;
  if (expectSort(second, first.sort, scope) === undefined) return undefined;
  const sort =
    fits(first.sort, second.sort) && second.sort.kind === 'int' ? second.sort : first.sort;
  const [then, otherwise] = thenFirst ? [first, second] : [second, first];
  return { kind: 'if', condition, then, else: otherwise, sort, span: e.span };
}

/** An ascription only says what the context leaves open, so it leaves no trace in the typed term. */
function inferAscription(e: AstExpr & { kind: 'ascribe' }, scope: Scope): Expr | undefined {
  const sort = resolveSort(e.sort, scope);
  return sort === undefined ? undefined : inferAs(e.of, scope, sort);
}
