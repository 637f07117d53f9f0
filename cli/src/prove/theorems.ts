// What of a specification can be proved by a solver: its invariants, its simulations, and the steps of its derivations.
import type { Task } from '@maat/verifier';
import { BadInput } from '../failure.js';
import { didYouMean } from '../input/did-you-mean.js';
import type { Specification } from '../input/specification.js';
import type { Context } from '../session.js';
import { derivationTheorems } from './derivations.js';
import { inductiveGroups, inductiveTheorem } from './invariants.js';
import { simulationTheorems } from './simulations.js';
import { expressed, type Theorem } from './theorem.js';

export interface Chosen {
  readonly theorem: Theorem;
  readonly tasks: readonly Task[];
}

/** The theorems that are asked for, and all that they rest on; all of them when no name is given. */
export function chosenTheorems(
  context: Context,
  specification: Specification,
  only: readonly string[],
  scope: string,
): readonly Chosen[] {
  const theorems = theoremsOf(context, specification, scope);
  if (theorems.length === 0)
    throw new BadInput(
      'has nothing that a solver can prove',
      specification.file,
      'Invariants, simulations and derivations are proved.',
    );
  return choose(theorems, only, specification.file).map((theorem) => {
    const { restsOn = [] } = theorem;
    const tasks = expressed(specification, theorem.tasks);
    return { theorem, tasks: tasks.map((task) => ({ ...task, restsOn })) };
  });
}

export function tasksOf(...asked: Parameters<typeof chosenTheorems>): readonly Task[] {
  return chosenTheorems(...asked).flatMap(({ tasks }) => tasks);
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
  const groups = inductiveGroups(specification);
  return [
    ...groups.map((group) => inductiveTheorem(context, specification, group, scope)),
    ...own.flatMap((unit): readonly Theorem[] => {
      if (unit.kind === 'simulation' && unit.direction === 'forward')
        return simulationTheorems(context, specification, unit, { scope, groups });
      return unit.kind === 'derivation' ? derivationTheorems(context, specification, unit) : [];
    }),
  ];
}
