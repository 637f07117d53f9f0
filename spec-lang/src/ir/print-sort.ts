/** Sorts as text, and their declarations. */
import type { Bound } from './expr.js';
import type { Field, Sort, UnionCase } from './sort.js';
import { concat, group, join, line, nest, type Doc } from './print-layout.js';

/** A named sort by its name. */
export function printSort(sort: Sort): string {
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
      return `Null[${printSort(sort.of)}]`;
    case 'set':
      return `Set[${printSort(sort.of)}]`;
    case 'mset':
      return `Mset[${printSort(sort.of)}]`;
    case 'seq':
      return `Seq[${printSort(sort.of)}]`;
    case 'map':
      return `Map[${printSort(sort.from)}, ${printSort(sort.to)}]`;
    case 'array':
      return `Array[${[...sort.index, sort.of].map(printSort).join(', ')}]`;
  }
}

/** `type T = …`; only named sorts are declared. */
export function sortDeclaration(sort: Sort): Doc {
  if (sort.kind === 'enum') return declared(sort.name, 'enumeration of', [...sort.values]);
  if (sort.kind === 'tuple') return declared(sort.name, 'tuple of', sort.fields.map(field));
  if (sort.kind === 'union') return declared(sort.name, 'union of', sort.cases.map(unionCase));
  if (sort.kind === 'uninterpreted') return `type ${sort.name}`;
  throw new Error(`${printSort(sort)} has no declaration`);
}

/** `a(x: T, y: U)`, also of a layer's header. */
export function unionCase({ tag, fields }: UnionCase): string {
  const [only] = fields;
  if (only === undefined) return tag;
  if (fields.length === 1 && only.name === tag) return field(only);
  return `${tag}(${fields.map(field).join(', ')})`;
}

/** `i, j: Nat, s: Set[Nat]`: neighbours of one sort share it. */
export function bounds(all: readonly Bound[]): string {
  return grouped(all.map(({ name, sort }) => ({ name, sort: printSort(sort) })));
}

/** The same of sorts as text, where `type` may be one. */
export function grouped(all: readonly { readonly name: string; readonly sort: string }[]): string {
  const groups: { names: string[]; sort: string }[] = [];
  for (const { name, sort } of all) {
    const last = groups.at(-1);
    if (last?.sort === sort) last.names.push(name);
    else groups.push({ names: [name], sort });
  }
  return groups.map((g) => `${g.names.join(', ')}: ${g.sort}`).join(', ');
}

function declared(name: string, what: string, parts: readonly string[]): Doc {
  return group(`type ${name} = ${what}`, nest(concat(line, join(parts, ',', line))));
}

function field({ name, sort }: Field): string {
  return `${name}: ${printSort(sort)}`;
}
