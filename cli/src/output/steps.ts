// A run as numbered steps, each with what it changed; of arrays and maps only the cells that changed.
import {
  equalValues,
  keyOf,
  processSort,
  showValue,
  type Instance,
  type Sort,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';
import { spaceTime, type Row } from './space-time.js';

/** One state of a run and the step that led to it; the first has none. */
export interface Moment {
  readonly step?: Step | undefined;
  readonly state: State;
}

export function showStep(instance: Pick<Instance, 'automaton'>, step: Step): string {
  const parameters =
    instance.automaton.signature.find((a) => a.name === step.action)?.parameters ?? [];
  const args = step.args.map((arg, i) => {
    const sort = parameters[i]?.sort;
    return sort === undefined ? '?' : showValue(arg, sort);
  });
  return `${step.action}(${args.join(', ')})`;
}

/** The first moment is the initial state. */
export function stepsText(instance: Instance, moments: readonly Moment[]): string {
  const lines = moments.flatMap(({ step, state }, i) => {
    const before = moments[i - 1]?.state;
    if (step === undefined || before === undefined)
      return [...(i === 0 ? [] : ['   (a new run)']), ...beginning(instance, state)];
    return [
      `${String(i).padStart(3)}. ${showStep(instance, step)}`,
      ...changes(instance, before, state).map((c) => `       ${c}`),
    ];
  });
  return lines.join('\n');
}

/** What the specification leaves open of the initial state, and this run begins with. */
export function beginning(instance: Instance, state: State): readonly string[] {
  return instance.automaton.states.flatMap(({ name, sort, initial }, i) => {
    const value = state[i];
    if (value === undefined || initial.kind === 'value') return [];
    return [`  begins with ${name}: ${showValue(value, sort)}`];
  });
}

/** The steps over the places where they happen: elements of the sort of most actions' first parameter. */
export function stepsDiagram(instance: Instance, steps: readonly Step[]): string {
  const places = processSort(instance.automaton.signature);
  const lanes = places === undefined ? [] : (instance.scope.sorts.get(places) ?? []);
  const row = (step: Step): Row => {
    const parameters =
      instance.automaton.signature.find((a) => a.name === step.action)?.parameters ?? [];
    const here = step.args.filter((_, i) => isOfSort(parameters[i]?.sort, places)).map(String);
    return { label: showStep(instance, step), at: here[0], others: here.slice(1) };
  };
  return spaceTime(lanes, steps.map(row));
}

function isOfSort(sort: Sort | undefined, name: string | undefined): boolean {
  return sort?.kind === 'uninterpreted' && sort.name === name;
}

function changes(instance: Instance, before: State, after: State): readonly string[] {
  return instance.automaton.states.flatMap((variable, i) => {
    const [old, now] = [before[i], after[i]];
    if (old === undefined || now === undefined || same(old, now)) return [];
    return changedCells(variable.name, variable.sort, old, now);
  });
}

function changedCells(name: string, sort: Sort, old: Value, now: Value): readonly string[] {
  if (typeof old !== 'object' || typeof now !== 'object') return [line(name, sort, old, now)];
  if (
    old.kind === 'array' &&
    now.kind === 'array' &&
    sort.kind === 'array' &&
    same(old.otherwise, now.otherwise)
  ) {
    const keySort = sort.index[0] ?? sort.of;
    return cells(old.entries, now.entries).map(([key, a, b]) => {
      const place =
        typeof key === 'object' && key.kind === 'tuple' && sort.index.length > 1
          ? key.fields.map((k, i) => showValue(k, sort.index[i] ?? keySort)).join(', ')
          : showValue(key, keySort);
      return line(`${name}[${place}]`, sort.of, a ?? old.otherwise, b ?? now.otherwise);
    });
  }
  if (old.kind === 'map' && now.kind === 'map' && sort.kind === 'map') {
    return cells(old.entries, now.entries).map(([key, a, b]) =>
      line(`${name}[${showValue(key, sort.from)}]`, sort.to, a, b),
    );
  }
  return [line(name, sort, old, now)];
}

type Cell = readonly [key: Value, old: Value | undefined, now: Value | undefined];

function cells(
  old: readonly (readonly [Value, Value])[],
  now: readonly (readonly [Value, Value])[],
): readonly Cell[] {
  const keys = new Map([...old, ...now].map(([key]) => [keyOf(key), key]));
  const find = (entries: readonly (readonly [Value, Value])[], key: string): Value | undefined =>
    entries.find(([k]) => keyOf(k) === key)?.[1];
  return [...keys]
    .map(([text, key]): Cell => [key, find(old, text), find(now, text)])
    .filter(([, a, b]) => a === undefined || b === undefined || !same(a, b));
}

function line(name: string, sort: Sort, old: Value | undefined, now: Value | undefined): string {
  const show = (value: Value | undefined): string =>
    value === undefined ? 'undefined' : showValue(value, sort);
  return `${name}: ${show(old)} → ${show(now)}`;
}

function same(a: Value, b: Value): boolean {
  return equalValues(a, b);
}
