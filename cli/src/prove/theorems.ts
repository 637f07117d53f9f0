// What of a specification can be proved by a solver: its simulations, and the steps of its derivations.
import {
  findAutomaton,
  instantiate,
  positionOf,
  SpecError,
  steppedLayer,
  type Automaton,
  type Derivation,
  type Program,
  type Simulation,
} from '@maat/spec-lang';
import {
  demandsOf,
  derive,
  scopeOf,
  stepTheorem,
  walkWeights,
  type DerivedStep,
  type Derivative,
} from '@maat/synthesis';
import {
  caseTask,
  contractCases,
  finiteWays,
  Inexpressible,
  invariantCases,
  lemmaCases,
  observationTask,
  simulationCases,
  simulationJudge,
  type Claim,
  type Observed,
  type SimulationClaim,
  type Task,
} from '@maat/verifier';
import { invariantClaim, refinement, simulationClaim } from '../claims.js';
import { BadInput } from '../failure.js';
import { guarded, readScope } from '../input/automaton.js';
import { BadSpecification } from '../input/bad-specification.js';
import { didYouMean } from '../input/did-you-mean.js';
import { loaderOf, type Specification } from '../input/specification.js';
import type { Context } from '../session.js';

/** The tasks of the theorems that are asked for; of all when no name is given. */
export function tasksOf(
  context: Context,
  specification: Specification,
  only: readonly string[],
  scope: string,
): readonly Task[] {
  const theorems = theoremsOf(context, specification, scope);
  if (theorems.length === 0)
    throw new BadInput(
      'has nothing that a solver can prove',
      specification.file,
      'Simulations and derivations are proved.',
    );
  const chosen = choose(theorems, only, specification.file);
  return chosen.flatMap(({ tasks, restsOn = [] }) =>
    expressed(specification, tasks).map((task) => ({ ...task, restsOn })),
  );
}

interface Theorem {
  readonly claim: Claim;
  /** The automata that it is about; each of them names it. */
  readonly about: readonly string[];
  readonly tasks: () => readonly Task[];
  /** What it takes for granted, such as the lemmas that an earlier step's relation gives. */
  readonly restsOn?: readonly Claim[];
}

function choose(
  theorems: readonly Theorem[],
  only: readonly string[],
  file: string,
): readonly Theorem[] {
  const isMeant = (t: Theorem, name: string): boolean =>
    t.claim.name === name || t.about.includes(name);
  const stranger = only.find((name) => !theorems.some((t) => isMeant(t, name)));
  if (stranger !== undefined) {
    const names = theorems.flatMap((t) => [t.claim.name, ...t.about]);
    throw new BadInput(`there is no theorem '${stranger}'`, file, didYouMean(stranger, names));
  }
  if (only.length === 0) return theorems;
  return withGround(
    theorems,
    theorems.filter((t) => only.some((name) => isMeant(t, name))),
  );
}

/** With the theorems that these rest on: they stand before them. */
function withGround(all: readonly Theorem[], meant: readonly Theorem[]): readonly Theorem[] {
  const chosen = new Set(meant);
  for (const t of [...all].reverse()) {
    if (!chosen.has(t)) continue;
    for (const claim of t.restsOn ?? []) {
      const ground = all.find((other) => other.claim.name === claim.name);
      if (ground !== undefined) chosen.add(ground);
    }
  }
  return all.filter((t) => chosen.has(t));
}

function theoremsOf(
  context: Context,
  specification: Specification,
  scope: string,
): readonly Theorem[] {
  const own = specification.program.units.filter((u) => u.file === specification.file);
  const invariants = own.flatMap((u) => (u.kind === 'invariant' ? [u.of] : []));
  return [
    ...[...new Set(invariants)].map((of) => invariantTheorem(context, specification, of, scope)),
    ...own.flatMap((unit): readonly Theorem[] => {
      if (unit.kind === 'simulation')
        return [simulationTheorem(context, specification, unit, scope)];
      return unit.kind === 'derivation' ? derivationTheorems(context, specification, unit) : [];
    }),
  ];
}

function simulationTheorem(
  context: Context,
  specification: Specification,
  simulation: Simulation,
  scope: string,
): Theorem {
  const { program } = specification;
  const find = (name: string): Automaton =>
    guarded(context, specification, () => inSteps(program, name));
  const [concrete, abstract] = [find(simulation.from), find(simulation.to)];
  const { definitions } = program;
  const claim = simulationClaim(program, simulation);
  const observed = (): Observed => {
    const bounds = readScope(context, [concrete], scope, 2);
    return { instance: instantiate(concrete, bounds, { definitions }), runs: 40, steps: 60 };
  };
  return {
    claim,
    about: [concrete.name, simulation.name],
    tasks: () => [
      ...provable(claim, { simulation, concrete, abstract, definitions, lemmas: [] }),
      possible(claim, concrete, observed),
    ],
  };
}

