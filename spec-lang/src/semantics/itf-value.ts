/** Values as other tools write them in Apalache's Informal Trace Format, read back by their sort. */
import type { Field, Sort, UnionSort } from '../ir/sort.js';
import { printSort } from '../ir/print-sort.js';
import { NOWHERE } from '../text/span.js';
import {
  NIL,
  arrayOf,
  mapOf,
  msetOfCounts,
  seqOf,
  setOf,
  someOf,
  tupleOf,
  unionOf,
  type Entry,
} from './construct.js';
import { compareValues } from './compare.js';
import { defaultValue, keysOf } from './domain.js';
import { excerpt, isObject, keySort, Unfit, type FromJson } from './json.js';
import { keyOf } from './key.js';
import type { Scope } from './scope.js';
import { showValue } from './show.js';
import type { Value } from './value.js';

/** Reads what valueToItf writes, numbers without `#bigint`, and lists for tuples without names. */
export function valueFromItf(json: unknown, sort: Sort, scope: Scope): FromJson {
  try {
    return { ok: true, value: read(json, sort, { path: '', scope }) };
  } catch (error) {
    if (error instanceof Unfit) return { ok: false, path: error.path, message: error.message };
    throw error;
  }
}

/** Where in the JSON, and in what scope. */
interface Site {
  readonly path: string;
  readonly scope: Scope;
}

function read(json: unknown, sort: Sort, site: Site): Value {
  switch (sort.kind) {
    case 'bool':
      return typeof json === 'boolean' ? json : unfit(json, sort, site);
    case 'nat':
    case 'int':
      return readNumber(json, sort, site);
    case 'char':
      return typeof json === 'string' && json.length === 1 ? json : unfit(json, sort, site);
    case 'string':
      return typeof json === 'string' ? json : unfit(json, sort, site);
    case 'enum':
      return oneOf(json, sort.values, sort, site);
    case 'uninterpreted':
      return oneOf(json, site.scope.sorts.get(sort.name) ?? [], sort, site);
    case 'tuple':
      return tupleOf(readTuple(json, sort, site));
    case 'union':
      return readUnion(json, sort, site);
    case 'null':
      return readNull(json, sort, site);
    case 'set':
      return setOf(readItems(member(json, '#set', sort, site), sort.of, inside(site, '.#set')));
    case 'seq':
      return seqOf(readItems(json, sort.of, site));
    case 'mset':
      return readMset(json, sort, site);
    case 'map':
      return mapOf(readEntries(json, sort.from, sort.to, sort, site));
    case 'array':
      return readArray(json, sort, site);
  }
}

function readNumber(json: unknown, sort: Sort, site: Site): number {
  const text = isObject(json) ? json['#bigint'] : undefined;
  const isWhole = typeof text === 'string' && /^-?\d+$/.test(text);
  const number = isWhole ? Number(text) : json;
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return unfit(json, sort, site);
  return sort.kind === 'nat' && number < 0 ? unfit(json, sort, site) : number;
}

function oneOf(json: unknown, names: readonly string[], sort: Sort, site: Site): string {
  if (typeof json === 'string' && names.includes(json)) return json;
  const known = names.length > 8 ? [...names.slice(0, 8), '…'] : names;
  throw new Unfit(
    site.path,
    `${excerpt(json)} is none of ${printSort(sort)}: here these are ${known.join(', ')}`,
  );
}

/** With names a record, without a `#tup`. */
function readTuple(
  json: unknown,
  sort: Extract<Sort, { kind: 'tuple' }>,
  site: Site,
): readonly Value[] {
  if (isObject(json) && !('#tup' in json)) return readFields(json, sort.fields, site);
  const items = isObject(json) ? json['#tup'] : json;
  if (!Array.isArray(items) || items.length !== sort.fields.length) return unfit(json, sort, site);
  return sort.fields.map((f, i) => read(items[i], f.sort, inside(site, `[${i}]`)));
}

function readFields(
  json: Readonly<Record<string, unknown>>,
  fields: readonly Field[],
  site: Site,
): readonly Value[] {
  const stranger = Object.keys(json).find((name) => !fields.some((f) => f.name === name));
  if (stranger !== undefined)
    throw new Unfit(`${site.path}.${stranger}`, 'there is no field of this name');
  return fields.map((field) => {
    if (!Object.hasOwn(json, field.name))
      throw new Unfit(site.path, `the field ${field.name} is missing`);
    return read(json[field.name], field.sort, inside(site, `.${field.name}`));
  });
}

