/** Sort inference of `e[i]` and `e.f`, and of component state: `P[i].x`, `A.x`. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { NAT, type Sort } from '../../ir/sort.js';
import { BROKEN, type Scope } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import { printSort } from '../../ir/print-sort.js';
import { componentPlace, type Place } from './components.js';
import { apply, article, expect, whole, type Infer } from './context.js';

export function inferAt(infer: Infer, e: AstExpr & { kind: 'at' }, scope: Scope): Expr | undefined {
  const of = infer(e.of, scope);
  return of && indexed(infer, of, e, scope);
}

function indexed(
  infer: Infer,
  of: Expr,
  e: AstExpr & { kind: 'at' },
  scope: Scope,
): Expr | undefined {
  const shape = indexShape(of.sort);
  if (shape === undefined)
    return scope.report.add(
      'E0303',
      e.span,
      `${article(of.sort)} has no elements to be read by index`,
    );
  if (shape.index.length !== e.index.length)
    return scope.report.add(
      'E0304',
      e.span,
      `${printSort(of.sort)} is read with ${shape.index.length} ${shape.index.length === 1 ? 'index' : 'indices'}; here are ${e.index.length}`,
    );
  const index = whole(e.index.map((i, n) => expect(infer, i, scope, shape.index[n] ?? NAT)));
  return index && apply('index', [of, ...index], shape.of, e.span);
}

export function indexShape(sort: Sort): { index: readonly Sort[]; of: Sort } | undefined {
  if (sort.kind === 'array') return { index: sort.index, of: sort.of };
  if (sort.kind === 'map') return { index: [sort.from], of: sort.to };
  if (sort.kind === 'seq') return { index: [NAT], of: sort.of };
  return undefined;
}

export function inferSelect(
  infer: Infer,
  e: AstExpr & { kind: 'select' },
  scope: Scope,
): Expr | undefined {
  const place = componentPlace(infer, e.of, scope);
  if (place !== undefined) return place === BROKEN ? undefined : componentState(e, place, scope);
  const of = infer(e.of, scope);
  if (of === undefined) return undefined;
  if (of.sort.kind === 'null' && e.field.text === 'val')
    return apply('val', [of], of.sort.of, e.span);
  const field = fieldsOf(of.sort).find((f) => f.name === e.field.text);
  if (field !== undefined)
    return { kind: 'select', of, field: field.name, sort: field.sort, span: e.span };
  return noField(of, e, scope);
}

export function fieldsOf(sort: Sort): readonly { readonly name: string; readonly sort: Sort }[] {
  if (sort.kind === 'tuple') return sort.fields;
  return sort.kind === 'union' ? sort.cases.flatMap((c) => c.fields) : [];
}

function noField(of: Expr, e: AstExpr & { kind: 'select' }, scope: Scope): undefined {
  const known = fieldsOf(of.sort).map((f) => f.name);
  const inside = of.sort.kind === 'null' ? fieldsOf(of.sort.of).map((f) => f.name) : [];
  const hint = inside.includes(e.field.text) ? `; write .val.${e.field.text}` : '';
  const message = `${article(of.sort)} has no field ${e.field.text}${hint}`;
  return scope.report.add('E0305', e.field.span, message, {
    fixes: spellingFix(e.field.text, e.field.span, known),
  });
}

/** The variable `P.x` of the composition's automaton, read at the component's index. */
function componentState(
  e: AstExpr & { kind: 'select' },
  place: Place,
  scope: Scope,
): Expr | undefined {
  const entry = place.view.states.get(e.field.text);
  if (entry === undefined) {
    const known = [...place.view.states.keys(), ...place.view.components.keys()];
    return scope.report.add(
      'E0204',
      e.field.span,
      `${place.shown} has no state variable ${e.field.text}`,
      {
        fixes: spellingFix(e.field.text, e.field.span, known),
      },
    );
  }
  if (entry.sort === BROKEN) return undefined;
  if (scope.stateless !== undefined)
    return scope.report.add('E0307', e.span, `this is a state variable; ${scope.stateless}`);
  const sort = place.levels.reduceRight<Sort>(
    (of, l) => (l.index.length === 0 ? of : { kind: 'array', index: l.sorts, of }),
    entry.sort,
  );
  const name = [...place.levels.map((l) => l.name), e.field.text].join('.');
  const variable: Expr = {
    kind: 'state',
    name,
    ...(place.side ? { side: place.side } : {}),
    sort,
    span: e.span,
  };
  return place.levels.reduce<Expr>((of, l) => readAt(of, l.index), variable);
}

function readAt(of: Expr, index: readonly Expr[]): Expr {
  if (index.length === 0 || of.sort.kind !== 'array') return of;
  return apply('index', [of, ...index], of.sort.of, of.span);
}
