/** What a derivation claims, ready for a judge: pairs of automata, and scopes to try. */
import {
  sortParts,
  steppedLayer,
  toldBy,
  type Automaton,
  type Layer,
  type Program,
  type Scope,
  type Sort,
} from '@maat/spec-lang';
import type { Derivative } from '../derive.js';
import { demandsOf, type StepDemands } from './contract.js';
import { automatonNamed } from './elaborate.js';
import { layerTheorem, type Theorem } from './layer-check.js';
import { namesFor } from './names.js';
import type { Obligation } from './obligation.js';
import { peopled } from './views.js';

/** Step `index` refines what stands before it, and keeps its contracts; `mutant` takes its place. */
export function stepTheorem(derivative: Derivative, index: number, mutant?: Automaton): Theorem {
  const step = derivative.steps[index];
  if (step === undefined) throw new RangeError(`no step ${String(index)}`);
  const before = derivative.steps[index - 1];
  const original = automatonNamed(step.program, step.automaton);
  const abstract =
    before === undefined
      ? derivative.form.service
      : automatonNamed(before.program, before.automaton);
  return {
    concrete: mutant ?? original,
    abstract,
    simulation: step.relation,
    demands: demandsOf(step, original),
  };
}

/** The derived layer over SVS refines the service. */
export function derivedTheorem(derivative: Derivative, mutant?: Layer): Theorem {
  const { program, layer } = derivative.layer;
  return layerTheorem(program, mutant ?? layer);
}

/** The layer's handlers, step by step, refine the program that they tell of; what they fire is the witness. */
export function handlersTheorem({ handlers }: Derivative, mutant?: Layer): Theorem {
  const { program, relation } = handlers;
  const concrete = steppedLayer(program, mutant ?? handlers.layer);
  const abstract = automatonNamed(program, relation.to);
  return { concrete, abstract, simulation: toldBy(relation, concrete, abstract) };
}

/** Everything that a derivation claims, with a name for each. */
export function theoremsOf(
  derivative: Derivative,
): readonly { readonly name: string; readonly theorem: Theorem }[] {
  const service = derivative.form.service.name;
  const names = [service, ...derivative.steps.map((s) => s.automaton)];
  const steps = derivative.steps.map((s, i) => ({
    name: `${s.automaton} refines ${names[i] ?? ''}`,
    theorem: stepTheorem(derivative, i),
  }));
  const layer = derivative.layer.layer;
  return [
    ...steps,
    {
      name: `${layer.name} over ${layer.over.service} refines ${service}`,
      theorem: derivedTheorem(derivative),
    },
  ];
}

/** A theorem with all that a judge needs to look at it. */
export interface DerivedQuestion {
  readonly name: string;
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  readonly simulation: Theorem['simulation'];
  readonly demands?: StepDemands;
  readonly definitions: Program['definitions'];
  readonly obligations: readonly Obligation[];
  readonly crowd: Automaton;
  readonly scope: (processes: number, views: number, others: number) => Scope;
  readonly repetitions: ReadonlyMap<string, number>;
  readonly weights: ReadonlyMap<string, number>;
  readonly length: number;
}

/** The steps, then the derived layer over its service. */
export function questionsOf(derivative: Derivative): readonly DerivedQuestion[] {
  const common = {
    scope: (processes: number, views: number, others: number) =>
      scopeOf(derivative, processes, views, others),
    repetitions: repetitions(derivative),
    weights: walkWeights(derivative),
  };
  const question = (name: string, theorem: Theorem, program: Program): DerivedQuestion => ({
    ...common,
    ...theorem,
    name,
    definitions: program.definitions,
    obligations: [],
    crowd: peopled(theorem.concrete, 2),
    length: 1,
  });
  const steps = derivative.steps.map((s, i) => ({
    ...question(s.automaton, stepTheorem(derivative, i), s.program),
    obligations: s.obligations,
  }));
  const { layer, program } = derivative.layer;
  return [...steps, { ...question(layer.name, derivedTheorem(derivative), program), length: 2 }];
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
  return { sorts: new Map([...numbersOf(derivative, others), ...sorts]), values: new Map() };
}

/** Numbers that the application brings, where it brings some: no condition need bound them. */
function numbersOf(
  { form }: Derivative,
  most: number,
): readonly (readonly [string, readonly string[]])[] {
  const numbers = Array.from({ length: most + 1 }, (_, k) => String(k));
  const sorts = form.inputs.flatMap((c) => c.transition.parameters.map((p) => p.sort));
  const whole = (sort: Sort): boolean =>
    sort.kind === 'nat' || sort.kind === 'int' || sortParts(sort).some(whole);
  return sorts.some(whole)
    ? [
        ['Nat', numbers],
        ['Int', numbers],
      ]
    : [];
}

/**
 * Actions that may happen again and again though no input comes, with a bound for searches that are
 * to end: two who both want the token may ask each other for it for ever.
 */
export function repetitions(derivative: Derivative): ReadonlyMap<string, number> {
  return new Map([
    [namesFor(derivative.form.service).actions.request, 1],
    ['below.cast', 4],
  ]);
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
