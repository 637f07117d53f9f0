/** Sorts as TypeScript types, as schemas, and their default values. */
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
export function indexType(index: readonly Sort[], scribe: Scribe): string {
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

/** Constants of the module that stand for sorts: `$Proc`. */
export function schemaOf(sort: Sort, scribe: Scribe): string {
  const s = scribe.use('schema');
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
      return `${s}.${sort.kind}`;
    case 'uninterpreted':
    case 'enum':
    case 'tuple':
    case 'union':
      scribe.namedSchemas.set(sort.name, sort);
      return `$${sort.name}`;
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return `${s}.${sort.kind}Of(${schemaOf(sort.of, scribe)})`;
    case 'map':
      return `${s}.mapOf(${schemaOf(sort.from, scribe)}, ${schemaOf(sort.to, scribe)})`;
    case 'array': {
      const index = sort.index.map((i) => schemaOf(i, scribe)).join(', ');
      return `${s}.arrayOf([${index}], ${schemaOf(sort.of, scribe)})`;
    }
    default:
      return assertNever(sort);
  }
}

/** Declarations of the schemas that were used, each after those that it needs. */
export function schemaDeclarations(scribe: Scribe): string {
  const texts = new Map<string, string>();
  const declare = (sort: Sort): void => {
    if (!('name' in sort) || texts.has(sort.name)) return;
    const before = new Set(scribe.namedSchemas.keys());
    const text = namedSchema(sort, scribe);
    for (const [name, inner] of [...scribe.namedSchemas]) if (!before.has(name)) declare(inner);
    for (const inner of namedWithin(sort)) declare(inner);
    texts.set(sort.name, `const $${sort.name} = ${text};`);
  };
  for (const sort of [...scribe.namedSchemas.values()]) declare(sort);
  return [...texts.values()].join('\n');
}

function namedSchema(sort: Sort, scribe: Scribe): string {
  const s = scribe.use('schema');
  if (sort.kind === 'uninterpreted') return `${s}.sort(${JSON.stringify(sort.name)})`;
  if (sort.kind === 'enum') {
    return `${s}.enumeration(${[sort.name, ...sort.values].map((v) => JSON.stringify(v)).join(', ')})`;
  }
  if (sort.kind === 'tuple')
    return `${s}.tuple(${JSON.stringify(sort.name)}, ${fieldSchemas(sort.fields, scribe)})`;
  if (sort.kind !== 'union') throw new TypeError(`${sort.kind} has no name`);
  const cases = sort.cases.map((c) => `${key(c.tag)}: ${fieldSchemas(c.fields, scribe)}`);
  return `${s}.union(${JSON.stringify(sort.name)}, { ${cases.join(', ')} })`;
}

export function fieldSchemas(fields: readonly Field[], scribe: Scribe): string {
  return `{ ${fields.map((f) => `${key(f.name)}: ${schemaOf(f.sort, scribe)}`).join(', ')} }`;
}

/** The named sorts that a sort mentions, itself excepted. */
function namedWithin(sort: Sort): readonly Sort[] {
  return parts(sort).flatMap((part) => ('name' in part ? [part] : namedWithin(part)));
}

function parts(sort: Sort): readonly Sort[] {
  switch (sort.kind) {
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
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return [];
    default:
      return assertNever(sort);
  }
}

/** Values of this sort are compared with `===`. */
export function isPrimitive(sort: Sort, message: string): boolean {
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'enum':
      return true;
    case 'uninterpreted':
      return sort.name !== message;
    case 'null':
      return sort.of.kind !== 'null' && isPrimitive(sort.of, message);
    default:
      return false;
  }
}

/** Something in a value of this sort is changed in place, so that it must not have two owners. */
export function hasCollections(sort: Sort): boolean {
  switch (sort.kind) {
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
    case 'array':
      return true;
    default:
      return parts(sort).some(hasCollections);
  }
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
  switch (sort.kind) {
    case 'set':
      return `${scribe.use('SetOf')}.of${scribe.angle(typeOf(sort.of, scribe))}`;
    case 'mset':
      return `${scribe.use('Mset')}.of${scribe.angle(typeOf(sort.of, scribe))}`;
    case 'seq':
      return `${scribe.use('Seq')}.of${scribe.angle(typeOf(sort.of, scribe))}`;
    case 'map':
      return `${scribe.use('MapOf')}.of${scribe.angle(typeOf(sort.from, scribe), typeOf(sort.to, scribe))}`;
    default:
      throw new TypeError(`a ${sort.kind} is not a collection`);
  }
}

/** `ArrayOf.constant<Proc, number>`, to be applied to the value. */
export function arrayClass(sort: Sort, scribe: Scribe): string {
  if (sort.kind !== 'array') throw new TypeError('constant makes an Array');
  return `${scribe.use('ArrayOf')}.constant${scribe.angle(indexType(sort.index, scribe), typeOf(sort.of, scribe))}`;
}
