// What of a specification can be proved by a solver: its invariants, its simulations, and the steps of its derivations.
import type { Derivation } from '@maat/spec-lang';
import type { Task } from '../prove/task.js';
import { derivationTheorems } from './derivations.js';
import { extensionTheorem } from './extensions.js';
import { instanceTheorems } from './instances.js';
import { inductiveGroups, inductiveTheorem } from './invariants.js';
import { simulationTheorems } from './simulations.js';
import type { Setting } from './setting.js';
import { Inexpressible } from '../smt/encode/inexpressible.js';
import { expressed, untranslated, type Theorem } from './theorem.js';
import { Unprovable } from './unprovable.js';

export interface Chosen {
  readonly theorem: Theorem;
  readonly tasks: readonly Task[];
}

/** The theorems that are asked for, and all that they rest on; all of them when no name is given. */
export function chosenTheorems(setting: Setting, only: readonly string[] = []): readonly Chosen[] {
  const theorems = theoremsOf(setting);
  if (theorems.length === 0) throw new Unprovable('has nothing that a solver can prove');
  const chosen = choose(theorems, only);
  const left = chosen.filter((t) => only.length > 0 || t.isImplied !== true || isExpressible(t));
  // With nothing else to prove, what stands in the way is said.
  return (left.length > 0 ? left : chosen).map((theorem) => {
    const { restsOn = [] } = theorem;
    const tasks = tasksOf(setting, theorem);
    return { theorem, tasks: tasks.map((task) => ({ ...task, restsOn })) };
  });
}

/** A claim of the author's own stays open where it cannot be told to a solver: its runs are looked at. */
function tasksOf(
  { placeOf }: Setting,
  { claim, matter, isImplied, tasks }: Theorem,
): readonly Task[] {
  if (matter === undefined || isImplied === true) return expressed(tasks);
  try {
    return tasks();
  } catch (failure) {
    if (!(failure instanceof Inexpressible)) throw failure;
    const at = placeOf === undefined ? '' : `${placeOf(failure.span)}: `;
    return [untranslated(claim, failure, at)];
  }
}

function isExpressible({ tasks }: Theorem): boolean {
  try {
    expressed(tasks);
    return true;
  } catch (failure) {
    if (failure instanceof Unprovable) return false;
    throw failure;
  }
}

function choose(theorems: readonly Theorem[], only: readonly string[]): readonly Theorem[] {
  const isMeant = (t: Theorem, name: string): boolean =>
    t.claim.name === name || t.about.includes(name);
  const stranger = only.find((name) => !theorems.some((t) => isMeant(t, name)));
  if (stranger !== undefined) {
    const known = theorems.flatMap((t) => [t.claim.name, ...t.about]);
    throw new Unprovable(`there is no theorem '${stranger}'`, {
      names: { asked: stranger, known },
    });
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

function theoremsOf(setting: Setting): readonly Theorem[] {
  const { program } = setting;
  const own = program.units.filter((u) => u.file === program.file);
  const groups = inductiveGroups(program);
  return [
    ...groups.map((group) => inductiveTheorem(setting, group)),
    ...own.flatMap((unit): readonly Theorem[] => {
      if (unit.kind === 'automaton') return extensionTheorem(setting, unit);
      if (unit.kind === 'simulation' && unit.direction === 'forward')
        return simulationTheorems(setting, unit, groups);
      return unit.kind === 'derivation' ? derivationsTheorems(setting, unit) : [];
    }),
  ];
}

function derivationsTheorems(setting: Setting, unit: Derivation): readonly Theorem[] {
  const { instance, derived } = setting;
  return instance === undefined
    ? derivationTheorems(derived(unit))
    : instanceTheorems(instance(unit));
}
