/** All values of a sort in a scope, when they are finitely many; and the value an array defaults to. */
import type { Field, Sort } from '../ir/sort.js';
import type { Span } from '../text/span.js';
import {
  EMPTY_MAP,
  EMPTY_MSET,
  EMPTY_SEQ,
  EMPTY_SET,
  NIL,
  arrayOf,
  at,
  mapOf,
  setOf,
  someOf,
  tupleOf,
  unionOf,
  type Entry,
} from './construct.js';
import { compareValues } from './compare.js';
import { specError } from './failure.js';
import { ENDLESS_SORTS, type Scope } from './scope.js';
import { printSort } from '../ir/print-sort.js';
import { sortParts } from '../ir/sort-parts.js';
import type { Value } from './value.js';

/** More values than this are not enumerated. */
const ENUMERATION_LIMIT = 1_000_000;

const remembered = new WeakMap<Scope, Map<string, readonly Value[]>>();

/**
 * The values of the sort in canonical order, or undefined when they are infinitely many. Throws a
 * SpecError (at `span`) when they are more than the limit, or when the scope lacks a sort.
 */
export function domainOf(sort: Sort, scope: Scope, span: Span): readonly Value[] | undefined {
  const name = printSort(sort);
  const known = remembered.get(scope)?.get(name);
  if (known !== undefined) return known;
  const size = domainSize(sort, scope, span);
  if (size === Infinity) return undefined;
  const values = enumerated(sort, scope, span, size);
  const ofScope = remembered.get(scope) ?? new Map<string, readonly Value[]>();
  remembered.set(scope, ofScope.set(name, values));
  return values;
}

function enumerated(sort: Sort, scope: Scope, span: Span, size: number): readonly Value[] {
  if (size > ENUMERATION_LIMIT) {
    const message = `${printSort(sort)} has ${size} values in this scope, too many to try them all`;
    throw specError('E0607', span, message);
  }
  return [...enumerate(sort, scope, span)].sort(compareValues);
}

/** As domainOf, but an infinite sort is an error that says what was to range over it. */
export function finiteDomain(sort: Sort, scope: Scope, span: Span, what: string): readonly Value[] {
  const values = domainOf(sort, scope, span);
  if (values !== undefined) return values;
  const message = `${what} ranges over ${printSort(sort)}, which is infinite; give a set with \\in, or bound it`;
  throw specError('E0602', span, message);
}

/** How many values the sort has; Infinity when there is no end, unless it is said how many of the endless ones count. */
export function domainSize(
  sort: Sort,
  scope: Scope,
  span: Span,
  endless: (sort: Sort) => number = () => Infinity,
): number {
  const sizeOf = (s: Sort): number => domainSize(s, scope, span, endless);
  const sizes = (sorts: readonly Sort[]): number =>
    sorts.map(sizeOf).reduce((a, b) => (a === 0 || b === 0 ? 0 : a * b), 1);
  switch (sort.kind) {
    case 'bool':
      return 2;
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
      return endless(sort);
    case 'seq':
    case 'mset':
      return Infinity;
    case 'uninterpreted':
      return elementsOf(sort.name, scope, span).length;
    case 'enum':
      return sort.values.length;
    case 'tuple':
      return sizes(sortParts(sort));
    case 'union':
      return sort.cases.map((c) => sizes(c.fields.map((f) => f.sort))).reduce((a, b) => a + b, 0);
    case 'null':
      return 1 + sizeOf(sort.of);
    case 'set':
      return 2 ** sizeOf(sort.of);
    case 'map':
      return (1 + sizeOf(sort.to)) ** sizeOf(sort.from);
    case 'array':
      return sizeOf(sort.of) ** sizes(sort.index);
  }
}

/**
 * Values of an infinite sort to try where nothing else bounds a parameter or what a variable begins with: `Nat=4` in the scope
 * means 0 to 3, `Int=4` -3 to 3, `String=2` two strings, there and within tuples, unions, sets and maps.
 * Undefined when the scope gives none.
 */
export function boundedByScope(sort: Sort, scope: Scope, span: Span): readonly Value[] | undefined {
  const size = domainSize(sort, scope, span, (s) => scoped(s, scope)?.length ?? Infinity);
  if (size === Infinity) return undefined;
  return enumerated(sort, scope, span, size);
}

/** The endless sorts within, of which the scope should say how many values to try; none where that would not do. */
export function sizesLacking(sort: Sort, scope: Scope, span: Span): readonly string[] {
  const lacking = new Set<string>();
  const isEnough = domainSize(sort, scope, span, (s) => {
    if (!ENDLESS_SORTS.includes(printSort(s))) return Infinity;
    if (scoped(s, scope) === undefined) lacking.add(printSort(s));
    return 1;
  });
  return isEnough === Infinity ? [] : [...lacking];
}

