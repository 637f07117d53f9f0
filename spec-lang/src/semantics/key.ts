/** One string for each value: equal values have equal keys, different values of a sort different ones. */
import type { State, Value } from './value.js';

/** Remembered for composite values, which states share with their successors. */
const keys = new WeakMap<object, string>();

export function keyOf(value: Value): string {
  if (typeof value !== 'object') return scalarKey(value);
  const known = keys.get(value);
  if (known !== undefined) return known;
  const key = compositeKey(value);
  keys.set(value, key);
  return key;
}

/** The same for a state, or for any list of values. */
export function stateKey(state: State): string {
  let key = '';
  for (const value of state) key += `${keyOf(value)};`;
  return key;
}

/** Strings carry their length, so that no content can be taken for punctuation. */
function scalarKey(value: boolean | number | string): string {
  if (typeof value === 'string') return `${value.length}'${value}`;
  if (typeof value === 'number') return String(value);
  return value ? 't' : 'f';
}

function compositeKey(value: Exclude<Value, boolean | number | string>): string {
  switch (value.kind) {
    case 'nil':
      return '_';
    case 'some':
      return `!${keyOf(value.value)}`;
    case 'tuple':
      return `(${value.fields.map(keyOf).join(',')})`;
    case 'union':
      return `${value.tag}(${value.fields.map(keyOf).join(',')})`;
    case 'set':
      return `{${value.elements.map(keyOf).join(',')}}`;
    case 'seq':
      return `[${value.elements.map(keyOf).join(',')}]`;
    case 'mset':
      return `<${value.counts.map(([element, count]) => `${keyOf(element)}*${count}`).join(',')}>`;
    case 'map':
      return `{${entriesKey(value.entries)}}`;
    case 'array':
      return `/${keyOf(value.otherwise)}|${entriesKey(value.entries)}/`;
  }
}

function entriesKey(entries: readonly (readonly [Value, Value])[]): string {
  return entries.map(([key, value]) => `${keyOf(key)}>${keyOf(value)}`).join(',');
}
