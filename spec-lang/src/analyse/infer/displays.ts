/** Sort inference of `{a, b}`, `{}` and `[a, b]`, and of the constructors of unions. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import type { Field, Sort, TupleSort, UnionCase, UnionSort } from '../../ir/sort.js';
import type { Span } from '../../text/span.js';
import { named } from '../resolve/constants.js';
import type { Scope } from '../resolve/scope.js';
import { printSort } from '../../ir/print-sort.js';
import { elementSort, fits } from '../resolve/sort-relations.js';
import { apply, article, expectStored, whole, type Infer } from './context.js';
import { weakness } from './weakness.js';

export function inferBraces(
  infer: Infer,
  e: AstExpr & { kind: 'braces' },
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const element = want && elementSort(want);
  if (e.elements.length === 0) return emptyBraces(e.span, scope, want);
  if (want !== undefined && element === undefined)
    return scope.report.add('E0301', e.span, `expected ${article(want)}, this is a collection`);
  if (element === undefined) return setByDefault(infer, e, scope);
  const args = whole(e.elements.map((x) => expectStored(infer, x, scope, element)));
  return want && args && apply('display', args, want, e.span);
}

function emptyBraces(span: Span, scope: Scope, want?: Sort): Expr | undefined {
  if (want === undefined)
    return scope.report.add('E0302', span, 'the sort of {} cannot be told; write ({}: Set[T])');
  if (['set', 'mset', 'seq', 'map'].includes(want.kind)) return apply('empty', [], want, span);
  return scope.report.add('E0301', span, `expected ${article(want)}, this is an empty collection`);
}

function setByDefault(
  infer: Infer,
  e: AstExpr & { kind: 'braces' },
  scope: Scope,
): Expr | undefined {
  const firmest = [...e.elements].sort((a, b) => weakness(a, scope) - weakness(b, scope))[0];
  const sort = firmest && infer(firmest, scope)?.sort;
  if (sort === undefined) return undefined;
  const args = whole(
    e.elements.map((x) =>
      x === firmest ? infer(x, scope, sort) : expectStored(infer, x, scope, sort),
    ),
  );
  return args && apply('display', args, { kind: 'set', of: sort }, e.span);
}

export function inferBrackets(
  infer: Infer,
  e: AstExpr & { kind: 'brackets' },
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  if (want !== undefined && want.kind !== 'tuple')
    return scope.report.add('E0301', e.span, `expected ${article(want)}, this is a tuple`);
  if (want === undefined) return tupleByFields(infer, e, scope);
  const args = fieldArgs(infer, e.elements, want.fields, printSort(want), e.span, scope);
  return args && { kind: 'tuple', args, sort: want, span: e.span };
}

/** Without context: the one tuple sort in scope whose fields fit. */
function tupleByFields(
  infer: Infer,
  e: AstExpr & { kind: 'brackets' },
  scope: Scope,
): Expr | undefined {
  const sized = named(scope).filter(
    (s): s is TupleSort => s.kind === 'tuple' && s.fields.length === e.elements.length,
  );
  const [only] = sized;
  if (only !== undefined && sized.length === 1) return inferBrackets(infer, e, scope, only);
  const args = e.elements.map((x) => (weakness(x, scope) < 2 ? infer(x, scope) : undefined));
  const fitting = sized.filter((s) => s.fields.every((f, i) => fitsArg(args[i], f)));
  const [fit] = fitting;
  if (fit !== undefined && fitting.length === 1) return inferBrackets(infer, e, scope, fit);
  const found =
    fitting.length === 0 ? 'no tuple sort fits' : `${fitting.map(printSort).join(' and ')} fit`;
  return scope.report.add(
    'E0302',
    e.span,
    `the sort of this tuple cannot be told (${found}); write ([…]: T)`,
  );
}

function fitsArg(arg: Expr | undefined, field: Field): boolean {
  return arg === undefined || fits(arg.sort, field.sort);
}

export function inferInject(
  infer: Infer,
  e: AstExpr & { kind: 'call' },
  union: UnionSort,
  chosen: UnionCase,
  scope: Scope,
): Expr | undefined {
  const args = fieldArgs(infer, e.args, chosen.fields, chosen.tag, e.span, scope);
  return args && { kind: 'inject', tag: chosen.tag, args, sort: union, span: e.span };
}

export function fieldArgs(
  infer: Infer,
  args: readonly AstExpr[],
  fields: readonly Field[],
  what: string,
  span: Span,
  scope: Scope,
): readonly Expr[] | undefined {
  if (args.length !== fields.length) {
    const takes = `${what} takes ${fields.length === 0 ? 'nothing' : fields.map((f) => `${f.name}: ${printSort(f.sort)}`).join(', ')}`;
    return scope.report.add('E0304', span, `${takes}; here are ${args.length}`);
  }
  return whole(args.map((arg, i) => fieldArg(infer, arg, fields[i], scope)));
}

function fieldArg(
  infer: Infer,
  arg: AstExpr,
  field: Field | undefined,
  scope: Scope,
): Expr | undefined {
  if (field === undefined) return undefined;
  return expectStored(infer, arg, scope, field.sort);
}
