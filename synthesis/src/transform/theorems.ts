/** What a derivation claims, ready for a judge: pairs of automata in a bounded environment, and scopes to try. */
import type { Automaton, Layer, Scope } from '@maat/spec-lang';
import type { Derivative } from '../derive.js';
import { closed, type Limits } from './closing.js';
import { watched } from './contract.js';
import { automatonNamed } from './elaborate.js';
import { layerTheorem, type Theorem } from './layer-check.js';
import { namesFor } from './names.js';

/** Step `index` refines what stands before it, and keeps its contracts; `mutant` takes its place. */
export function stepTheorem(
  derivative: Derivative,
  index: number,
  limits: Limits,
  mutant?: Automaton,
): Theorem {
  const step = derivative.steps[index];
  if (step === undefined) throw new RangeError(`no step ${String(index)}`);
  const before = derivative.steps[index - 1];
  const original = automatonNamed(step.program, step.automaton);
  const { automaton, relation } = watched(step, original, mutant ?? original);
  const abstract =
    before === undefined
      ? derivative.form.service
      : automatonNamed(before.program, before.automaton);
  return { concrete: closed(automaton, limits), abstract, simulation: relation };
}

/** The derived layer over SVS refines the service. */
export function derivedTheorem(derivative: Derivative, limits: Limits, mutant?: Layer): Theorem {
  const { program, layer } = derivative.layer;
  return layerTheorem(program, mutant ?? layer, limits);
}

/** Everything that a derivation claims, with a name for each. */
export function theoremsOf(
  derivative: Derivative,
  limits: Limits,
): readonly { readonly name: string; readonly theorem: Theorem }[] {
  const service = derivative.form.service.name;
  const names = [service, ...derivative.steps.map((s) => s.automaton)];
  const steps = derivative.steps.map((s, i) => ({
    name: `${s.automaton} refines ${names[i] ?? ''}`,
    theorem: stepTheorem(derivative, i, limits),
  }));
  const layer = derivative.layer.layer;
  return [
    ...steps,
    {
      name: `${layer.name} over ${layer.over.service} refines ${service}`,
      theorem: derivedTheorem(derivative, limits),
    },
  ];
}

/** A scope with so many processes and views, and so many elements of each other sort. */
export function scopeOf(
  derivative: Derivative,
  processes: number,
  views: number,
  others: number,
): Scope {
  const { types } = derivative.form.service.parameters;
  const elements = (sort: string, i: number): readonly string[] => {
    const count = i === 0 ? processes : i === 1 ? views : others;
    return Array.from({ length: count }, (_, k) => `${sort.toLowerCase()}${String(k)}`);
  };
  const sorts = types.map((t, i): [string, readonly string[]] => [t, elements(t, i)]);
  // Numbers that no condition bounds, such as those that the application brings.
  const numbers = Array.from({ length: others + 1 }, (_, k) => String(k));
  return { sorts: new Map([['Nat', numbers], ['Int', numbers], ...sorts]), values: new Map() };
}

/** For random walks: views change, and the token wanders, less often than anything else happens. */
export function walkWeights(derivative: Derivative): ReadonlyMap<string, number> {
  const { pass, release, block } = namesFor(derivative.form.service).actions;
  const inputs = derivative.form.inputs.map((c): [string, number] => [c.transition.action, 0.1]);
  return new Map([
    ...inputs,
    ['newView', 0.1],
    ['view', 0.3],
    ['leave', 0.03],
    [block, 0.05],
    [pass, 0.2],
    [release, 0.3],
    ['below.newView', 0.1],
    ['below.view', 0.3],
    ['below.deliver', 0.25],
    ['below.block', 0.03],
  ]);
}
