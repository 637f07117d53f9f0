/** Is JSON from outside a value of a sort, in the form that `fromJson` reads? */
import type { FieldSchema, Schema } from '@maat/layers';
import type { Json } from '@maat/spec-lang';
import { assertNever } from '../never.js';

export function accepts(schema: Schema, json: Json | undefined): boolean {
  switch (schema.kind) {
    case 'bool':
      return typeof json === 'boolean';
    case 'nat':
      return Number.isSafeInteger(json) && (json as number) >= 0;
    case 'int':
      return Number.isSafeInteger(json);
    case 'char':
      return typeof json === 'string' && json.length === 1;
    case 'string':
    case 'uninterpreted':
      return typeof json === 'string';
    case 'enum':
      return typeof json === 'string' && schema.values.includes(json);
    case 'tuple':
      return isObject(json) && acceptsFields(schema.fields, json);
    case 'union': {
      const chosen = isObject(json) && schema.cases.find((c) => c.tag === json['tag']);
      return chosen !== undefined && chosen !== false && acceptsFields(chosen.fields, json);
    }
    case 'null':
      if (json === null) return true;
      if (schema.of.kind !== 'null') return accepts(schema.of, json);
      return isObject(json) && accepts(schema.of, json['some']);
    case 'set':
    case 'mset':
    case 'seq':
      return Array.isArray(json) && json.every((x: Json) => accepts(schema.of, x));
    case 'map':
      return acceptsPairs(schema.from, schema.to, json);
    case 'array':
      return acceptsArray(schema.index, schema.of, json);
    default:
      return assertNever(schema);
  }
}

type JsonObject = { readonly [name: string]: Json };

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function acceptsFields(fields: readonly FieldSchema[], json: Json | undefined): boolean {
  return isObject(json) && fields.every((f) => accepts(f.sort, json[f.name]));
}

function acceptsPairs(from: Schema, to: Schema, json: Json | undefined): boolean {
  return (
    Array.isArray(json) &&
    json.every(
      (pair: Json) =>
        Array.isArray(pair) &&
        pair.length === 2 &&
        accepts(from, pair[0] as Json) &&
        accepts(to, pair[1] as Json),
    )
  );
}

/** With one index; nobody writes one with two by hand. */
function acceptsArray(index: readonly Schema[], of: Schema, json: Json | undefined): boolean {
  const [from] = index;
  return (
    from !== undefined &&
    index.length === 1 &&
    isObject(json) &&
    accepts(of, json['otherwise']) &&
    acceptsPairs(from, of, json['entries'])
  );
}
