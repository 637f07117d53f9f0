/** A sort as it is written, `Map[View, Set[Proc]]`: for messages, and as a name to remember it by. */
import type { Sort } from '../ir/sort.js';

export function sortName(sort: Sort): string {
  switch (sort.kind) {
    case 'bool':
      return 'Bool';
    case 'nat':
      return 'Nat';
    case 'int':
      return 'Int';
    case 'char':
      return 'Char';
    case 'string':
      return 'String';
    case 'uninterpreted':
    case 'enum':
    case 'tuple':
    case 'union':
      return sort.name;
    case 'null':
      return `Null[${sortName(sort.of)}]`;
    case 'set':
      return `Set[${sortName(sort.of)}]`;
    case 'mset':
      return `Mset[${sortName(sort.of)}]`;
    case 'seq':
      return `Seq[${sortName(sort.of)}]`;
    case 'map':
      return `Map[${sortName(sort.from)}, ${sortName(sort.to)}]`;
    case 'array':
      return `Array[${[...sort.index, sort.of].map(sortName).join(', ')}]`;
  }
}