function readUnion(json: unknown, sort: UnionSort, site: Site): Value {
  const tag = member(json, 'tag', sort, site);
  const found = sort.cases.find((c) => c.tag === tag);
  if (found === undefined)
    throw new Unfit(`${site.path}.tag`, `${excerpt(tag)} is not a case of ${sort.name}`);
  const content = isObject(json) ? (json['value'] ?? {}) : {};
  if (!isObject(content)) return unfit(content, sort, inside(site, '.value'));
  // Other tools write what a case without fields holds as a tag of its own.
  const isUnit = found.fields.length === 0 && content['tag'] === 'UNIT';
  return unionOf(
    found.tag,
    isUnit ? [] : readFields(content, found.fields, inside(site, '.value')),
  );
}

function readNull(json: unknown, sort: Extract<Sort, { kind: 'null' }>, site: Site): Value {
  const tag = member(json, 'tag', sort, site);
  if (tag === 'None') return NIL;
  if (tag !== 'Some') throw new Unfit(`${site.path}.tag`, `${excerpt(tag)} is not None or Some`);
  return someOf(read(member(json, 'value', sort, site), sort.of, inside(site, '.value')));
}

function readMset(json: unknown, sort: Extract<Sort, { kind: 'mset' }>, site: Site): Value {
  const counts = readEntries(json, sort.of, { kind: 'nat' }, sort, site);
  return msetOfCounts(
    mapOf(counts).entries.map(([value, count]) => [value, count as number] as const),
  );
}

/** Over finitely many indices all of them are there; over others `otherwise` says what the rest is. */
function readArray(json: unknown, sort: Extract<Sort, { kind: 'array' }>, site: Site): Value {
  const key = keySort(sort.index);
  if (isObject(json) && 'otherwise' in json) {
    const otherwise = read(json['otherwise'], sort.of, inside(site, '.otherwise'));
    const entries = readEntries(json['entries'], key, sort.of, sort, inside(site, '.entries'));
    return arrayOf(otherwise, entries);
  }
  const entries = readEntries(json, key, sort.of, sort, site);
  const given = new Set(entries.map(([k]) => keyOf(k)));
  const missing = keysOf(sort.index, site.scope, NOWHERE)?.find((k) => !given.has(keyOf(k)));
  if (missing !== undefined)
    throw new Unfit(site.path, `nothing is said of index ${showValue(missing, key)}`);
  const [first] = entries;
  return arrayOf(first?.[1] ?? defaultValue(sort.of, site.scope, NOWHERE), entries);
}

function readEntries(json: unknown, from: Sort, to: Sort, sort: Sort, site: Site): Entry[] {
  const pairs = member(json, '#map', sort, site);
  if (!Array.isArray(pairs)) return unfit(json, sort, site);
  const entries = pairs.map((pair: unknown, i): Entry => {
    const at = inside(site, `.#map[${i}]`);
    if (!Array.isArray(pair) || pair.length !== 2) throw new Unfit(at.path, 'not a pair');
    return [read(pair[0], from, inside(at, '[0]')), read(pair[1], to, inside(at, '[1]'))];
  });
  const sorted = entries.map(([k]) => k).sort(compareValues);
  const twice = sorted.find((k, i) => i > 0 && keyOf(k) === keyOf(sorted[i - 1] as Value));
  if (twice === undefined) return entries;
  throw new Unfit(site.path, `${showValue(twice, from)} is there twice`);
}

function readItems(json: unknown, of: Sort, site: Site): readonly Value[] {
  if (!Array.isArray(json)) throw new Unfit(site.path, `${excerpt(json)} is not a list`);
  return json.map((item, i) => read(item, of, inside(site, `[${i}]`)));
}

function member(json: unknown, name: string, sort: Sort, site: Site): unknown {
  return isObject(json) && name in json ? json[name] : unfit(json, sort, site);
}

function inside({ path, scope }: Site, step: string): Site {
  return { path: `${path}${step}`, scope };
}

function unfit(json: unknown, sort: Sort, site: Site): never {
  throw new Unfit(site.path, `${excerpt(json)} is not of sort ${printSort(sort)}`);
}
