// Simulations as theorems, with the invariants of the file that they may use and those that follow from them.
import { toldBy, type Invariant, type Program, type Simulation } from '@maat/spec-lang';
import { simulationClaim } from '../ledger/claims.js';
import type { Claim } from '../ledger/row.js';
import { caseTask } from '../prove/case-task.js';
import type { Task } from '../prove/task.js';
import type { SimulationClaim } from '../smt/claims/both.js';
import { lemmaCases } from '../smt/claims/lemma.js';
import { groupOf, type Group } from './invariants.js';
import { possible, smallScopes } from './possible.js';
import type { Setting } from './setting.js';
import { isLayer, matterOf } from './matter.js';
import { inSteps, provable, type Theorem } from './theorem.js';

/** `groups`: the invariants that are theorems of their own. The simulation, and what the file claims of its concrete side behind it. */
export function simulationTheorems(
  setting: Setting,
  simulation: Simulation,
  groups: readonly Group[],
): readonly Theorem[] {
  const { program } = setting;
  const about = claimOf(program, simulation, groups);
  const { concrete, abstract } = about;
  const used = groups.filter(({ of }) => of === concrete.name || of === abstract.name);
  const claim = simulationClaim(program, simulation);
  const followed = consequences(program, simulation, groups);
  const scopes = smallScopes(setting, [concrete, abstract]);
  const lemmas = (by: Claim): readonly Task[] =>
    lemmaCases(about, followed).map((c) => caseTask(by, c));
  const theorem: Theorem = {
    claim,
    about: [concrete.name, simulation.name],
    restsOn: used.map((g) => g.claim),
    matter: matterOf(setting, about, [concrete, abstract]),
    tasks: () => [
      ...provable(claim, about, { scopes }),
      ...lemmas(claim),
      possible(setting, claim, concrete),
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
      tasks: () => [...lemmas(group.claim), possible(setting, group.claim, concrete)],
    },
  ];
}

function claimOf(
  program: Program,
  simulation: Simulation,
  groups: readonly Group[],
): SimulationClaim {
  const concrete = inSteps(program, simulation.from);
  const abstract = inSteps(program, simulation.to);
  const { definitions } = program;
  const shown = groups.flatMap((g) => g.invariants);
  const lemmas = [...shown, ...consequences(program, simulation, groups)].filter(
    ({ of }) => of === concrete.name || of === abstract.name,
  );
  const told = isLayer(program, simulation.from)
    ? toldBy(simulation, concrete, abstract)
    : simulation;
  return { simulation: told, concrete, abstract, definitions, lemmas };
}

/** Invariants that stand behind this simulation of their automaton, and before the next one. */
function consequences(
  { units, file }: Program,
  simulation: Simulation,
  groups: readonly Group[],
): readonly Invariant[] {
  const shown = groups.flatMap((g) => g.invariants);
  const own = units.filter((u) => u.file === file);
  return own.flatMap((u, i) => {
    if (u.kind !== 'invariant' || u.of !== simulation.from || shown.includes(u)) return [];
    const before = own.slice(0, i).findLast((s) => s.kind === 'simulation' && s.from === u.of);
    return before === simulation ? [u] : [];
  });
}
