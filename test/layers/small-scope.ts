// A layer's theorem in small scopes: searched as `maat explore` does, and run as `maat simulate` does.
import {
  check,
  hasErrors,
  instantiate,
  type Automaton,
  type Instance,
  type Layer,
  type Program,
  type Scope,
} from '@maat/spec-lang';
import {
  layerTheorem,
  timersIn,
  trialBeginnings,
  trialInputs,
  trialSorts,
  trialWeights,
  tuned,
  type Theorem,
} from '@maat/synthesis';
import { checkSimulation, withBudget, type SimulationResult } from '@maat/verifier';
import { loaderWith, read } from './sources.js';

export interface Subject {
  readonly program: Program;
  readonly layer: Layer;
}

/** The layer that a file is about; `changed` texts come first. */
export function subjectOf(file: string, changed: ReadonlyMap<string, string> = new Map()): Subject {
  const source = { file, text: changed.get(file) ?? read(file).text };
  const { value: program, diagnostics } = check(source, loaderWith(changed));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  const layer = program.units.find((u) => u.kind === 'layer' && u.file === file);
  if (layer?.kind !== 'layer') throw new Error(`${file} has no layer`);
  return { program, layer };
}

export interface Bounds {
  readonly processes: number;
  readonly views: number;
  readonly messages: number;
}

/** All that so many inputs, and each timer once, lead to. */
export function searched(
  subject: Subject,
  bounds: Bounds,
  inputs: { readonly total?: number; readonly of?: Readonly<Record<string, number>> },
  limit: number,
): SimulationResult {
  const { theorem, instance, definitions } = tried(subject, bounds, false);
  const timers = timersIn(theorem.concrete).map((name): [string, number] => [name, 1]);
  const of = new Map([...timers, ...Object.entries(inputs.of ?? {})]);
  const budget = inputs.total === undefined ? { of } : { total: inputs.total, of };
  const concrete = withBudget(instance(theorem.concrete), budget);
  return checkSimulation(concrete, instance(theorem.abstract), theorem.simulation, {
    definitions,
    limit,
  });
}

export interface Walk {
  readonly seed: number;
  readonly runs: number;
  readonly steps: number;
}

export function walked(subject: Subject, bounds: Bounds, walk: Walk): SimulationResult {
  const { theorem, instance, definitions } = tried(subject, bounds, true);
  const inputs = trialInputs(theorem.concrete);
  const concrete = withBudget(instance(theorem.concrete), { of: inputs });
  const weights = trialWeights(theorem.concrete);
  const beginnings = trialBeginnings(theorem.concrete);
  return checkSimulation(concrete, instance(theorem.abstract), theorem.simulation, {
    definitions,
    counters: inputs.size,
    walk: { ...walk, weights, beginnings },
  });
}

function tried(
  { program, layer }: Subject,
  { processes, views: others, messages }: Bounds,
  crossing: boolean,
): {
  readonly theorem: Theorem;
  readonly instance: (a: Automaton) => Instance;
  readonly definitions: Program['definitions'];
} {
  const small = tuned(layer, new Map()).layer;
  const units = program.units.map((u) => (u.kind === 'layer' && u.name === layer.name ? small : u));
  const theorem = layerTheorem({ ...program, units }, small, crossing);
  const sorts = trialSorts(small, theorem.concrete, { processes, others, messages });
  const scope: Scope = { sorts, values: new Map() };
  const { definitions } = program;
  return { theorem, definitions, instance: (a) => instantiate(a, scope, { definitions }) };
}
