/** Preconditions and relations: conjuncts with the labels that stand before them. */
import type { AstExpr, AstGuard } from '../ast.js';
import type { Context } from './context.js';

/** `from`: where the first label may stand, the end of `pre` or of the colon before. */
export function buildGuards(
  context: Context,
  from: number,
  parts: readonly AstExpr[],
): readonly AstGuard[] {
  let before = from;
  return parts.flatMap(conjuncts).map((condition) => {
    const name = context.comments.label(before, condition.span.start);
    before = condition.span.end;
    return { name, condition, span: condition.span };
  });
}

/** The conjuncts at the top; one in parentheses stays whole, as its span begins before its parts. */
export function conjuncts(expr: AstExpr): readonly AstExpr[] {
  const found: AstExpr[] = [];
  let rest = expr;
  while (rest.kind === 'binary' && rest.op === '/\\' && rest.span.start === rest.left.span.start) {
    found.unshift(rest.right);
    rest = rest.left;
  }
  return [rest, ...found];
}

/** All of them in one. */
export function conjunction(parts: readonly AstExpr[]): AstExpr | undefined {
  const [first, ...rest] = parts;
  return (
    first &&
    rest.reduce(
      (left, right) => ({
        kind: 'binary',
        op: '/\\',
        left,
        right,
        span: { ...left.span, end: right.span.end },
      }),
      first,
    )
  );
}
