/** Values as text for people, in the language's own notation as far as it has one. */
import type { Field, Sort } from '../ir/sort.js';
import { at } from './construct.js';
import type { Value } from './value.js';

/**
 * `[from: a, msg: "x"]`, `{a, b}`, `{k -> v}`, `embed(v)`, `upd(3, m)`; an array shows its
 * exceptions first and what it holds elsewhere after `_ ->`.
 */
export function showValue(value: Value, sort: Sort): string {
  switch (sort.kind) {
    case 'string':
      return JSON.stringify(value);
    case 'char':
      return `'${String(scalar(value))}'`;
    case 'bool':
    case 'nat':
    case 'int':
    case 'uninterpreted':
    case 'enum':
      return String(scalar(value));
    case 'tuple':
      return `[${showFields(fieldsOf(value), sort.fields, true)}]`;
    case 'union':
      return showUnion(value, sort.cases);
    case 'null':
      return isKind(value, 'some') ? `embed(${showValue(value.value, sort.of)})` : 'nil';
    case 'set':
    case 'mset':
    case 'seq':
      return `{${itemsOf(value)
        .map((item) => showValue(item, sort.of))
        .join(', ')}}`;
    case 'map':
      return `{${showEntries(value, sort.from, sort.to).join(', ')}}`;
    case 'array':
      return showArray(value, sort.index, sort.of);
  }
}

/** The elements of a set, multiset (each as often as it is in) or sequence; of another value, none. */
export function itemsOf(value: Value): readonly Value[] {
  if (typeof value !== 'object') return [];
  if (value.kind === 'set' || value.kind === 'seq') return value.elements;
  if (value.kind !== 'mset') return [];
  return value.counts.flatMap(([element, count]) => Array.from({ length: count }, () => element));
}

function showUnion(
  value: Value,
  cases: readonly { readonly tag: string; readonly fields: readonly Field[] }[],
): string {
  if (!isKind(value, 'union')) return unfit(value);
  const fields = cases.find((c) => c.tag === value.tag)?.fields ?? [];
  return fields.length === 0
    ? value.tag
    : `${value.tag}(${showFields(value.fields, fields, false)})`;
}

function showArray(value: Value, index: readonly Sort[], of: Sort): string {
  if (!isKind(value, 'array')) return unfit(value);
  const key: Sort =
    index.length === 1
      ? at(index, 0)
      : { kind: 'tuple', name: '', fields: index.map((sort) => ({ name: '', sort })) };
  const entries = showEntries(value, key, of);
  return `{${[...entries, `_ -> ${showValue(value.otherwise, of)}`].join(', ')}}`;
}

function showEntries(value: Value, from: Sort, to: Sort): readonly string[] {
  if (!isKind(value, 'map') && !isKind(value, 'array')) return [];
  return value.entries.map(([k, v]) => `${showValue(k, from)} -> ${showValue(v, to)}`);
}

function showFields(values: readonly Value[], fields: readonly Field[], named: boolean): string {
  return fields
    .map((field, i) => {
      const shown = showValue(at(values, i), field.sort);
      return named && field.name !== '' ? `${field.name}: ${shown}` : shown;
    })
    .join(', ');
}

function fieldsOf(value: Value): readonly Value[] {
  return isKind(value, 'tuple') ? value.fields : [];
}

function scalar(value: Value): boolean | number | string {
  return typeof value === 'object' ? unfit(value) : value;
}

type Composite = Exclude<Value, boolean | number | string>;

function isKind<K extends Composite['kind']>(
  value: Value,
  kind: K,
): value is Extract<Value, { kind: K }> {
  return typeof value === 'object' && value.kind === kind;
}

/** A value that does not belong to its sort can only come from a mistake of ours; show it all the same. */
function unfit(value: Value): string {
  return `?${JSON.stringify(value)}`;
}
