/** Declarations of the service's own sorts, for the derived programs that stand beside it. */
import { printSort, type Field, type Sort } from '@maat/spec-lang';
import type { NormalForm } from './normal-form.js';

export function serviceTypes(form: NormalForm): readonly string[] {
  return form.service.sorts.flatMap((sort) => declaration(sort));
}

function declaration(sort: Sort): readonly string[] {
  switch (sort.kind) {
    case 'enum':
      return [`${sort.name} = enumeration of ${sort.values.join(', ')}`];
    case 'tuple':
      return [`${sort.name} = tuple of ${fields(sort.fields)}`];
    case 'union': {
      const cases = sort.cases.map((c) => `${c.tag}(${fields(c.fields)})`);
      return [`${sort.name} = union of ${cases.join(', ')}`];
    }
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
    case 'array':
      return [];
  }
}

function fields(all: readonly Field[]): string {
  return all.map((f) => `${f.name}: ${printSort(f.sort)}`).join(', ');
}
