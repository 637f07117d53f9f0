/** Pictures: which traits a mark may have, and of which sorts their terms are. */
import type {
  AstDrawn,
  AstExpr,
  AstMark,
  AstPicture,
  AstPlace,
  AstTrait,
} from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { COLOUR_SORT, type Drawn, type Mark, type Place, type Shape } from '../../ir/picture.js';
import type { Picture } from '../../ir/program.js';
import { INT, NAT } from '../../ir/sort.js';
import { findKind, type Env, type Known } from '../env.js';
import { inferBinder } from '../infer/binders.js';
import { article, whole } from '../infer/context.js';
import { infer, inferAs, inferCondition } from '../infer/expression.js';
import { isNumber } from '../resolve/sort-relations.js';
import type { Scope } from '../resolve/scope.js';
import { claimScope, SYSTEMS } from './claims.js';

export function elaboratePicture(ast: AstPicture, name: string, env: Env): Known {
  const before = env.report.errorCount;
  const of = findKind(env, ast.of, SYSTEMS);
  const scope = of ? claimScope(env.scope, of.scope) : env.scope;
  const marks = of && elaborateMarks(ast.marks, scope);
  const sound = of?.sound === true && marks !== undefined && env.report.errorCount === before;
  const { doc, span } = ast;
  const unit: Picture = {
    kind: 'picture',
    name,
    of: ast.of.text,
    marks: marks ?? [],
    doc,
    span,
    file: env.file,
  };
  return { unit, sound, scope, formals: [] };
}

function elaborateMarks(asts: readonly AstMark[], scope: Scope): readonly Mark[] | undefined {
  return whole(asts.map((ast) => elaborateMark(ast, scope)));
}

function elaborateMark(ast: AstMark, scope: Scope): Mark | undefined {
  if (ast.kind === 'drawn') return elaborateDrawn(ast, scope);
  const { variable, within, scope: inner } = inferBinder(infer, ast, scope);
  const where = ast.where && inferCondition(ast.where, inner);
  const marks = elaborateMarks(ast.marks, inner);
  if (variable === undefined || marks === undefined || (ast.where && !where)) return undefined;
  return {
    kind: 'for',
    variable,
    ...(within ? { within } : {}),
    ...(where ? { where } : {}),
    marks,
    span: ast.span,
  };
}

type TraitKind = AstTrait['kind'];

/** Those that a shape must have, and those that it may have. */
const TRAITS: Readonly<Record<Shape, { readonly [K in 'must' | 'may']: readonly TraitKind[] }>> = {
  circle: { must: ['at'], may: ['size', 'label', 'colour', 'where'] },
  box: { must: ['at'], may: ['size', 'label', 'colour', 'where'] },
  text: { must: ['at', 'label'], may: ['colour', 'where'] },
  line: { must: ['from', 'to'], may: ['label', 'colour', 'where'] },
  arrow: { must: ['from', 'to'], may: ['label', 'colour', 'where'] },
};

function elaborateDrawn(ast: AstDrawn, scope: Scope): Drawn | undefined {
  const shape = shapeOf(ast.shape.text);
  if (!hasItsTraits(ast, shape, scope)) return undefined;
  const at = whole(
    TRAITS[shape].must.flatMap((kind) => placesOf(ast, kind).map((p) => elaboratePlace(p, scope))),
  );
  const size = elaborateSize(ast, shape, scope);
  const label = whole(valuesOf(ast, 'label').map((e) => infer(e, scope)));
  const colour = whole(valuesOf(ast, 'colour').map((e) => inferAs(e, scope, COLOUR_SORT)));
  const where = whole(valuesOf(ast, 'where').map((e) => inferCondition(e, scope)));
  if (!at || !size || !label || !colour || !where) return undefined;
  return {
    kind: 'drawn',
    shape,
    at,
    size,
    label,
    ...(colour[0] ? { colour: colour[0] } : {}),
    ...(where[0] ? { where: where[0] } : {}),
    span: ast.span,
  };
}

function shapeOf(word: string): Shape {
  if (word in TRAITS) return word as Shape;
  throw new Error(`${word} passed the grammar as a mark`);
}

