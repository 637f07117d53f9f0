// A run in Apalache's Informal Trace Format, which other tools can show.
import type { Instance, Scope, Sort, State, Step, Value } from '@maat/spec-lang';

/** One state of a run and the step that led to it; the first has none. */
export interface Moment {
  readonly step?: Step | undefined;
  readonly state: State;
}

export function itfText(
  instance: Instance,
  moments: readonly Moment[],
  description: string,
): string {
  const variables = instance.automaton.states;
  const states = moments.map(({ step, state }, index) => ({
    '#meta': { index },
    action: step === undefined ? 'init' : stepName(step),
    ...Object.fromEntries(
      variables.map((v, i) => [v.name, toItf(state[i] ?? false, v.sort, instance.scope)]),
    ),
  }));
  const meta = {
    format: 'ITF',
    'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html',
    description,
  };
  return `${JSON.stringify({ '#meta': meta, vars: ['action', ...variables.map((v) => v.name)], states }, null, 1)}\n`;
}

function stepName(step: Step): string {
  const args = step.args.map((a) => (typeof a === 'object' ? '…' : String(a)));
  return `${step.action}(${args.join(', ')})`;
}

function toItf(value: Value, sort: Sort, scope: Scope): unknown {
  if (typeof value === 'number') return { '#bigint': String(value) };
  if (typeof value !== 'object') return value;
  switch (value.kind) {
    case 'nil':
      return { tag: 'nil', value: {} };
    case 'some':
      return { tag: 'some', value: toItf(value.value, elementSort(sort), scope) };
    case 'tuple':
      return record(value.fields, sort.kind === 'tuple' ? sort.fields : [], scope);
    case 'union': {
      const fields =
        sort.kind === 'union' ? sort.cases.find((c) => c.tag === value.tag)?.fields : undefined;
      return { tag: value.tag, value: record(value.fields, fields ?? [], scope) };
    }
    case 'set':
      return { '#set': value.elements.map((e) => toItf(e, elementSort(sort), scope)) };
    case 'seq':
      return value.elements.map((e) => toItf(e, elementSort(sort), scope));
    case 'mset':
      return {
        '#map': value.counts.map(([e, n]) => [
          toItf(e, elementSort(sort), scope),
          { '#bigint': String(n) },
        ]),
      };
    case 'map':
      return { '#map': value.entries.map(([k, v]) => entry(k, v, sort, scope)) };
    case 'array':
      return { '#map': arrayEntries(value, sort, scope).map(([k, v]) => entry(k, v, sort, scope)) };
  }
}

function record(
  values: readonly Value[],
  fields: readonly { name: string; sort: Sort }[],
  scope: Scope,
): object {
  return Object.fromEntries(
    fields.map((f, i) => [f.name, toItf(values[i] ?? false, f.sort, scope)]),
  );
}

/** Keys are scalars or, with two indices, tuples of scalars. */
function entry(key: Value, value: Value, sort: Sort, scope: Scope): readonly unknown[] {
  const of = sort.kind === 'map' ? sort.to : elementSort(sort);
  const from = sort.kind === 'map' ? sort.from : undefined;
  if (typeof key === 'object' && key.kind === 'tuple' && sort.kind === 'array') {
    const parts = key.fields.map((k, i) => toItf(k, sort.index[i] ?? of, scope));
    return [{ '#tup': parts }, toItf(value, of, scope)];
  }
  const keySort = from ?? (sort.kind === 'array' ? (sort.index[0] ?? of) : of);
  return [toItf(key, keySort, scope), toItf(value, of, scope)];
}

/** An array over finite sorts is shown whole, any other by what differs from its default. */
function arrayEntries(
  array: Extract<Value, { readonly kind: 'array' }>,
  sort: Sort,
  scope: Scope,
): readonly (readonly [Value, Value])[] {
  const [index, second] = sort.kind === 'array' ? sort.index : [];
  const elements = second === undefined && index !== undefined ? finite(index, scope) : undefined;
  if (elements === undefined) return array.entries;
  return elements.map((e) => [e, array.entries.find(([k]) => k === e)?.[1] ?? array.otherwise]);
}

function finite(sort: Sort, scope: Scope): readonly string[] | undefined {
  if (sort.kind === 'enum') return sort.values;
  return sort.kind === 'uninterpreted' ? scope.sorts.get(sort.name) : undefined;
}

function elementSort(sort: Sort): Sort {
  return 'of' in sort ? sort.of : sort;
}
