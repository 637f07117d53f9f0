/** Names replaced by terms, type parameters by sorts; no name is captured on the way. */
import type { Expr } from './expr.js';
import { rewriteExpr } from './rewrite.js';
import type { Sort } from './sort.js';

/** Free names of the term become these terms. */
export function substitute(expr: Expr, by: ReadonlyMap<string, Expr>): Expr {
  return by.size === 0 ? expr : rewriteExpr(expr, { locals: by });
}

/** Uninterpreted sorts become these, inside named sorts too; a named sort keeps its name. */
export function substituteSort(sort: Sort, by: ReadonlyMap<string, Sort>): Sort {
  const inner = (s: Sort): Sort => substituteSort(s, by);
  const field = <T extends { readonly sort: Sort }>(f: T): T => ({ ...f, sort: inner(f.sort) });
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'enum':
      return sort;
    case 'uninterpreted':
      return by.get(sort.name) ?? sort;
    case 'tuple':
      return { ...sort, fields: sort.fields.map(field) };
    case 'union':
      return { ...sort, cases: sort.cases.map((c) => ({ ...c, fields: c.fields.map(field) })) };
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return { ...sort, of: inner(sort.of) };
    case 'map':
      return { ...sort, from: inner(sort.from), to: inner(sort.to) };
    case 'array':
      return { ...sort, index: sort.index.map(inner), of: inner(sort.of) };
  }
}