function hasItsTraits(ast: AstDrawn, shape: Shape, scope: Scope): boolean {
  const { must, may } = TRAITS[shape];
  const seen = new Set<TraitKind>();
  for (const { kind, span } of ast.traits) {
    if (![...must, ...may].includes(kind))
      wrongTrait(
        scope,
        span,
        `${withArticle(shape)} has no ${kind}; it has ${[...must, ...may].join(', ')}`,
      );
    else if (seen.has(kind))
      wrongTrait(scope, span, `${kind} stands here twice; keep one of the two`);
    seen.add(kind);
  }
  for (const kind of must.filter((k) => !seen.has(k)))
    wrongTrait(scope, ast.shape.span, `${withArticle(shape)} needs ${kind}: ${EXAMPLES[shape]}`);
  const known = ast.traits.map((t) => t.kind);
  return (
    must.every((k) => seen.has(k)) &&
    known.length === seen.size &&
    known.every((k) => [...must, ...may].includes(k))
  );
}

const EXAMPLES: Readonly<Record<Shape, string>> = {
  circle: 'circle at ring(i) label i',
  box: 'box at row(i) label i',
  text: 'text at (0, 80) label x',
  line: 'line from ring(i) to ring(j)',
  arrow: 'arrow from ring(i) to ring(j)',
};

function wrongTrait(scope: Scope, span: AstDrawn['span'], message: string): void {
  scope.report.add('E0515', span, message);
}

function withArticle(shape: string): string {
  return `${/^[aeiou]/.test(shape) ? 'an' : 'a'} ${shape}`;
}

function placesOf(ast: AstDrawn, kind: TraitKind): readonly AstPlace[] {
  return ast.traits.flatMap((t) => ('place' in t && t.kind === kind ? [t.place] : []));
}

function valuesOf(ast: AstDrawn, kind: TraitKind): readonly AstExpr[] {
  return ast.traits.flatMap((t) => {
    if (t.kind !== kind) return [];
    if ('values' in t) return t.values;
    return 'value' in t ? [t.value] : [];
  });
}

function elaborateSize(ast: AstDrawn, shape: Shape, scope: Scope): readonly Expr[] | undefined {
  const values = valuesOf(ast, 'size');
  const most = shape === 'box' ? 2 : 1;
  const [, second] = values;
  if (values.length > most)
    wrongTrait(
      scope,
      (shape === 'box' ? values[2] : second)?.span ?? ast.span,
      shape === 'box' ? 'a box has a width and a height' : `${withArticle(shape)} has one size`,
    );
  const typed = whole(values.map((e) => inferAs(e, scope, NAT)));
  return values.length > most ? undefined : typed;
}

function elaboratePlace(ast: AstPlace, scope: Scope): Place | undefined {
  const { arrangement, span } = ast;
  const values = arrangement === 'point' ? numbers(ast.values, scope) : arranged(ast, scope);
  const by = numbers(ast.by, scope);
  return values && by && { arrangement, values, by, span };
}

function numbers(asts: readonly AstExpr[], scope: Scope): readonly Expr[] | undefined {
  return whole(asts.map((e) => inferAs(e, scope, INT)));
}

function arranged(ast: AstPlace, scope: Scope): readonly Expr[] | undefined {
  const { arrangement, values, span } = ast;
  const wanted = arrangement === 'grid' ? 2 : 1;
  const typed = whole(values.map((e) => placed(infer(e, scope), arrangement, scope)));
  if (values.length === wanted) return typed;
  const message =
    arrangement === 'grid'
      ? `a grid takes two values, of its column and of its row; here ${told(values.length)}`
      : `${withArticle(arrangement)} takes one value; here ${told(values.length)}`;
  return scope.report.add('E0304', span, message);
}

function told(count: number): string {
  return count === 1 ? 'is 1' : `are ${count}`;
}

/** The values of the sort stand one beside the other; of numbers, row and column count from 0. */
function placed(
  value: Expr | undefined,
  arrangement: AstPlace['arrangement'],
  scope: Scope,
): Expr | undefined {
  if (value === undefined || ['bool', 'enum', 'uninterpreted'].includes(value.sort.kind))
    return value;
  if (isNumber(value.sort) && arrangement !== 'ring') return value;
  const numbersToo = arrangement === 'ring' ? '' : ', and numbers';
  const message = `${withArticle(arrangement)} has places for the values of Bool, of an enumeration and of a type parameter${numbersToo}; this is ${article(value.sort)}`;
  return scope.report.add('E0301', value.span, message);
}
