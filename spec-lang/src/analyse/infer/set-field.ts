/** `set_f(t, v)`: the tuple t with another field f. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import type { Sort } from '../../ir/sort.js';
import type { Scope } from '../resolve/scope.js';
import { article, expect, type Infer } from './context.js';

export function inferSetField(
  infer: Infer,
  e: AstExpr & { kind: 'call' },
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const [tupleArg, valueArg] = e.args;
  const of = tupleArg && infer(tupleArg, scope, want);
  if (of === undefined || valueArg === undefined) return undefined;
  const name = e.name.text.slice('set_'.length);
  const tuple = of.sort;
  const field = tuple.kind === 'tuple' ? tuple.fields.find((f) => f.name === name) : undefined;
  if (tuple.kind !== 'tuple' || field === undefined)
    return scope.report.add('E0305', e.name.span, `${article(tuple)} has no field ${name}`);
  const value = expect(infer, valueArg, scope, field.sort);
  if (value === undefined) return undefined;
  const args = tuple.fields.map((f): Expr =>
    f.name === name ? value : { kind: 'select', of, field: f.name, sort: f.sort, span: e.span },
  );
  return { kind: 'tuple', args, sort: tuple, span: e.span };
}
