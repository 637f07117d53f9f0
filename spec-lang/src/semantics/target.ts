/** Where an assignment writes: a variable, an element, a field, or a path of these. */
import type { Expr } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';
import type { PathStep, Target } from '../ir/stmt.js';
import type { Code, Machine } from './context.js';
import { keyFrom, readAt, updateAt } from './operators/functions.js';
import { fieldReader, fieldSort, fieldWriter, type Fail } from './select.js';
import type { Value } from './value.js';

export interface Writer {
  /** The sort of what is written. */
  readonly sort: Sort;
  /** The variable's new value, from its old one. */
  readonly write: (old: Value, value: Value, machine: Machine, fail: Fail) => Value;
}

/** `variable` is the sort that the variable was declared with; the path goes inwards from there. */
export function writerOf(variable: Sort, target: Target, compile: (expr: Expr) => Code): Writer {
  return along(variable, target.path, compile);
}

function along(sort: Sort, path: readonly PathStep[], compile: (expr: Expr) => Code): Writer {
  const [step, ...rest] = path;
  if (step === undefined) return { sort, write: (_old, value) => value };
  return step.kind === 'at'
    ? element(
        sort,
        step.index.map(compile),
        along(elementSort(sort), rest, compile),
        rest.length > 0,
      )
    : field(sort, step.name, along(fieldSort(sort, step.name), rest, compile));
}

/** The old element is read only when the path goes on, so that `m[k] := e` may define k. */
function element(of: Sort, index: readonly Code[], inner: Writer, deep: boolean): Writer {
  if (of.kind !== 'array' && index.length !== 1) throw new TypeError('one index is meant here');
  return {
    sort: inner.sort,
    write: (old, value, machine, fail) => {
      const key = keyFrom(index.map((code) => code(machine)));
      const changed = deep ? inner.write(readAt(old, key, fail), value, machine, fail) : value;
      return updateAt(old, key, changed, fail);
    },
  };
}

function field(of: Sort, name: string, inner: Writer): Writer {
  const read = fieldReader(of, name);
  const write = fieldWriter(of, name);
  return {
    sort: inner.sort,
    write: (old, value, machine, fail) =>
      write(old, inner.write(read(old, fail), value, machine, fail), fail),
  };
}

function elementSort(sort: Sort): Sort {
  if (sort.kind === 'map') return sort.to;
  if (sort.kind === 'array' || sort.kind === 'seq') return sort.of;
  throw new TypeError(`${sort.kind} has no elements to assign to`);
}
