/**
 * Values as traces show them, and back: sets as arrays, tuples as objects, nil as null; inside
 * another Null `{"some": value}`; maps as pairs, arrays as `{"otherwise": …, "entries": pairs}`.
 */
import {
  ArrayOf,
  MapOf,
  Mset,
  Seq,
  SetOf,
  keyOf,
  type FieldSchema,
  type Schema,
  type UnionSchema,
} from '@maat/layers';
import type { Json } from '@maat/spec-lang';
import { assertNever } from '../never.js';

export function toJson(schema: Schema, value: unknown): Json {
  switch (schema.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'enum':
      return value as Json;
    case 'uninterpreted':
      // To a lower layer, a packet of the layer above is a message like any other: a name for it will do.
      return typeof value === 'string' ? value : String(keyOf(value));
    case 'tuple':
      return fieldsToJson(schema.fields, value);
    case 'union':
      return unionToJson(schema, value as { tag: string });
    case 'null':
      if (value === null) return null;
      if (schema.of.kind !== 'null') return toJson(schema.of, value);
      return { some: toJson(schema.of, (value as { some: unknown }).some) };
    case 'set':
    case 'seq':
      return [...(value as Iterable<unknown>)].map((x) => toJson(schema.of, x));
    case 'mset':
      return (value as Mset<unknown>).occurrences().map((x) => toJson(schema.of, x));
    case 'map':
      return (value as MapOf<unknown, unknown>)
        .entries()
        .map(([k, v]) => [toJson(schema.from, k), toJson(schema.to, v)]);
    case 'array':
      return arrayToJson(value as ArrayOf<unknown, unknown>, indexSchema(schema.index), schema.of);
    default:
      return assertNever(schema);
  }
}

export function fromJson(schema: Schema, json: Json): unknown {
  switch (schema.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return json;
    case 'tuple':
      return fieldsFromJson(schema.fields, json as Record<string, Json>);
    case 'union': {
      const { tag } = json as { tag: string };
      return { tag, ...fieldsFromJson(fieldsOf(schema, tag), json as Record<string, Json>) };
    }
    case 'null': {
      if (json === null) return null;
      if (schema.of.kind !== 'null') return fromJson(schema.of, json);
      return { some: fromJson(schema.of, (json as { some: Json }).some) };
    }
    case 'set':
      return SetOf.from(list(schema.of, json));
    case 'mset':
      return Mset.of(...list(schema.of, json));
    case 'seq':
      return Seq.from(list(schema.of, json));
    case 'map':
      return MapOf.of(...entriesFromJson(schema.from, schema.to, json));
    case 'array': {
      const { otherwise, entries } = json as { otherwise: Json; entries: Json };
      return entriesFromJson(indexSchema(schema.index), schema.of, entries).reduce(
        (array, [i, x]) => array.set(i, x),
        ArrayOf.constant<unknown, unknown>(fromJson(schema.of, otherwise)),
      );
    }
    default:
      return assertNever(schema);
  }
}

function fieldsToJson(fields: readonly FieldSchema[], value: unknown): { [name: string]: Json } {
  const json: { [name: string]: Json } = {};
  for (const { name, sort } of fields)
    json[name] = toJson(sort, (value as Record<string, unknown>)[name]);
  return json;
}

function unionToJson(schema: UnionSchema, value: { readonly tag: string }): Json {
  return { tag: value.tag, ...fieldsToJson(fieldsOf(schema, value.tag), value) };
}

function fieldsFromJson(
  fields: readonly FieldSchema[],
  json: Readonly<Record<string, Json>>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, sort }) => [name, fromJson(sort, json[name] ?? null)]),
  );
}

function fieldsOf(schema: UnionSchema, tag: string): readonly FieldSchema[] {
  return schema.cases.find((c) => c.tag === tag)?.fields ?? [];
}

function list(of: Schema, json: Json): unknown[] {
  return (json as readonly Json[]).map((x) => fromJson(of, x));
}

function entriesFromJson(from: Schema, to: Schema, json: Json): [unknown, unknown][] {
  return (json as readonly (readonly [Json, Json])[]).map(([k, v]) => [
    fromJson(from, k),
    fromJson(to, v),
  ]);
}

function arrayToJson(array: ArrayOf<unknown, unknown>, index: Schema, of: Schema): Json {
  return {
    otherwise: toJson(of, array.otherwise),
    entries: array.entries().map(([i, x]) => [toJson(index, i), toJson(of, x)]),
  };
}

/** Two indices are a pair. */
function indexSchema(index: readonly Schema[]): Schema {
  const [first, second] = index;
  if (first === undefined) throw new RangeError('an array has an index');
  if (second === undefined) return first;
  return {
    kind: 'tuple',
    name: 'Pair',
    fields: [
      { name: '0', sort: first },
      { name: '1', sort: second },
    ],
  };
}
