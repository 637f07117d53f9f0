/** The sorts of which a sort is made: the one place that knows the shapes of sorts. */
import type { Field, Sort } from './sort.js';

/** Those directly inside, in the order written. */
export function sortParts(sort: Sort): readonly Sort[] {
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return [];
    case 'tuple':
      return sort.fields.map((f) => f.sort);
    case 'union':
      return sort.cases.flatMap((c) => c.fields.map((f) => f.sort));
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return [sort.of];
    case 'map':
      return [sort.from, sort.to];
    case 'array':
      return [...sort.index, sort.of];
  }
}

/** The same sort of other parts. A named sort keeps its name. */
export function mapSortParts<S extends Sort>(sort: S, f: (part: Sort) => Sort): S;
export function mapSortParts(sort: Sort, f: (part: Sort) => Sort): Sort {
  const field = (of: Field): Field => ({ ...of, sort: f(of.sort) });
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return sort;
    case 'tuple':
      return { ...sort, fields: sort.fields.map(field) };
    case 'union':
      return { ...sort, cases: sort.cases.map((c) => ({ ...c, fields: c.fields.map(field) })) };
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return { ...sort, of: f(sort.of) };
    case 'map':
      return { ...sort, from: f(sort.from), to: f(sort.to) };
    case 'array':
      return { ...sort, index: sort.index.map(f), of: f(sort.of) };
  }
}

/** The sort itself, its parts, and theirs. */
export function* sortsWithin(sort: Sort): Generator<Sort> {
  yield sort;
  for (const part of sortParts(sort)) yield* sortsWithin(part);
}
