/** Names replaced by terms, type parameters by sorts; no name is captured on the way. */
import type { Bound, Comprehension, Expr, Quantified } from './expr.js';
import { freeNames } from './free-names.js';
import type { Sort } from './sort.js';
import { mapChildren } from './walk.js';

/** Free names of the term become these terms. */
export function substitute(expr: Expr, by: ReadonlyMap<string, Expr>): Expr {
  if (by.size === 0) return expr;
  if (expr.kind === 'local') return by.get(expr.name) ?? expr;
  if (expr.kind === 'quantified' || expr.kind === 'comprehension') return underBinder(expr, by);
  return mapChildren(expr, (child) => substitute(child, by));
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

/** A name like this one that is not among those taken. */
export function freshName(name: string, taken: ReadonlySet<string>): string {
  let fresh = name;
  for (let n = 1; taken.has(fresh); n += 1) fresh = `${name}${n}`;
  return fresh;
}

function underBinder(expr: Quantified | Comprehension, by: ReadonlyMap<string, Expr>): Expr {
  const inside = new Map([...by].filter(([name]) => name !== expr.variable.name));
  const variable = clearOf(expr, inside);
  if (variable !== expr.variable) {
    inside.set(expr.variable.name, {
      kind: 'local',
      name: variable.name,
      sort: variable.sort,
      span: expr.span,
    });
  }
  const replaced = mapChildren(expr, (child) =>
    child === expr.within ? substitute(child, by) : substitute(child, inside),
  );
  return { ...replaced, variable } as Expr;
}

/** The bound variable, renamed if a term that comes in has a free name like it. */
function clearOf(expr: Quantified | Comprehension, inside: ReadonlyMap<string, Expr>): Bound {
  const free = freeNames(expr);
  const coming = [...inside]
    .filter(([name]) => free.has(name))
    .flatMap(([, term]) => [...freeNames(term)]);
  if (!coming.includes(expr.variable.name)) return expr.variable;
  const taken = new Set([...coming, ...free, ...inside.keys(), ...boundNames(expr)]);
  return { ...expr.variable, name: freshName(expr.variable.name, taken) };
}

function boundNames(expr: Expr): readonly string[] {
  const own =
    expr.kind === 'quantified' || expr.kind === 'comprehension' ? [expr.variable.name] : [];
  const found: string[] = [...own];
  mapChildren(expr, (child) => {
    found.push(...boundNames(child));
    return child;
  });
  return found;
}
