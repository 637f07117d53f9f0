/** Pictures: marks with their traits, as they are written. */
import type { AstMark, AstPicture, AstPlace, AstTrait } from '../ast.js';
import { many, one, only, optional, type Cst } from '../cst.js';
import { firstName, nameOf, part, type Context } from './context.js';
import { buildExprs, buildWhere, innerExpr } from './expr.js';
import { buildSort } from './sort.js';

export function buildPicture(context: Context, node: Cst): AstPicture {
  const inner = only(node);
  const names = many(inner, 'name').map(nameOf);
  const of = names.at(-1);
  if (of === undefined) throw new Error('a picture names an automaton');
  const [name] = names.slice(0, -1);
  return {
    kind: 'picture',
    ...(name === undefined ? {} : { name }),
    of,
    marks: buildMarks(inner),
    doc: context.comments.above(node.span.start),
    span: node.span,
  };
}

function buildMarks(node: Cst): readonly AstMark[] {
  return many(one(node, 'Marks'), 'Mark').map((mark) => buildMark(only(mark)));
}

function buildMark(node: Cst): AstMark {
  const { span } = node;
  if (node.rule === 'Drawn')
    return {
      kind: 'drawn',
      shape: nameOf(one(node, 'shape')),
      traits: many(node, 'Trait').map(buildTrait),
      span,
    };
  return {
    kind: 'for',
    variable: firstName(node),
    ...part('sort', node, 'Sort', buildSort),
    ...part('within', node, 'Within', innerExpr),
    ...buildWhere(node),
    marks: buildMarks(node),
    span,
  };
}

function buildTrait(trait: Cst): AstTrait {
  const node = only(trait);
  const { span } = node;
  switch (node.rule) {
    case 'Trait_at':
      return { kind: 'at', place: buildPlace(one(node, 'Place')), span };
    case 'Trait_from':
      return { kind: 'from', place: buildPlace(one(node, 'Place')), span };
    case 'Trait_to':
      return { kind: 'to', place: buildPlace(one(node, 'Place')), span };
    case 'Trait_size':
      return { kind: 'size', values: buildExprs(node), span };
    case 'Trait_label':
      return { kind: 'label', values: buildExprs(node), span };
    case 'Trait_colour':
      return { kind: 'colour', value: innerExpr(node), span };
    default:
      return { kind: 'where', value: innerExpr(node), span };
  }
}

function buildPlace(node: Cst): AstPlace {
  const anchor = only(one(node, 'Anchor'));
  const shift = optional(node, 'Shift');
  return {
    arrangement: arrangementOf(optional(anchor, 'arrangement')?.text),
    values: buildExprs(anchor),
    by: shift === undefined ? [] : buildExprs(shift),
    span: node.span,
  };
}

function arrangementOf(word: string | undefined): AstPlace['arrangement'] {
  return word === 'ring' || word === 'row' || word === 'column' || word === 'grid' ? word : 'point';
}
