/** Names replaced by terms, type parameters by sorts; no name is captured on the way. */
import type { Expr } from './expr.js';
import { rewriteExpr } from './rewrite.js';
import type { Sort } from './sort.js';
import { mapSortParts } from './sort-parts.js';

/** Free names of the term become these terms. */
export function substitute(expr: Expr, by: ReadonlyMap<string, Expr>): Expr {
  return by.size === 0 ? expr : rewriteExpr(expr, { locals: by });
}

/** Uninterpreted sorts become these, inside named sorts too; a named sort keeps its name. */
export function substituteSort(sort: Sort, by: ReadonlyMap<string, Sort>): Sort {
  if (sort.kind === 'uninterpreted') return by.get(sort.name) ?? sort;
  return mapSortParts(sort, (part) => substituteSort(part, by));
}
