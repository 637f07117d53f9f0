/** Sorts as written → sorts. */
import type { AstSort, AstTypeUnit, AstUnionCase } from '../../syntax/ast.js';
import {
  BOOL,
  CHAR,
  INT,
  NAT,
  STRING,
  type Field,
  type Sort,
  type UnionCase,
} from '../../ir/sort.js';
import { spellingFix } from './suggest.js';
import { BROKEN, type Scope, type SortOrBroken } from './scope.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from './sort-relations.js';

const BASIC: ReadonlyMap<string, Sort> = new Map([
  ['Bool', BOOL],
  ['Nat', NAT],
  ['Int', INT],
  ['Char', CHAR],
  ['String', STRING],
]);

const BUILT_IN = [...BASIC.keys(), 'Set', 'Mset', 'Seq', 'Null', 'Map', 'Array'];

export function isBuiltInSort(name: string): boolean {
  return BUILT_IN.includes(name);
}

/** Undefined when something is wrong with it, which is then reported. */
export function resolveSort(sort: AstSort, scope: Scope): Sort | undefined {
  const declared = scope.sorts.get(sort.name.text);
  if (declared !== undefined) return named(sort, scope, declared);
  const basic = BASIC.get(sort.name.text);
  if (basic !== undefined) return named(sort, scope, basic);
  const args = sort.args.map((arg) => resolveSort(arg, scope));
  const known = BUILT_IN.includes(sort.name.text);
  if (!known) return unknownSort(sort, scope);
  return args.every((arg) => arg !== undefined) ? collection(sort, args, scope) : undefined;
}

function named(sort: AstSort, scope: Scope, meaning: SortOrBroken): Sort | undefined {
  if (sort.args.length > 0) return wrongCount(sort, 'no', scope);
  return meaning === BROKEN ? undefined : meaning;
}

function unknownSort(sort: AstSort, scope: Scope): undefined {
  const { text, span } = sort.name;
  const meant = ELSEWHERE.get(text.toLowerCase());
  const fixes =
    meant === undefined
      ? spellingFix(text, span, [...scope.sorts.keys(), ...BUILT_IN])
      : [{ title: `write ${meant}`, span, replacement: meant }];
  return scope.report.add('E0205', span, `there is no sort ${text} here`, { fixes });
}

/** What other languages call the built-in sorts. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['integer', 'Int'],
  ['natural', 'Nat'],
  ['boolean', 'Bool'],
  ['text', 'String'],
  ['list', 'Seq'],
  ['sequence', 'Seq'],
  ['queue', 'Seq'],
  ['multiset', 'Mset'],
  ['bag', 'Mset'],
  ['option', 'Null'],
  ['optional', 'Null'],
  ['maybe', 'Null'],
  ['dict', 'Map'],
]);

function wrongCount(sort: AstSort, wanted: string, scope: Scope): undefined {
  const message = `${sort.name.text} takes ${wanted} sort argument${wanted === 'one' ? '' : 's'}, here it has ${sort.args.length}`;
  return scope.report.add('E0210', sort.span, message);
}

function collection(sort: AstSort, args: readonly Sort[], scope: Scope): Sort | undefined {
  const [first, second] = args;
  const last = args.at(-1);
  if (sort.name.text === 'Map') {
    if (first === undefined || second === undefined || args.length !== 2)
      return wrongCount(sort, 'two', scope);
    return { kind: 'map', from: first, to: second };
  }
  if (sort.name.text === 'Array') {
    if (last === undefined || args.length < 2) return wrongCount(sort, 'at least two', scope);
    return { kind: 'array', index: args.slice(0, -1), of: last };
  }
  if (first === undefined || args.length !== 1) return wrongCount(sort, 'one', scope);
  const kinds = { Set: 'set', Mset: 'mset', Seq: 'seq', Null: 'null' } as const;
  return { kind: kinds[sort.name.text as keyof typeof kinds], of: first };
}

/** The sort that a type declaration declares; an alias gives the sort that it names. */
export function resolveType(unit: AstTypeUnit, scope: Scope): Sort | undefined {
  const body = unit.definition;
  const name = unit.name.text;
  if (body === undefined) return { kind: 'uninterpreted', name };
  switch (body.kind) {
    case 'enumeration':
      reportTwice(body.values, 'constant', scope);
      return { kind: 'enum', name, values: body.values.map((v) => v.text) };
    case 'tupleOf': {
      const fields = resolveFields(body.fields, scope);
      reportTwice(
        body.fields.map((f) => f.name),
        'field',
        scope,
      );
      return fields && { kind: 'tuple', name, fields };
    }
    case 'unionOf': {
      const cases = resolveCases(body.cases, scope);
      return cases && { kind: 'union', name, cases };
    }
    case 'alias':
      return resolveSort(body.sort, scope);
  }
}

function resolveFields(fields: AstUnionCase['fields'], scope: Scope): readonly Field[] | undefined {
  const resolved = fields.map((f) => ({ name: f.name.text, sort: resolveSort(f.sort, scope) }));
  return resolved.every((f): f is Field => f.sort !== undefined) ? resolved : undefined;
}

export function resolveCases(
  cases: readonly AstUnionCase[],
  scope: Scope,
): readonly UnionCase[] | undefined {
  reportTwice(
    cases.map((c) => c.tag),
    'case',
    scope,
  );
  const resolved = cases.map((c) => ({ tag: c.tag.text, fields: resolveFields(c.fields, scope) }));
  if (!resolved.every((c): c is UnionCase => c.fields !== undefined)) return undefined;
  return fieldsAgree(cases, resolved, scope) ? resolved : undefined;
}

function fieldsAgree(
  cases: readonly AstUnionCase[],
  resolved: readonly UnionCase[],
  scope: Scope,
): boolean {
  const seen = new Map<string, Sort>();
  let agree = true;
  for (const [i, union] of resolved.entries())
    for (const [j, field] of union.fields.entries()) {
      const before = seen.get(field.name) ?? field.sort;
      seen.set(field.name, before);
      if (sameSort(before, field.sort)) continue;
      agree = false;
      const span = cases[i]?.fields[j]?.span ?? cases[i]?.span;
      const message = `field ${field.name} is ${printSort(field.sort)} here and ${printSort(before)} in an earlier case`;
      if (span !== undefined) scope.report.add('E0407', span, message);
    }
  return agree;
}

/** Reports the second and later of equal names in one list. */
export function reportTwice(
  names: readonly { readonly text: string; readonly span: AstSort['span'] }[],
  what: string,
  scope: Scope,
): void {
  const first = new Map<string, AstSort['span']>();
  for (const { text, span } of names) {
    const before = first.get(text);
    if (before === undefined) first.set(text, span);
    else
      scope.report.add('E0208', span, `${what} ${text} is declared twice`, {
        related: [{ span: before, message: 'first declared here' }],
      });
  }
}
