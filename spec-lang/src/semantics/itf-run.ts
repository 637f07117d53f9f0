/** A run in Apalache's Informal Trace Format, as it is written: what its states say, and the actions that they name. */
import type { Action } from '../ir/program.js';
import { valueFromItf } from './itf-value.js';
import { excerpt, isObject } from './json.js';
import type { Instance } from './instance.js';
import type { Value } from './value.js';

/** What a run says of one state. */
export interface SaidState {
  /** By the index of the variable; others are not spoken of. */
  readonly values: ReadonlyMap<number, Value>;
  /** The step that led here, as far as it is told. */
  readonly label: SaidStep | undefined;
}

export interface SaidStep {
  readonly action: Action;
  /** By the index of the parameter. */
  readonly args: ReadonlyMap<number, Value>;
}

/** At `path` in the JSON something is not as it should be. */
export interface BadItf {
  readonly path: string;
  readonly message: string;
}

/** Unknown fields of `#meta` are of other tools, and pass. */
export function readItf(json: unknown, instance: Instance): readonly SaidState[] | BadItf {
  try {
    return readRun(json, instance);
  } catch (error) {
    if (error instanceof Bad) return { path: error.path, message: error.message };
    throw error;
  }
}

class Bad extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

function readRun(json: unknown, instance: Instance): readonly SaidState[] {
  if (!isObject(json)) throw new Bad('', `${excerpt(json)} is not an object with vars and states`);
  const { vars, states, loop } = json;
  if (loop !== undefined && loop !== null)
    throw new Bad('loop', 'runs that go on for ever are not read; take the loop away');
  if (vars !== undefined) checkVariables(vars, instance);
  if (!Array.isArray(states)) throw new Bad('states', `${excerpt(states)} is not a list of states`);
  if (states.length === 0) throw new Bad('states', 'a run has a first state');
  return states.map((state: unknown, i) => readState(state, `states[${i}]`, instance));
}

function checkVariables(vars: unknown, instance: Instance): void {
  if (!Array.isArray(vars)) throw new Bad('vars', `${excerpt(vars)} is not a list of names`);
  vars.forEach((name: unknown, i) => indexOf(name, `vars[${i}]`, instance));
}

function readState(json: unknown, path: string, instance: Instance): SaidState {
  if (!isObject(json)) throw new Bad(path, `${excerpt(json)} is not a state`);
  const values = new Map<number, Value>();
  for (const [name, value] of Object.entries(json)) {
    if (name.startsWith('#')) continue;
    const place = `${path}.${name}`;
    const index = indexOf(name, place, instance);
    const sort = instance.automaton.states[index]?.sort;
    if (sort !== undefined) values.set(index, valueAt(value, sort, place, instance));
  }
  const meta = json['#meta'];
  return { values, label: isObject(meta) ? readLabel(meta, `${path}.#meta`, instance) : undefined };
}

function indexOf(name: unknown, path: string, { automaton }: Instance): number {
  const index = automaton.states.findIndex((v) => v.name === name);
  if (index >= 0) return index;
  const known = automaton.states.map((v) => v.name).join(', ');
  throw new Bad(path, `${automaton.name} has no variable ${excerpt(name)}; it has ${known}`);
}

function readLabel(
  meta: Readonly<Record<string, unknown>>,
  path: string,
  instance: Instance,
): SaidStep | undefined {
  const { action: name, args } = meta;
  if (name === undefined) return undefined;
  const action = instance.automaton.signature.find((a) => a.name === name);
  if (action === undefined)
    throw new Bad(`${path}.action`, `${instance.automaton.name} has no action ${excerpt(name)}`);
  return { action, args: readArguments(args, action, `${path}.args`, instance) };
}

/** By name, or all of them in order. */
function readArguments(
  json: unknown,
  { name, parameters }: Action,
  path: string,
  instance: Instance,
): ReadonlyMap<number, Value> {
  if (json === undefined) return new Map();
  const said = Array.isArray(json)
    ? json.map((value: unknown, i) => [i, `${path}[${i}]`, value] as const)
    : Object.entries(isObject(json) ? json : fail(path, `${excerpt(json)} is not a list`)).map(
        ([field, value]) =>
          [parameters.findIndex((p) => p.name === field), `${path}.${field}`, value] as const,
      );
  return new Map(
    said.map(([index, place, value]) => {
      const sort = parameters[index]?.sort;
      if (sort === undefined) return fail(place, `${name} has no such parameter`);
      return [index, valueAt(value, sort, place, instance)] as const;
    }),
  );
}

function valueAt(
  json: unknown,
  sort: Action['parameters'][number]['sort'],
  place: string,
  instance: Instance,
): Value {
  const found = valueFromItf(json, sort, instance.scope);
  return found.ok ? found.value : fail(`${place}${found.path}`, found.message);
}

function fail(path: string, message: string): never {
  throw new Bad(path, message);
}
