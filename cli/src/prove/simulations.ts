// Simulations as theorems, with the invariants of the file that they may use and those that follow from them.
import {
  toldBy,
  type Definition,
  type Invariant,
  type Program,
  type Simulation,
} from '@maat/spec-lang';
import { caseTask, lemmaCases, type Claim, type SimulationClaim, type Task } from '@maat/verifier';
import { simulationClaim } from '../claims.js';
import { guarded } from '../input/automaton.js';
import type { Specification } from '../input/specification.js';
import type { Context } from '../session.js';
import { groupOf, type Group } from './invariants.js';
import { possible, smallScopes } from './possible.js';
import { inSteps, provable, type Theorem } from './theorem.js';

interface Wanted {
  readonly scope: string;
  /** The invariants that are theorems of their own. */
  readonly groups: readonly Group[];
}

/** The simulation, and what the file claims of its concrete side behind it. */
export function simulationTheorems(
  context: Context,
  specification: Specification,
  simulation: Simulation,
  { scope, groups }: Wanted,
): readonly Theorem[] {
  const about = claimOf(context, specification, simulation, groups);
  const { concrete, abstract, definitions } = about;
  const used = groups.filter(({ of }) => of === concrete.name || of === abstract.name);
  const claim = simulationClaim(specification.program, simulation);
  const followed = consequences(specification, simulation, groups);
  const lemmas = (by: Claim): readonly Task[] =>
    lemmaCases(about, followed).map((c) => caseTask(by, c));
  const runs = { scope, definitions };
  const theorem: Theorem = {
    claim,
    about: [concrete.name, simulation.name],
    restsOn: used.map((g) => g.claim),
    matter: { claim: about, scopes: smallScopes(context, [concrete, abstract], scope) },
    tasks: () => [
      ...provable(claim, about),
      ...lemmas(claim),
      possible(context, claim, concrete, runs),
    ],
  };
  if (followed.length === 0) return [theorem];
  const group = groupOf(concrete.name, followed);
  return [
    theorem,
    {
      claim: group.claim,
      about: followed.map((i) => i.name),
      restsOn: [claim],
      tasks: () => [...lemmas(group.claim), possible(context, group.claim, concrete, runs)],
    },
  ];
}

function claimOf(
  context: Context,
  specification: Specification,
  simulation: Simulation,
  groups: readonly Group[],
): SimulationClaim & { readonly definitions: readonly Definition[] } {
  const { program } = specification;
  const [concrete, abstract] = guarded(
    context,
    specification,
    () => [inSteps(specification, simulation.from), inSteps(specification, simulation.to)] as const,
  );
  const { definitions } = program;
  const shown = groups.flatMap((g) => g.invariants);
  const lemmas = [...shown, ...consequences(specification, simulation, groups)].filter(
    ({ of }) => of === concrete.name || of === abstract.name,
  );
  const told = isLayer(program, simulation.from)
    ? toldBy(simulation, concrete, abstract)
    : simulation;
  return { simulation: told, concrete, abstract, definitions, lemmas };
}

function isLayer({ units }: Program, name: string): boolean {
  return units.some((u) => u.kind === 'layer' && u.name === name);
}

/** Invariants that stand behind this simulation of their automaton, and before the next one. */
function consequences(
  { program, file }: Specification,
  simulation: Simulation,
  groups: readonly Group[],
): readonly Invariant[] {
  const shown = groups.flatMap((g) => g.invariants);
  const own = program.units.filter((u) => u.file === file);
  return own.flatMap((u, i) => {
    if (u.kind !== 'invariant' || u.of !== simulation.from || shown.includes(u)) return [];
    const before = own.slice(0, i).findLast((s) => s.kind === 'simulation' && s.from === u.of);
    return before === simulation ? [u] : [];
  });
}
