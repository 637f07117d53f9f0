/** Reading and changing a field of a tuple or union. */
import type { Sort } from '../ir/sort.js';
import { at, tupleOf, unionOf } from './construct.js';
import type { Value } from './value.js';

export type Fail = (reason: string) => never;

/** How `e.field` is read when e is of this sort. */
export function fieldReader(sort: Sort, field: string): (of: Value, fail: Fail) => Value {
  const positions = positionsOf(sort, field);
  return (of, fail) => {
    const position = positions(of);
    if (position < 0) return fail(`.${field} of another case`);
    return at(fieldsOf(of), position);
  };
}

/** How `e.field` is replaced; the case of a union stays. */
export function fieldWriter(
  sort: Sort,
  field: string,
): (of: Value, value: Value, fail: Fail) => Value {
  const positions = positionsOf(sort, field);
  return (of, value, fail) => {
    const position = positions(of);
    if (position < 0) return fail(`.${field} of another case`);
    const fields = fieldsOf(of).map((old, i) => (i === position ? value : old));
    return typeof of === 'object' && of.kind === 'union'
      ? unionOf(of.tag, fields)
      : tupleOf(fields);
  };
}

/** The sort of the field. */
export function fieldSort(sort: Sort, field: string): Sort {
  const fields =
    sort.kind === 'tuple'
      ? sort.fields
      : sort.kind === 'union'
        ? sort.cases.flatMap((c) => c.fields)
        : [];
  const found = fields.find((f) => f.name === field);
  if (found === undefined) throw new TypeError(`no field ${field}`);
  return found.sort;
}

/** The field's position in a value, or -1 when the value is of a case without it. */
function positionsOf(sort: Sort, field: string): (of: Value) => number {
  if (sort.kind === 'tuple') {
    const position = sort.fields.findIndex((f) => f.name === field);
    return () => position;
  }
  if (sort.kind !== 'union') throw new TypeError(`${sort.kind} has no fields`);
  const byTag = new Map(
    sort.cases.map((c) => [c.tag, c.fields.findIndex((f) => f.name === field)]),
  );
  return (of) => (typeof of === 'object' && of.kind === 'union' ? (byTag.get(of.tag) ?? -1) : -1);
}

function fieldsOf(of: Value): readonly Value[] {
  if (typeof of === 'object' && (of.kind === 'tuple' || of.kind === 'union')) return of.fields;
  throw new TypeError('a value without fields');
}
