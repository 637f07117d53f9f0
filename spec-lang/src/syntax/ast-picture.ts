/** Pictures of the syntax tree. */
import type { AstExpr, AstSort, Base, Name } from './ast-terms.js';

/** `picture P of A`: what is drawn of a state of A. */
export interface AstPicture extends Base {
  readonly kind: 'picture';
  readonly name?: Name;
  readonly of: Name;
  readonly marks: readonly AstMark[];
  readonly doc: string;
}

export type AstMark =
  | (Base & {
      readonly kind: 'for';
      readonly variable: Name;
      readonly sort?: AstSort;
      readonly within?: AstExpr;
      readonly where?: AstExpr;
      readonly marks: readonly AstMark[];
    })
  | AstDrawn;

/** The traits may stand in any order; which of them a shape has is checked later. */
export interface AstDrawn extends Base {
  readonly kind: 'drawn';
  readonly shape: Name;
  readonly traits: readonly AstTrait[];
}

export type AstTrait =
  | (Base & { readonly kind: 'at' | 'from' | 'to'; readonly place: AstPlace })
  | (Base & { readonly kind: 'size' | 'label'; readonly values: readonly AstExpr[] })
  | (Base & { readonly kind: 'colour' | 'where'; readonly value: AstExpr });

/** `(x, y)`, or `ring(e)` and its like; `by (x, y)` moves it. */
export interface AstPlace extends Base {
  readonly arrangement: 'point' | 'ring' | 'row' | 'column' | 'grid';
  readonly values: readonly AstExpr[];
  readonly by: readonly AstExpr[];
}
