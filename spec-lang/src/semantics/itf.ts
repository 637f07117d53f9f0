/** Runs in Apalache's Informal Trace Format, which other tools of the field read. */
import type { Sort } from '../ir/sort.js';
import { NOWHERE } from '../text/span.js';
import { at, type Entry } from './construct.js';
import { keysOf } from './domain.js';
import { keySort, type Json } from './json.js';
import { readAt } from './operators/functions.js';
import type { Instance } from './instance.js';
import type { Run } from './run.js';
import type { Scope } from './scope.js';
import { itemsOf } from './show.js';
import type { Value } from './value.js';

/**
 * The trace as JSON: `vars`, and `states` with each variable's value. The `#meta` of a state holds
 * its index, and from the second on the action taken and its arguments.
 */
export function runToItf(run: Run, instance: Instance): Json {
  const { states: variables } = instance.automaton;
  return {
    '#meta': {
      format: 'ITF',
      'format-description': 'https://apalache.informal.systems/docs/adr/015adr-trace.html',
      source: run.automaton,
      ...(run.seed === undefined ? {} : { seed: run.seed }),
      status: run.stopped.kind,
    },
    vars: variables.map((v) => v.name),
    states: run.states.map((state, index) => ({
      '#meta': { index, ...stepToItf(run, index, instance) },
      ...Object.fromEntries(
        variables.map((v, i) => [v.name, valueToItf(at(state, i), v.sort, instance.scope)]),
      ),
    })),
  };
}

function stepToItf(run: Run, index: number, instance: Instance): Record<string, Json> {
  const step = run.steps[index - 1];
  const action = instance.automaton.signature.find((a) => a.name === step?.action);
  if (step === undefined || action === undefined) return {};
  const args = action.parameters.map((p, i): [string, Json] => [
    p.name,
    valueToItf(at(step.args, i), p.sort, instance.scope),
  ]);
  return { action: step.action, args: Object.fromEntries(args) };
}

/**
 * Numbers as `#bigint`, sets as `#set`, maps as `#map`, tuples as records (the two indices of an
 * array, which have no names, as `#tup`), sequences as lists,
 * Null and unions as variants. A multiset is the map from its elements to their counts; an array
 * over finite indices is a map, over others a record of `entries` and `otherwise`.
 */
export function valueToItf(value: Value, sort: Sort, scope: Scope): Json {
  if (typeof value === 'number') return { '#bigint': String(value) };
  if (typeof value !== 'object') return value;
  const inner = (v: Value, s: Sort): Json => valueToItf(v, s, scope);
  const pairs = (entries: readonly Entry[], from: Sort, to: Sort): Json => ({
    '#map': entries.map(([k, v]) => [inner(k, from), inner(v, to)]),
  });
  switch (sort.kind) {
    case 'tuple':
      return value.kind === 'tuple' ? tupleToItf(value.fields, sort, inner) : unfit(sort);
    case 'union':
      return value.kind === 'union' ? variant(value, sort, inner) : unfit(sort);
    case 'null':
      return value.kind === 'some'
        ? { tag: 'Some', value: inner(value.value, sort.of) }
        : { tag: 'None', value: {} };
    case 'set':
      return { '#set': itemsOf(value).map((v) => inner(v, sort.of)) };
    case 'seq':
      return itemsOf(value).map((v) => inner(v, sort.of));
    case 'mset':
      return value.kind === 'mset' ? pairs(value.counts, sort.of, { kind: 'nat' }) : unfit(sort);
    case 'map':
      return value.kind === 'map' ? pairs(value.entries, sort.from, sort.to) : unfit(sort);
    case 'array':
      return value.kind === 'array' ? arrayToItf(value, sort, scope, pairs) : unfit(sort);
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return unfit(sort);
  }
}

function tupleToItf(
  values: readonly Value[],
  sort: Extract<Sort, { kind: 'tuple' }>,
  inner: (value: Value, sort: Sort) => Json,
): Json {
  const fields = sort.fields.map((f, i) => [f.name, inner(at(values, i), f.sort)] as const);
  return sort.name === '' ? { '#tup': fields.map(([, v]) => v) } : Object.fromEntries(fields);
}

function variant(
  value: Extract<Value, { kind: 'union' }>,
  sort: Extract<Sort, { kind: 'union' }>,
  inner: (value: Value, sort: Sort) => Json,
): Json {
  const fields = sort.cases.find((c) => c.tag === value.tag)?.fields ?? [];
  const content = fields.map((f, i) => [f.name, inner(at(value.fields, i), f.sort)] as const);
  return { tag: value.tag, value: Object.fromEntries(content) };
}

function arrayToItf(
  value: Extract<Value, { kind: 'array' }>,
  sort: Extract<Sort, { kind: 'array' }>,
  scope: Scope,
  pairs: (entries: readonly Entry[], from: Sort, to: Sort) => Json,
): Json {
  const key = keySort(sort.index);
  const keys = keysOf(sort.index, scope, NOWHERE);
  if (keys === undefined) {
    const otherwise = valueToItf(value.otherwise, sort.of, scope);
    return { entries: pairs(value.entries, key, sort.of), otherwise };
  }
  const all = keys.map((k): Entry => [k, readAt(value, k, () => unfit(sort))]);
  return pairs(all, key, sort.of);
}

function unfit(sort: Sort): never {
  throw new TypeError(`a value is not of its sort, ${sort.kind}`);
}
