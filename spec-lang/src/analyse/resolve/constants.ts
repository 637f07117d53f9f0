/** Constants of enumerations and cases of unions, found among the sorts in scope. */
import type { EnumSort, Sort, UnionCase, UnionSort } from '../../ir/sort.js';
import { BROKEN, type Scope } from './scope.js';

/** The enumerations that have this constant, and the unions that have this case without fields. */
export function constantSorts(name: string, scope: Scope): readonly (EnumSort | UnionSort)[] {
  return named(scope).filter(
    (sort): sort is EnumSort | UnionSort =>
      (sort.kind === 'enum' && sort.values.includes(name)) ||
      (sort.kind === 'union' && sort.cases.some((c) => c.tag === name && c.fields.length === 0)),
  );
}

/** The unions that have this case. */
export function casesOf(
  tag: string,
  scope: Scope,
): readonly { readonly union: UnionSort; readonly case: UnionCase }[] {
  return named(scope).flatMap((sort) =>
    sort.kind === 'union'
      ? sort.cases.filter((c) => c.tag === tag).map((c) => ({ union: sort, case: c }))
      : [],
  );
}

export function constantNames(scope: Scope): readonly string[] {
  return named(scope).flatMap((sort) => {
    if (sort.kind === 'enum') return sort.values;
    return sort.kind === 'union' ? sort.cases.map((c) => c.tag) : [];
  });
}

/** Each sort once, though aliases may give it several names. */
export function named(scope: Scope): readonly Sort[] {
  const all = [...scope.sorts.values()].filter((sort): sort is Sort => sort !== BROKEN);
  return all.filter(
    (sort, i) =>
      all.findIndex(
        (s) => s.kind === sort.kind && 'name' in s && 'name' in sort && s.name === sort.name,
      ) === i,
  );
}
