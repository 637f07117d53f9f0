/** The finite instance that is meant: elements of the uninterpreted sorts, values of parameters. */
import { printSort } from '../ir/print-sort.js';
import type { Automaton, Parameters } from '../ir/program.js';
import type { Bound } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';
import { diagnostic } from '../text/catalogue.js';
import type { Checked, Diagnostic } from '../text/diagnostic.js';

import type { Value } from './value.js';
import { sortParts } from '../ir/sort-parts.js';
import { uninterpretedSorts } from './used-sorts.js';

export interface Scope {
  /** The elements of each uninterpreted sort, in canonical order. */
  readonly sorts: ReadonlyMap<string, readonly string[]>;
  /** The values of the automaton's value parameters. */
  readonly values: ReadonlyMap<string, Value>;
}

export const EMPTY_SCOPE: Scope = { sorts: new Map(), values: new Map() };

/**
 * Sorts with more values than can be tried: a scope may say how many there are, as `String=2`, where nothing else
 * bounds a parameter.
 */
export const ENDLESS_SORTS: readonly string[] = ['Nat', 'Int', 'String'];

/** `Node=3` means node0, node1, node2. */
export function elementNames(sort: string, size: number): readonly string[] {
  return Array.from({ length: size }, (_, i) => `${sort.toLowerCase()}${i}`);
}

/**
 * Reads `Node=3,N=4`: sizes of sorts and values of parameters (whole numbers, `true`, `false`, or
 * a name). With `parameters` each name goes where it belongs; without, a number counts as both.
 * Places in diagnostics are offsets in the text, whose file is called `--scope`.
 */
export function parseScope(text: string, parameters?: Parameters): Checked<Scope> {
  const sorts = new Map<string, readonly string[]>();
  const values = new Map<string, Value>();
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  for (const piece of text.split(',')) {
    const entry = /^\s*([\w.]+)\s*=\s*(-?\w+)\s*$/.exec(piece);
    const span = { file: '--scope', start, end: start + piece.length };
    start += piece.length + 1;
    if (text.trim() === '') break;
    if (entry === null) {
      diagnostics.push(diagnostic('E0609', span, `'${piece.trim()}' is not NAME=SIZE`));
      continue;
    }
    const [, name = '', size = ''] = entry;
    if (parameters?.values.some((v) => v.name === name) !== true && /^\d+$/.test(size)) {
      sorts.set(name, elementNames(name, Number(size)));
    }
    if (parameters?.types.includes(name) !== true) values.set(name, scalar(size));
  }
  return { value: { sorts, values }, diagnostics };
}

/** What the scope lacks to make this automaton finite: one diagnostic that lists it all, or none. */
export function checkScope(automaton: Automaton, scope: Scope): readonly Diagnostic[] {
  const lacking = [
    ...uninterpretedSorts(automaton)
      .filter((name) => !scope.sorts.has(name))
      .map((name) => `${name}=SIZE`),
    ...automaton.parameters.values
      .filter((v) => !scope.values.has(v.name))
      .map((v) => `${v.name}=VALUE (${taken(v.sort, scope)})`),
  ];
  if (lacking.length > 0) {
    const message = `${automaton.name} needs a scope: give ${lacking.join(', ')}`;
    return [diagnostic('E0604', automaton.span, message)];
  }
  return automaton.parameters.values.flatMap((v) => checkValue(automaton, v, scope));
}

function checkValue(automaton: Automaton, bound: Bound, scope: Scope): readonly Diagnostic[] {
  const value = scope.values.get(bound.name);
  if (value === undefined || fits(value, bound.sort, scope)) return [];
  const message = `the scope's value for ${bound.name} is not of its sort; it takes ${taken(bound.sort, scope)}`;
  return [diagnostic('E0604', automaton.span, message)];
}

function taken(sort: Sort, scope: Scope): string {
  const names =
    sort.kind === 'enum'
      ? sort.values
      : sort.kind === 'uninterpreted'
        ? (scope.sorts.get(sort.name) ?? [])
        : [];
  return names.length === 0 ? `a ${printSort(sort)}` : `one of ${names.join(', ')}`;
}

/** Whether a value that was given as text can be of this sort; composite values come from programs. */
function fits(value: Value, sort: Sort, scope: Scope): boolean {
  if (sort.kind === 'nat') return typeof value === 'number' && value >= 0;
  if (sort.kind === 'int') return typeof value === 'number';
  if (sort.kind === 'bool') return typeof value === 'boolean';
  if (sortParts(sort).length > 0 || sort.kind === 'tuple' || sort.kind === 'union') {
    return typeof value === 'object';
  }
  if (typeof value !== 'string') return false;
  if (sort.kind === 'enum') return sort.values.includes(value);
  return sort.kind !== 'uninterpreted' || scope.sorts.get(sort.name)?.includes(value) === true;
}

function scalar(text: string): Value {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return text;
}
