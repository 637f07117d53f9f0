/** Sorts as TypeScript types, and their default values. */
import { type Field, type Sort, type UnionSort } from '@maat/spec-lang';
import { assertNever } from '../never.js';
import { key, typeName } from './names.js';
import type { Scribe } from './scribe.js';

export function typeOf(sort: Sort, scribe: Scribe): string {
  switch (sort.kind) {
    case 'bool':
      return 'boolean';
    case 'nat':
    case 'int':
      return 'number';
    case 'char':
    case 'string':
      return 'string';
    case 'uninterpreted':
    case 'enum':
    case 'tuple':
    case 'union':
      scribe.namedTypes.set(sort.name, sort);
      return typeName(sort.name);
    case 'null': {
      const of = typeOf(sort.of, scribe);
      return sort.of.kind === 'null' ? `${scribe.useType('Box')}<${of}> | null` : `${of} | null`;
    }
    case 'set':
      return `${scribe.useType('SetOf')}<${typeOf(sort.of, scribe)}>`;
    case 'mset':
      return `${scribe.useType('Mset')}<${typeOf(sort.of, scribe)}>`;
    case 'seq':
      return `${scribe.useType('Seq')}<${typeOf(sort.of, scribe)}>`;
    case 'map':
      return `${scribe.useType('MapOf')}<${typeOf(sort.from, scribe)}, ${typeOf(sort.to, scribe)}>`;
    case 'array':
      return `${scribe.useType('ArrayOf')}<${indexType(sort.index, scribe)}, ${typeOf(sort.of, scribe)}>`;
    default:
      return assertNever(sort);
  }
}

/** One index stands for itself, two are a pair. */
function indexType(index: readonly Sort[], scribe: Scribe): string {
  const types = index.map((sort) => typeOf(sort, scribe));
  return types.length === 1 ? types.join() : `readonly [${types.join(', ')}]`;
}

/** The declarations of the named types that were used, and of those that they use. */
export function typeDeclarations(scribe: Scribe): ReadonlyMap<string, string> {
  const done = new Map<string, string>();
  for (let more = true; more;) {
    more = false;
    for (const [name, sort] of [...scribe.namedTypes]) {
      if (done.has(name)) continue;
      done.set(name, `type ${typeName(name)} = ${declared(sort, scribe)};`);
      more = true;
    }
  }
  return done;
}

function declared(sort: Sort, scribe: Scribe): string {
  if (sort.kind === 'tuple') return fieldTypes(sort.fields, scribe);
  if (sort.kind === 'union') return unionType(sort, scribe);
  // A message is whatever the layer above makes of it.
  return sort.kind === 'uninterpreted' && sort.name === scribe.message ? 'unknown' : 'string';
}

function unionType(sort: UnionSort, scribe: Scribe): string {
  return sort.cases
    .map((c) => `{ readonly tag: ${JSON.stringify(c.tag)} } & ${fieldTypes(c.fields, scribe)}`)
    .join(' | ');
}

function fieldTypes(fields: readonly Field[], scribe: Scribe): string {
  return `{ ${fields.map((f) => `readonly ${key(f.name)}: ${typeOf(f.sort, scribe)}`).join('; ')} }`;
}

/** Any value: what a variable without an initial value begins with. */
export function defaultOf(sort: Sort, scribe: Scribe): string {
  switch (sort.kind) {
    case 'bool':
      return 'false';
    case 'nat':
    case 'int':
      return '0';
    case 'char':
      return "' '";
    case 'string':
    case 'uninterpreted':
      return "''";
    case 'enum':
      return JSON.stringify(sort.values[0] ?? '');
    case 'null':
      return 'null';
    case 'tuple':
      return `{ ${sort.fields.map((f) => `${key(f.name)}: ${defaultOf(f.sort, scribe)}`).join(', ')} }`;
    case 'union': {
      const [first] = sort.cases;
      const fields = (first?.fields ?? []).map(
        (f) => `, ${key(f.name)}: ${defaultOf(f.sort, scribe)}`,
      );
      return `{ tag: ${JSON.stringify(first?.tag ?? '')}${fields.join('')} }`;
    }
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
      return emptyOf(sort, scribe);
    case 'array':
      return `${arrayClass(sort, scribe)}(${defaultOf(sort.of, scribe)})`;
    default:
      return assertNever(sort);
  }
}

export function emptyOf(sort: Sort, scribe: Scribe): string {
  return `${collectionClass(sort, scribe)}()`;
}

/** `SetOf.of<Proc>`, to be applied to elements. */
export function collectionClass(sort: Sort, scribe: Scribe): string {
  if (sort.kind === 'map') {
    const types = [typeOf(sort.from, scribe), typeOf(sort.to, scribe)];
    return `${scribe.use('MapOf')}.of${scribe.angle(...types)}`;
  }
  if (sort.kind !== 'set' && sort.kind !== 'mset' && sort.kind !== 'seq') {
    throw new TypeError(`a ${sort.kind} is not a collection`);
  }
  const name = { set: 'SetOf', mset: 'Mset', seq: 'Seq' }[sort.kind];
  return `${scribe.use(name)}.of${scribe.angle(typeOf(sort.of, scribe))}`;
}

/** `ArrayOf.constant<Proc, number>`, to be applied to the value. */
export function arrayClass(sort: Sort, scribe: Scribe): string {
  if (sort.kind !== 'array') throw new TypeError('constant makes an Array');
  return `${scribe.use('ArrayOf')}.constant${scribe.angle(indexType(sort.index, scribe), typeOf(sort.of, scribe))}`;
}
