/** Values in JSON, as traces hold them. */
import type { Field, Sort, UnionSort } from '../ir/sort.js';
import {
  NIL,
  arrayOf,
  at,
  mapOf,
  msetOf,
  seqOf,
  setOf,
  someOf,
  tupleOf,
  unionOf,
} from './construct.js';
import { itemsOf } from './show.js';
import { printSort } from '../ir/print-sort.js';
import type { Value } from './value.js';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A value, or where in the JSON (`.from[2]`, empty: the whole) it is not one of its sort, and why. */
export type FromJson =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly path: string; readonly message: string };

/**
 * Sets, multisets and sequences become arrays, tuples objects, Null null or the value (inside
 * another Null, `{"some": value}`), unions `{"tag": …, fields}`, maps arrays of pairs, arrays
 * `{"otherwise": …, "entries": pairs}`; the rest is itself.
 */
export function valueToJson(value: Value, sort: Sort): Json {
  if (typeof value !== 'object') return value;
  switch (value.kind) {
    case 'nil':
      return null;
    case 'some':
      return someToJson(value.value, expect(sort, 'null').of);
    case 'tuple':
      return fieldsToJson(value.fields, fieldsOfTuple(sort, value.fields.length));
    case 'union':
      return {
        tag: value.tag,
        ...fieldsToJson(value.fields, caseOf(expect(sort, 'union'), value.tag)),
      };
    case 'set':
    case 'seq':
    case 'mset': {
      const of = elementSort(sort);
      return itemsOf(value).map((item) => valueToJson(item, of));
    }
    case 'map': {
      const { from, to } = expect(sort, 'map');
      return value.entries.map(([k, v]) => [valueToJson(k, from), valueToJson(v, to)]);
    }
    case 'array': {
      const { index, of } = expect(sort, 'array');
      const key = keySort(index);
      const entries = value.entries.map(([k, v]) => [valueToJson(k, key), valueToJson(v, of)]);
      return { otherwise: valueToJson(value.otherwise, of), entries };
    }
  }
}

/** Reads what valueToJson writes, and nothing else. Names of uninterpreted sorts may be any string. */
export function valueFromJson(json: unknown, sort: Sort): FromJson {
  try {
    return { ok: true, value: read(json, sort, '') };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, path: error.path, message: error.message };
    throw error;
  }
}

/** The sort of an array's keys: of two indices it is a tuple with the fields `0` and `1`. */
export function keySort(index: readonly Sort[]): Sort {
  if (index.length === 1) return at(index, 0);
  return { kind: 'tuple', name: '', fields: index.map((sort, i) => ({ name: String(i), sort })) };
}

/** At this place the JSON is no value of its sort. */
export class Unfit extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

function someToJson(value: Value, of: Sort): Json {
  const json = valueToJson(value, of);
  return of.kind === 'null' ? { some: json } : json;
}

function fieldsToJson(values: readonly Value[], fields: readonly Field[]): Record<string, Json> {
  return Object.fromEntries(fields.map((f, i) => [f.name, valueToJson(at(values, i), f.sort)]));
}

function read(json: unknown, sort: Sort, path: string): Value {
  const value = readScalar(json, sort) ?? readComposite(json, sort, path);
  if (value !== undefined) return value;
  throw new Unfit(path, `${excerpt(json)} is not of sort ${printSort(sort)}`);
}

/** Undefined when it is not a scalar of this sort. */
function readScalar(json: unknown, sort: Sort): Value | undefined {
  if (typeof json === 'boolean') return sort.kind === 'bool' ? json : undefined;
  if (typeof json === 'number') {
    const fits = sort.kind === 'int' || (sort.kind === 'nat' && json >= 0);
    return fits && Number.isSafeInteger(json) ? json : undefined;
  }
  if (typeof json !== 'string') return undefined;
  if (sort.kind === 'char') return json.length === 1 ? json : undefined;
  if (sort.kind === 'enum') return sort.values.includes(json) ? json : undefined;
  return sort.kind === 'string' || sort.kind === 'uninterpreted' ? json : undefined;
}

