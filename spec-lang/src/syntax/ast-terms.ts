/** Terms, sorts and statements of the syntax tree. */
import type { Span } from '../text/span.js';

export interface Name {
  readonly text: string;
  readonly span: Span;
}

export interface Base {
  readonly span: Span;
}

/** `Bool`, `Set[T]`, `Array[I, J, E]`; `packet` in a layer's `over`. */
export interface AstSort extends Base {
  readonly name: Name;
  readonly args: readonly AstSort[];
}

/** One variable with its sort; `i, j: T` has become two. */
export interface AstBinding extends Base {
  readonly name: Name;
  readonly sort: AstSort;
}

export type AstStmt =
  | (Base & { readonly kind: 'assign'; readonly target: AstExpr; readonly value: AstExpr })
  | (Base & {
      readonly kind: 'choose';
      readonly target: AstExpr;
      readonly variable?: Name;
      readonly sort?: AstSort;
      readonly where?: AstExpr;
    })
  | (Base & {
      readonly kind: 'if';
      readonly branches: readonly {
        readonly condition: AstExpr;
        readonly body: readonly AstStmt[];
      }[];
      readonly otherwise: readonly AstStmt[];
    })
  | (Base & {
      readonly kind: 'for';
      readonly variable: Name;
      readonly sort?: AstSort;
      readonly within?: AstExpr;
      readonly where?: AstExpr;
      readonly body: readonly AstStmt[];
    })
  | (Base & {
      readonly kind: 'while';
      readonly condition: AstExpr;
      readonly body: readonly AstStmt[];
    })
  | (Base & {
      readonly kind: 'emit';
      readonly to: 'above' | 'below';
      readonly action: Name;
      readonly args: readonly AstExpr[];
      readonly header?: { readonly tag: Name; readonly args: readonly AstExpr[] };
    })
  | (Base & { readonly kind: 'fire'; readonly action: Name; readonly args: readonly AstExpr[] });

export type AstExpr =
  | (Base & { readonly kind: 'name'; readonly name: string })
  | (Base & { readonly kind: 'number'; readonly value: number })
  | (Base & { readonly kind: 'string'; readonly value: string })
  | (Base & { readonly kind: 'char'; readonly value: string })
  | (Base & { readonly kind: 'bool'; readonly value: boolean })
  /** `f(a, b)`: a definition, a constructor, an operator function, an operator of a trait. */
  | (Base & { readonly kind: 'call'; readonly name: Name; readonly args: readonly AstExpr[] })
  /** `e[i]`, `e[i, j]`: a sequence, map or array is read, or a component's state is meant (`P[i].x`). */
  | (Base & { readonly kind: 'at'; readonly of: AstExpr; readonly index: readonly AstExpr[] })
  | (Base & { readonly kind: 'select'; readonly of: AstExpr; readonly field: Name })
  | (Base & {
      readonly kind: 'binary';
      readonly op: string;
      readonly left: AstExpr;
      readonly right: AstExpr;
    })
  | (Base & { readonly kind: 'unary'; readonly op: string; readonly of: AstExpr })
  | (Base & {
      readonly kind: 'if';
      readonly condition: AstExpr;
      readonly then: AstExpr;
      readonly otherwise: AstExpr;
    })
  | (Base & {
      readonly kind: 'quantified';
      readonly quantifier: 'forall' | 'exists';
      readonly variable: Name;
      readonly sort?: AstSort;
      readonly within?: AstExpr;
      readonly body: AstExpr;
    })
  /** `{a, b}` and `{}`: a set, multiset, sequence or map, as the context wants. */
  | (Base & { readonly kind: 'braces'; readonly elements: readonly AstExpr[] })
  | (Base & {
      readonly kind: 'comprehension';
      readonly element: AstExpr;
      readonly variable: Name;
      readonly sort?: AstSort;
      readonly within?: AstExpr;
      readonly where?: AstExpr;
    })
  /** `[a, b]`: a tuple. */
  | (Base & { readonly kind: 'brackets'; readonly elements: readonly AstExpr[] })
  /** `(e: Sort)`: e, of this sort; for `{}`, `nil` and the like where the context does not say. */
  | (Base & { readonly kind: 'ascribe'; readonly of: AstExpr; readonly sort: AstSort });
