/** The finite instance that is meant: elements of the uninterpreted sorts, values of parameters. */
import { printSort } from '../ir/print-sort.js';
import type { Automaton, Parameters } from '../ir/program.js';
import type { Bound } from '../ir/expr.js';
import type { Sort } from '../ir/sort.js';
import { diagnostic } from '../text/catalogue.js';
import type { Checked, Diagnostic } from '../text/diagnostic.js';

import type { Value } from './value.js';
import { sortParts } from '../ir/sort-parts.js';
import { scalarOf, valueOfText } from './scope-value.js';
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
 * Reads `Node=3,N=4,all={node0,node1}`: sizes of sorts and values of parameters (whole numbers, `true`, `false`,
 * a name, or what is made of these). With `parameters` each name goes where it belongs; without, a number counts as both.
 * Places in diagnostics are offsets in the text, whose file is called `--scope`.
 */
export function parseScope(text: string, parameters?: Parameters): Checked<Scope> {
  const sorts = new Map<string, readonly string[]>();
  const values = new Map<string, Value>();
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  for (const piece of pieces(text)) {
    const entry = /^\s*([\w.]+)\s*=\s*(-?\w+|[{["][^]*|embed\s*\([^]*)\s*$/.exec(piece);
    const span = { file: '--scope', start, end: start + piece.length };
    start += piece.length + 1;
    if (text.trim() === '') break;
    if (entry === null) {
      diagnostics.push(diagnostic('E0609', span, `'${piece.trim()}' is not NAME=SIZE`));
      continue;
    }
    const [, name = '', size = ''] = entry;
    const sort = parameters?.values.find((v) => v.name === name)?.sort;
    const value = sort === undefined ? scalarOf(size) : valueOfText(size, sort);
    if (value === undefined || (sort === undefined && !/^-?\w+$/.test(size))) {
      const wanted = sort === undefined ? 'a size' : `a ${printSort(sort)}${writtenAs(sort)}`;
      diagnostics.push(
        diagnostic('E0609', span, `${name} is given '${size.trim()}', which is not ${wanted}`),
      );
      continue;
    }
    if (parameters?.values.some((v) => v.name === name) !== true && /^\d+$/.test(size)) {
      sorts.set(name, elementNames(name, Number(size)));
    }
    if (parameters?.types.includes(name) !== true) values.set(name, value);
  }
  return { value: { sorts, values }, diagnostics };
}

/** At the commas outside of brackets. */
function pieces(text: string): readonly string[] {
  const found = [''];
  let depth = 0;
  for (const c of text) {
    if ('{[('.includes(c)) depth += 1;
    if ('}])'.includes(c)) depth -= 1;
    if (c === ',' && depth <= 0) found.push('');
    else found.push(`${found.pop() ?? ''}${c}`);
  }
  return found;
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
  return names.length === 0
    ? `a ${printSort(sort)}${writtenAs(sort)}`
    : `one of ${names.join(', ')}`;
}

function writtenAs({ kind }: Sort): string {
  if (kind === 'set' || kind === 'mset' || kind === 'seq') return ', as {a, b}';
  return kind === 'map' ? ', as {a -> b}' : kind === 'tuple' ? ', as [a, b]' : '';
}

/** Whether a value that was given as text can be of this sort. */
function fits(value: Value, sort: Sort, scope: Scope): boolean {
  if (sort.kind === 'nat') return typeof value === 'number' && value >= 0;
  if (sort.kind === 'int') return typeof value === 'number';
  if (sort.kind === 'bool') return typeof value === 'boolean';
  if (sortParts(sort).length > 0 || sort.kind === 'tuple' || sort.kind === 'union') {
    return typeof value === 'object' && partsFit(value, sort, scope);
  }
  if (typeof value !== 'string') return false;
  if (sort.kind === 'enum') return sort.values.includes(value);
  return sort.kind !== 'uninterpreted' || scope.sorts.get(sort.name)?.includes(value) === true;
}

function partsFit(value: Composite, sort: Sort, scope: Scope): boolean {
  if (value.kind === 'set' || value.kind === 'seq') {
    const of = sort.kind === 'set' || sort.kind === 'seq' ? sort.of : undefined;
    return of === undefined || value.elements.every((e) => fits(e, of, scope));
  }
  if (value.kind === 'map' && sort.kind === 'map')
    return value.entries.every(([k, v]) => fits(k, sort.from, scope) && fits(v, sort.to, scope));
  if (value.kind === 'tuple' && sort.kind === 'tuple')
    return value.fields.every((v, i) => {
      const field = sort.fields[i];
      return field !== undefined && fits(v, field.sort, scope);
    });
  return true;
}

type Composite = Exclude<Value, boolean | number | string>;
