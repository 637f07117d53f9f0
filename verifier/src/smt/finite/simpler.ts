/** Values that say less: one truth, one element, one entry or one unit fewer. */
import {
  mapOf,
  msetOfCounts,
  seqOf,
  setOf,
  someOf,
  sortedArray,
  tupleOf,
  unionOf,
  equalValues,
  type Value,
} from '@maat/spec-lang';

/** Each is one step simpler, so that taking such steps comes to an end. */
export function simpler(value: Value): readonly Value[] {
  if (value === true) return [false];
  if (typeof value === 'number') return value === 0 ? [] : [0, value - Math.sign(value)];
  if (typeof value !== 'object') return [];
  switch (value.kind) {
    case 'nil':
      return [];
    case 'some':
      return [{ kind: 'nil' }, ...simpler(value.value).map(someOf)];
    case 'tuple':
      return inOnePlace(value.fields).map(tupleOf);
    case 'union':
      return inOnePlace(value.fields).map((fields) => unionOf(value.tag, fields));
    case 'set':
      return withoutOne(value.elements).map(setOf);
    case 'mset':
      return value.counts.map((_, i) =>
        msetOfCounts(
          value.counts
            .map(([e, n], j) => [e, i === j ? n - 1 : n] as const)
            .filter(([, n]) => n > 0),
        ),
      );
    case 'seq':
      return [...withoutOne(value.elements), ...inOnePlace(value.elements)].map(seqOf);
    case 'map':
      return [...withoutOne(value.entries), ...entriesSimpler(value.entries)].map(mapOf);
    case 'array':
      return [...withoutOne(value.entries), ...entriesSimpler(value.entries)].map((entries) =>
        sortedArray(
          value.otherwise,
          entries.filter(([, v]) => !equalValues(v, value.otherwise)),
        ),
      );
  }
}

/** How much it says: the truths, elements, entries and units in it. */
export function weightOf(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return 0;
  const sum = (values: readonly Value[]): number =>
    values.reduce<number>((n, v) => n + weightOf(v), 0);
  switch (value.kind) {
    case 'nil':
      return 0;
    case 'some':
      return 1 + weightOf(value.value);
    case 'tuple':
    case 'union':
      return sum(value.fields);
    case 'set':
    case 'seq':
      return value.elements.length + sum(value.elements);
    case 'mset':
      return value.counts.reduce((n, [, count]) => n + count, 0);
    case 'map':
    case 'array':
      return value.entries.length + sum(value.entries.map(([, v]) => v));
  }
}

function withoutOne<T>(items: readonly T[]): readonly (readonly T[])[] {
  return items.map((_, i) => items.toSpliced(i, 1));
}

function inOnePlace(values: readonly Value[]): readonly (readonly Value[])[] {
  return values.flatMap((v, i) => simpler(v).map((s) => values.with(i, s)));
}

type Entries = readonly (readonly [Value, Value])[];

function entriesSimpler(entries: Entries): readonly Entries[] {
  return entries.flatMap(([k, v], i) => simpler(v).map((s) => entries.with(i, [k, s] as const)));
}
