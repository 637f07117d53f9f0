/** The finite instance that a trace speaks of: the elements of a sort are those that it mentions. */
import { compareValues } from '@maat/spec-lang';
import type { Action, Automaton, Scope, Sort, Value } from '@maat/spec-lang';
import type { Trace } from './log.js';

/** `given` adds elements, and the values of the automaton's parameters. */
export function traceScope(trace: Trace, service: Automaton, given: Scope): Scope {
  const elements = new Map<string, Set<string>>();
  for (const type of service.parameters.types) elements.set(type, new Set());
  for (const [sort, names] of given.sorts) elements.set(sort, new Set(names));
  const actions = new Map(service.signature.map((action) => [action.name, action]));
  for (const log of trace) {
    for (const { step } of [...log.events, ...log.hints]) {
      collectArguments(actions.get(step.action), step.args, elements);
    }
  }
  return { sorts: new Map([...elements].map(sorted)), values: given.values };
}

/** A sort that the trace never mentions gets one element: there must be something to be silent about. */
function sorted([sort, names]: readonly [string, ReadonlySet<string>]): [
  string,
  readonly string[],
] {
  if (names.size === 0) return [sort, [`${sort.toLowerCase()}0`]];
  return [sort, [...names].sort(compareValues)];
}

type Elements = Map<string, Set<string>>;

function collectArguments(
  action: Action | undefined,
  args: readonly Value[],
  elements: Elements,
): void {
  action?.parameters.forEach((parameter, i) => {
    const value = args[i];
    if (value !== undefined) collect(parameter.sort, value, elements);
  });
}

function collect(sort: Sort, value: Value, elements: Elements): void {
  if (typeof value === 'string' && sort.kind === 'uninterpreted') {
    const known = elements.get(sort.name) ?? new Set();
    elements.set(sort.name, known.add(value));
  }
  if (typeof value !== 'object') return;
  for (const [part, partSort] of parts(sort, value)) collect(partSort, part, elements);
}

/** The values directly inside this one, each with its sort. */
function parts(sort: Sort, value: Exclude<Value, string | number | boolean>): [Value, Sort][] {
  switch (value.kind) {
    case 'nil':
      return [];
    case 'some':
      return sort.kind === 'null' ? [[value.value, sort.of]] : [];
    case 'set':
    case 'seq':
      return 'of' in sort ? value.elements.map((e) => [e, sort.of]) : [];
    case 'mset':
      return 'of' in sort ? value.counts.map(([e]) => [e, sort.of]) : [];
    case 'tuple':
      return sort.kind === 'tuple' ? fieldParts(sort.fields, value.fields) : [];
    case 'union':
      if (sort.kind !== 'union') return [];
      return fieldParts(sort.cases.find((c) => c.tag === value.tag)?.fields ?? [], value.fields);
    case 'map':
      if (sort.kind !== 'map') return [];
      return value.entries.flatMap(([k, v]): [Value, Sort][] => [
        [k, sort.from],
        [v, sort.to],
      ]);
    case 'array':
      return arrayParts(sort, value);
  }
}

function fieldParts(fields: readonly { sort: Sort }[], values: readonly Value[]): [Value, Sort][] {
  return fields.flatMap((field, i): [Value, Sort][] => {
    const value = values[i];
    return value === undefined ? [] : [[value, field.sort]];
  });
}

function arrayParts(sort: Sort, value: Extract<Value, { kind: 'array' }>): [Value, Sort][] {
  if (sort.kind !== 'array') return [];
  const values = [value.otherwise, ...value.entries.map(([, v]) => v)];
  return values.map((v): [Value, Sort] => [v, sort.of]);
}