function scoped(sort: Sort, scope: Scope): readonly Value[] | undefined {
  const elements = scope.sorts.get(printSort(sort));
  if (elements === undefined || sortParts(sort).length > 0) return undefined;
  if (sort.kind === 'nat') return elements.map((_, i) => i);
  if (sort.kind !== 'int') return elements;
  return [...elements.map((_, i) => -i).reverse(), ...elements.map((_, i) => i).slice(1)].map(
    (n) => n + 0,
  );
}

/**
 * The value that arrays of this element sort hold where nothing else is said. Fixing it makes
 * arrays over finite indices canonical: two that agree everywhere are represented alike.
 */
export function defaultValue(sort: Sort, scope: Scope, span: Span): Value {
  switch (sort.kind) {
    case 'bool':
      return false;
    case 'nat':
    case 'int':
      return 0;
    case 'char':
    case 'string':
      return '';
    case 'uninterpreted':
      return elementsOf(sort.name, scope, span)[0] ?? '';
    case 'enum':
      return sort.values[0] ?? '';
    case 'tuple':
      return tupleOf(defaults(sort.fields, scope, span));
    case 'union': {
      const first = at(sort.cases, 0);
      return unionOf(first.tag, defaults(first.fields, scope, span));
    }
    case 'null':
      return NIL;
    case 'set':
      return EMPTY_SET;
    case 'mset':
      return EMPTY_MSET;
    case 'seq':
      return EMPTY_SEQ;
    case 'map':
      return EMPTY_MAP;
    case 'array':
      return arrayOf(defaultValue(sort.of, scope, span));
  }
}

/** The elements that the scope gives to an uninterpreted sort. */
export function elementsOf(name: string, scope: Scope, span: Span): readonly string[] {
  const elements = scope.sorts.get(name);
  if (elements === undefined) throw specError('E0604', span, `the scope gives no size for ${name}`);
  return elements;
}

function defaults(fields: readonly Field[], scope: Scope, span: Span): readonly Value[] {
  return fields.map((f) => defaultValue(f.sort, scope, span));
}

function enumerate(sort: Sort, scope: Scope, span: Span): readonly Value[] {
  const all = (s: Sort): readonly Value[] => enumerate(s, scope, span);
  switch (sort.kind) {
    case 'bool':
      return [false, true];
    case 'uninterpreted':
      return elementsOf(sort.name, scope, span);
    case 'enum':
      return sort.values;
    case 'tuple':
      return product(sort.fields.map((f) => all(f.sort))).map(tupleOf);
    case 'union':
      return sort.cases.flatMap((c) =>
        product(c.fields.map((f) => all(f.sort))).map((fields) => unionOf(c.tag, fields)),
      );
    case 'null':
      return [NIL, ...all(sort.of).map(someOf)];
    case 'set':
      return subsetsOf(all(sort.of)).map(setOf);
    case 'map':
      return functions(all(sort.from), all(sort.to), true).map(mapOf);
    case 'array': {
      const keys = keysOf(sort.index, scope, span) ?? tuples(sort.index.map(all));
      const otherwise = defaultValue(sort.of, scope, span);
      return functions(keys, all(sort.of), false).map((entries) => arrayOf(otherwise, entries));
    }
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'seq':
    case 'mset': {
      const values = scoped(sort, scope);
      if (values === undefined) throw new TypeError(`${printSort(sort)} is infinite`);
      return values;
    }
  }
}

/** All keys of an array with these indices (tuples when there are two), or undefined. */
export function keysOf(
  index: readonly Sort[],
  scope: Scope,
  span: Span,
): readonly Value[] | undefined {
  const domains: (readonly Value[])[] = [];
  for (const sort of index) {
    const domain = domainOf(sort, scope, span);
    if (domain === undefined) return undefined;
    domains.push(domain);
  }
  return tuples(domains);
}

function tuples(domains: readonly (readonly Value[])[]): readonly Value[] {
  return domains.length === 1 ? at(domains, 0) : product(domains).map(tupleOf);
}

/** One of each, in all ways; the last varies fastest. */
export function product<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (heads, next) => heads.flatMap((head) => next.map((last) => [...head, last])),
    [[]],
  );
}

export function subsetsOf<T>(elements: readonly T[]): readonly (readonly T[])[] {
  return elements.reduce<readonly (readonly T[])[]>(
    (subsets, element) => [...subsets, ...subsets.map((s) => [...s, element])],
    [[]],
  );
}

/** All functions from the keys to the values, as entries; partial ones too when asked. */
function functions(
  keys: readonly Value[],
  values: readonly Value[],
  partial: boolean,
): readonly (readonly Entry[])[] {
  const images = partial ? [undefined, ...values] : values;
  return product(keys.map(() => images)).map((chosen) =>
    chosen.flatMap((value, i): readonly Entry[] =>
      value === undefined ? [] : [[at(keys, i), value]],
    ),
  );
}
