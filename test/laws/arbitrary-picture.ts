/** Random marks: every shape with every trait that it may have, over the variables of a random program. */
import fc from 'fast-check';
import {
  BOOL,
  COLOUR_SORT,
  INT,
  NAT,
  NOWHERE,
  type Expr,
  type Mark,
  type Place,
  type Shape,
} from '@maat/spec-lang';
import { bound, expr, NODE, type Names } from './arbitrary-expr.js';

export function marks(names: Names, depth: number): fc.Arbitrary<readonly Mark[]> {
  return fc.array(mark(names, depth), { maxLength: 3 });
}

function mark(names: Names, depth: number): fc.Arbitrary<Mark> {
  const one = fc.oneof(body(names), link(names));
  return depth === 0 ? one : fc.oneof({ weight: 3, arbitrary: one }, several(names, depth));
}

function several(names: Names, depth: number): fc.Arbitrary<Mark> {
  return bound(names, 1).chain(({ variable, within, inner }) =>
    fc
      .tuple(optional(expr(BOOL, inner, 1)), marks(inner, depth - 1))
      .map(([where, drawn]): Mark => ({
        kind: 'for',
        variable,
        ...within,
        ...(where === undefined ? {} : { where }),
        marks: drawn,
        span: NOWHERE,
      })),
  );
}

function body(names: Names): fc.Arbitrary<Mark> {
  const shape = fc.constantFrom<Shape>('circle', 'box', 'text');
  const parts = fc.tuple(shape, place(names), size(names), traits(names), label(names, 1));
  return parts.map(([kind, at, sizes, rest, told]): Mark => {
    if (kind === 'text')
      return { ...rest, kind: 'drawn', shape: kind, at: [at], size: [], label: told };
    const most = kind === 'box' ? 2 : 1;
    return { ...rest, kind: 'drawn', shape: kind, at: [at], size: sizes.slice(0, most) };
  });
}

function link(names: Names): fc.Arbitrary<Mark> {
  const shape = fc.constantFrom<Shape>('line', 'arrow');
  return fc
    .tuple(shape, place(names), place(names), traits(names))
    .map(([kind, from, to, rest]): Mark => ({
      ...rest,
      kind: 'drawn',
      shape: kind,
      at: [from, to],
      size: [],
    }));
}

function traits(
  names: Names,
): fc.Arbitrary<Omit<Mark & { kind: 'drawn' }, 'kind' | 'shape' | 'at' | 'size'>> {
  return fc
    .tuple(label(names, 0), optional(colour(names)), optional(expr(BOOL, names, 1)))
    .map(([told, tone, where]) => ({
      label: told,
      ...(tone === undefined ? {} : { colour: tone }),
      ...(where === undefined ? {} : { where }),
      span: NOWHERE,
    }));
}

/** Terms that say their sort by themselves, as a label asks for none. */
function label(names: Names, least: number): fc.Arbitrary<readonly Expr[]> {
  return fc.array(fc.oneof(expr(NAT, names, 1), expr(BOOL, names, 1), expr(NODE, names, 0)), {
    minLength: least,
    maxLength: 2,
  });
}

function size(names: Names): fc.Arbitrary<readonly Expr[]> {
  return fc.array(expr(NAT, names, 1), { maxLength: 2 });
}

function colour(names: Names): fc.Arbitrary<Expr> {
  const named = fc
    .constantFrom(...COLOUR_SORT.values)
    .map((value): Expr => ({ kind: 'literal', value, sort: COLOUR_SORT, span: NOWHERE }));
  const chosen = fc
    .tuple(expr(BOOL, names, 1), named, named)
    .map(([condition, then, otherwise]): Expr => ({
      kind: 'if',
      condition,
      then,
      else: otherwise,
      sort: COLOUR_SORT,
      span: NOWHERE,
    }));
  return fc.oneof(named, chosen);
}

function place(names: Names): fc.Arbitrary<Place> {
  const point = fc.tuple(expr(INT, names, 1), expr(INT, names, 1));
  const by = fc.option(point, { nil: undefined }).map((both) => both ?? []);
  const one = fc.tuple(expr(NODE, names, 1));
  const at = fc.oneof(
    point.map((values) => ({ arrangement: 'point' as const, values })),
    fc
      .tuple(fc.constantFrom('ring' as const, 'row' as const, 'column' as const), one)
      .map(([arrangement, values]) => ({ arrangement, values })),
    fc
      .tuple(expr(NODE, names, 1), expr(NODE, names, 1))
      .map((values) => ({ arrangement: 'grid' as const, values })),
  );
  return fc.tuple(at, by).map(([anchor, shift]) => ({ ...anchor, by: shift, span: NOWHERE }));
}

function optional<T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(of, { nil: undefined });
}