/** Undefined when the JSON has not even the shape; thrown when something inside is wrong. */
function readComposite(json: unknown, sort: Sort, path: string): Value | undefined {
  if (sort.kind === 'null') return readNull(json, sort.of, path);
  if (sort.kind === 'map') return mapOf(readEntries(json, sort.from, sort.to, path));
  if (Array.isArray(json)) {
    if (sort.kind === 'set') return setOf(readItems(json, sort.of, path));
    if (sort.kind === 'mset') return msetOf(readItems(json, sort.of, path));
    return sort.kind === 'seq' ? seqOf(readItems(json, sort.of, path)) : undefined;
  }
  if (!isObject(json)) return undefined;
  if (sort.kind === 'tuple') return tupleOf(readFields(json, sort.fields, [], path));
  if (sort.kind === 'union') return readUnion(json, sort, path);
  return sort.kind === 'array' ? readArray(json, sort.index, sort.of, path) : undefined;
}

function readNull(json: unknown, of: Sort, path: string): Value | undefined {
  if (json === null) return NIL;
  if (of.kind !== 'null') return someOf(read(json, of, path));
  return isObject(json) ? someOf(read(json['some'], of, `${path}.some`)) : undefined;
}

function readUnion(json: Readonly<Record<string, unknown>>, sort: UnionSort, path: string): Value {
  const found = sort.cases.find((c) => c.tag === json['tag']);
  if (found === undefined) {
    throw new Unfit(`${path}.tag`, `${excerpt(json['tag'])} is not a case of ${sort.name}`);
  }
  return unionOf(found.tag, readFields(json, found.fields, ['tag'], path));
}

function readArray(
  json: Readonly<Record<string, unknown>>,
  index: readonly Sort[],
  of: Sort,
  path: string,
): Value {
  const otherwise = read(json['otherwise'], of, `${path}.otherwise`);
  return arrayOf(otherwise, readEntries(json['entries'], keySort(index), of, `${path}.entries`));
}

function readFields(
  json: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  others: readonly string[],
  path: string,
): readonly Value[] {
  for (const name of Object.keys(json)) {
    if (!others.includes(name) && !fields.some((f) => f.name === name)) {
      throw new Unfit(`${path}.${name}`, 'there is no field of this name');
    }
  }
  return fields.map((field) => {
    if (!Object.hasOwn(json, field.name))
      throw new Unfit(path, `the field ${field.name} is missing`);
    return read(json[field.name], field.sort, `${path}.${field.name}`);
  });
}

function readItems(json: readonly unknown[], of: Sort, path: string): readonly Value[] {
  return json.map((item, i) => read(item, of, `${path}[${i}]`));
}

function readEntries(
  json: unknown,
  from: Sort,
  to: Sort,
  path: string,
): (readonly [Value, Value])[] {
  if (!Array.isArray(json)) throw new Unfit(path, `${excerpt(json)} is not a list of pairs`);
  return json.map((pair: unknown, i) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw new Unfit(`${path}[${i}]`, 'not a pair');
    return [read(pair[0], from, `${path}[${i}][0]`), read(pair[1], to, `${path}[${i}][1]`)];
  });
}

export function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function excerpt(json: unknown): string {
  const text = JSON.stringify(outermost(json, EXCERPT)) as string | undefined;
  if (text === undefined) return 'nothing';
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text;
}

const EXCERPT = 40;

/** No more of it than can be shown in so many letters: what comes from outside may be nested deeper than can be followed. */
function outermost(json: unknown, letters: number): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (letters === 0) return null;
  if (Array.isArray(json)) return json.slice(0, EXCERPT).map((x) => outermost(x, letters - 1));
  const entries = Object.entries(json).slice(0, EXCERPT);
  return Object.fromEntries(entries.map(([key, x]) => [key, outermost(x, letters - 1)]));
}

/** The sort of a value of this kind; anything else is a mistake of the caller. */
function expect<K extends Sort['kind']>(sort: Sort, kind: K): Extract<Sort, { kind: K }> {
  if (sort.kind !== kind) throw new TypeError(`a ${kind} cannot be of sort ${printSort(sort)}`);
  return sort as Extract<Sort, { kind: K }>;
}

function elementSort(sort: Sort): Sort {
  if (sort.kind === 'set' || sort.kind === 'mset' || sort.kind === 'seq') return sort.of;
  throw new TypeError(`a collection cannot be of sort ${printSort(sort)}`);
}

function fieldsOfTuple(sort: Sort, length: number): readonly Field[] {
  const { fields } = expect(sort, 'tuple');
  if (fields.length !== length)
    throw new TypeError(`${printSort(sort)} has ${fields.length} fields`);
  return fields;
}

function caseOf(sort: UnionSort, tag: string): readonly Field[] {
  const found = sort.cases.find((c) => c.tag === tag);
  if (found === undefined) throw new TypeError(`${tag} is not a case of ${sort.name}`);
  return found.fields;
}