/** A layer is taken apart into steps: what its claims speak of. */
function inSteps(program: Program, name: string): Automaton {
  const layer = program.units.find((u) => u.kind === 'layer' && u.name === name);
  return layer?.kind === 'layer' ? steppedLayer(program, layer) : findAutomaton(program, name);
}

function derivationTheorems(
  context: Context,
  specification: Specification,
  unit: Derivation,
): readonly Theorem[] {
  const { value, diagnostics } = derive(specification.program, unit, loaderOf(context.host));
  if (value === undefined)
    throw new BadSpecification(
      diagnostics,
      specification.sources,
      context.colours.isColorSupported,
    );
  return value.steps.map((step, index) => stepProof(value, step, index, unit.name));
}

function stepProof(
  value: Derivative,
  step: DerivedStep,
  index: number,
  derivation: string,
): Theorem {
  const before = value.steps[index - 1];
  const concrete = findAutomaton(step.program, step.automaton);
  const abstract =
    before === undefined ? value.form.service : findAutomaton(before.program, before.automaton);
  const claim = refinement(concrete.name, abstract.name);
  const ground = value.steps[index - 2]?.automaton ?? value.form.service.name;
  const { definitions } = step.program;
  const simulation = step.relation;
  const both = [concrete.name, abstract.name];
  // What a step's relation implies is shown with that step, and used in it and in the next one.
  const lemmas = step.program.units.flatMap((u) =>
    u.kind === 'invariant' && both.includes(u.of) ? [u] : [],
  );
  const about: SimulationClaim = { simulation, concrete, abstract, definitions, lemmas };
  const { contracts } = demandsOf(step, concrete);
  return {
    claim,
    about: [concrete.name, derivation],
    restsOn: before === undefined ? [] : [refinement(before.automaton, ground)],
    tasks: () => [
      ...provable(claim, about),
      ...[...lemmaCases(about), ...contractCases(about, contracts)].map((c) => caseTask(claim, c)),
      possible(claim, concrete, () => observedStep(value, index)),
    ],
  };
}

/** As in the random runs of `derive`: views change, and the token wanders, less often than the rest. */
function observedStep(made: Derivative, index: number): Observed {
  const { concrete } = stepTheorem(made, index);
  const definitions = made.steps[index]?.program.definitions ?? [];
  const instance = instantiate(concrete, scopeOf(made, 3, 3, 2), { definitions });
  return { instance, runs: 40, steps: 80, weights: walkWeights(made) };
}

/** Steps are also tried in finite instances, where what is false has a counterexample that can be shown. */
function provable(claim: Claim, about: SimulationClaim): readonly Task[] {
  return simulationCases(about).map((c) => {
    const finite = finiteWays(claim.name, c, simulationJudge(about, c));
    return caseTask(claim, c, c.name === 'start' ? [] : finite);
  });
}

/** The invariants of one automaton are shown together, by induction. */
function invariantTheorem(
  context: Context,
  specification: Specification,
  of: string,
  scope: string,
): Theorem {
  const { program } = specification;
  const automaton = guarded(context, specification, () => inSteps(program, of));
  const invariants = program.units.flatMap((u) =>
    u.kind === 'invariant' && u.of === of ? [u] : [],
  );
  const { definitions } = program;
  const names = invariants.map((i) => i.name);
  const claim = invariantClaim(names.join(', '), of);
  const observed = (): Observed => {
    const bounds = readScope(context, [automaton], scope, 2);
    return { instance: instantiate(automaton, bounds, { definitions }), runs: 40, steps: 60 };
  };
  return {
    claim,
    about: [of, ...names],
    tasks: () => [
      ...invariantCases({ automaton, invariants, definitions }).map((c) => caseTask(claim, c)),
      possible(claim, automaton, observed),
    ],
  };
}

/** Where no run can be made, nothing is seen; the obligation stays open and says so. */
function possible(claim: Claim, concrete: Automaton, observed: () => Observed): Task {
  const actions = concrete.signature.map((a) => a.name);
  const task = observationTask(claim, actions, observed);
  return {
    ...task,
    ways: task.ways.map((way) =>
      way.kind === 'solver'
        ? way
        : {
            ...way,
            observe: (open) => {
              try {
                return way.observe(open);
              } catch (failure) {
                if (failure instanceof SpecError) return new Map();
                throw failure;
              }
            },
          },
    ),
  };
}

/** What the logic has no words for is the specification's matter, and is told with its place. */
function expressed(specification: Specification, make: () => readonly Task[]): readonly Task[] {
  try {
    return make();
  } catch (failure) {
    if (!(failure instanceof Inexpressible)) throw failure;
    const { file, start } = failure.span;
    const text = specification.sources.find((s) => s.file === file)?.text ?? '';
    const { line, column } = positionOf(text, start);
    throw new BadInput(
      `cannot be told to a solver: ${failure.construct}`,
      `${file}:${line}:${column}`,
    );
  }
}
