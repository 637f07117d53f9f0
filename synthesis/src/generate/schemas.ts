/** Sorts as schemas: data that the generated module carries. */
import type { Field, Sort } from '@maat/spec-lang';
import { assertNever } from '../never.js';
import { key } from './names.js';
import type { Scribe } from './scribe.js';
import { namedWithin } from './sort-facts.js';

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
