/** Small typed terms that elaboration makes. */
import type { Bound, Expr } from '../../ir/expr.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import type { Span } from '../../text/span.js';

export function local(name: string, sort: Sort, span: Span): Expr {
  return { kind: 'local', name, sort, span };
}

export function equal(left: Expr, right: Expr): Expr {
  return { kind: 'apply', op: 'eq', args: [left, right], sort: BOOL, span: right.span };
}

export function not(e: Expr): Expr {
  return { kind: 'apply', op: 'not', args: [e], sort: BOOL, span: e.span };
}

/** Undefined for no conjuncts: nothing is asked. */
export function conjunction(conjuncts: readonly Expr[]): Expr | undefined {
  if (conjuncts.length === 0) return undefined;
  return conjuncts.reduce((left, right) => both('and', left, right));
}

export function disjunction(disjuncts: readonly Expr[]): Expr | undefined {
  if (disjuncts.length === 0) return undefined;
  return disjuncts.reduce((left, right) => both('or', left, right));
}

function both(op: 'and' | 'or', left: Expr, right: Expr): Expr {
  return { kind: 'apply', op, args: [left, right], sort: BOOL, span: left.span };
}

/** `a /\ b /\ c` → its parts, however nested. */
export function conjunctsOf(e: Expr | undefined): readonly Expr[] {
  if (e === undefined) return [];
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjunctsOf) : [e];
}

export function forAll(variables: readonly Bound[], body: Expr): Expr {
  return variables.reduceRight<Expr>(
    (inner, variable) => ({
      kind: 'quantified',
      quantifier: 'forall',
      variable,
      body: inner,
      sort: BOOL,
      span: body.span,
    }),
    body,
  );
}

export function exists(variables: readonly Bound[], body: Expr): Expr {
  return variables.reduceRight<Expr>(
    (inner, variable) => ({
      kind: 'quantified',
      quantifier: 'exists',
      variable,
      body: inner,
      sort: BOOL,
      span: body.span,
    }),
    body,
  );
}
