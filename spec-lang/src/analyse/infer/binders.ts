/** Sort inference of quantifiers and comprehensions; the variable's sort may come from `\in`. */
import type { AstExpr, AstSort, Name } from '../../syntax/ast.js';
import type { Bound, Expr } from '../../ir/expr.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import { BROKEN, withBound, type Scope } from '../resolve/scope.js';
import { printSort } from '../../ir/print-sort.js';
import { elementSort, fitsInside } from '../resolve/sort-relations.js';
import { resolveSort } from '../resolve/sorts.js';
import { article, expect, type Infer } from './context.js';
import { weakness } from './weakness.js';

export interface Binder {
  readonly variable: Name;
  readonly sort?: AstSort;
  readonly within?: AstExpr;
}

/** `variable` is undefined when the binder is wrong; the scope then still knows the name. */
export interface Bounded {
  readonly variable?: Bound;
  readonly within?: Expr;
  readonly scope: Scope;
}

export function inferBinder(infer: Infer, b: Binder, scope: Scope): Bounded {
  const declared = b.sort && resolveSort(b.sort, scope);
  const want: Sort | undefined = declared && { kind: 'set', of: declared };
  const hint = b.within && weakness(b.within, scope) > 0 ? want : undefined;
  const within = b.within && infer(b.within, scope, hint);
  const element = within && elementsOf(within, scope);
  const sort = b.sort === undefined ? element : declared;
  if (b.sort === undefined && b.within === undefined)
    scope.report.add(
      'E0302',
      b.variable.span,
      `the sort of ${b.variable.text} is not given; write ${b.variable.text}: T`,
    );
  const bad = sort === undefined || (b.within !== undefined && element === undefined);
  if (declared && within && element) agree(element, declared, within, scope);
  const inner = withBound(scope, b.variable.text, sort ?? BROKEN);
  if (bad) return { scope: inner };
  const variable = { name: b.variable.text, sort };
  return { variable, ...(within ? { within } : {}), scope: inner };
}

function agree(element: Sort, declared: Sort, within: Expr, scope: Scope): void {
  if (fitsInside(element, declared)) return;
  const message = `the variable is ${article(declared)}, the elements are of sort ${printSort(element)}`;
  scope.report.add('E0301', within.span, message);
}

function elementsOf(within: Expr, scope: Scope): Sort | undefined {
  const element = elementSort(within.sort);
  if (element !== undefined) return element;
  return scope.report.add(
    'E0301',
    within.span,
    `expected a set or a sequence, this is ${article(within.sort)}`,
  );
}

export function inferQuantified(
  infer: Infer,
  e: AstExpr & { kind: 'quantified' },
  scope: Scope,
): Expr | undefined {
  const { variable, within, scope: inner } = inferBinder(infer, e, scope);
  const body = expect(infer, e.body, inner, BOOL);
  if (variable === undefined || body === undefined) return undefined;
  const { quantifier, span } = e;
  return {
    kind: 'quantified',
    quantifier,
    variable,
    ...(within ? { within } : {}),
    body,
    sort: BOOL,
    span,
  };
}

export function inferComprehension(
  infer: Infer,
  e: AstExpr & { kind: 'comprehension' },
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const { variable, within, scope: inner } = inferBinder(infer, e, scope);
  const where = e.where && expect(infer, e.where, inner, BOOL);
  const element = infer(e.element, inner, want?.kind === 'set' ? want.of : undefined);
  if (variable === undefined || element === undefined) return undefined;
  if (e.where !== undefined && where === undefined) return undefined;
  return {
    kind: 'comprehension',
    element,
    variable,
    ...(within ? { within } : {}),
    ...(where ? { where } : {}),
    sort: { kind: 'set', of: element.sort },
    span: e.span,
  };
}
