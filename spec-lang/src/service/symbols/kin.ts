/**
 * Declarations that stand for one thing. Actions of one name are one action wherever automata meet
 * on them: in a composition, in a simulation, in a layer that passes an event on.
 */
import type { AstAutomaton, AstLayer, AstSimulation } from '../../syntax/ast.js';
import { declarationKey, type Declaration } from './declaration.js';
import type { Members } from './members.js';
import type { Names } from './names.js';

/** The keys of all declarations that have to be renamed together. */
export function kinOf(declaration: Declaration, texts: readonly Names[]): ReadonlySet<string> {
  const kin = new Set([declarationKey(declaration)]);
  if (declaration.kind !== 'action') return kin;
  const groups = texts.flatMap(({ members }) => groupsOf(members, declaration.name));
  for (let before = 0; before !== kin.size;) {
    before = kin.size;
    for (const group of groups)
      if (group.some((key) => kin.has(key))) for (const key of group) kin.add(key);
  }
  return kin;
}

function groupsOf(members: Members, name: string): readonly (readonly string[])[] {
  return members.units().flatMap((unit) => {
    const owners =
      unit.kind === 'automaton'
        ? meeting(unit)
        : unit.kind === 'simulation'
          ? silent(unit, name)
          : unit.kind === 'layer'
            ? passed(unit, name)
            : [];
    const own = unit.kind === 'automaton' ? [unit.name.text] : [];
    return [group(members, [...owners, ...own], name)];
  });
}

function group(members: Members, owners: readonly string[], name: string): readonly string[] {
  return owners.flatMap((o) =>
    members
      .actions(o)
      .filter((a) => a.name === name)
      .map(declarationKey),
  );
}

function meeting(unit: AstAutomaton): readonly string[] {
  return unit.components.map((c) => (c.use?.name ?? c.name).text);
}

/** An action without a clause stands for itself. */
function silent(s: AstSimulation, name: string): readonly string[] {
  return s.proof.some((c) => c.action.text === name) ? [] : [s.from.text, s.to.text];
}

function passed(layer: AstLayer, name: string): readonly string[] {
  return layer.passes.some((p) => p.action.text === name)
    ? [layer.over.name.text, layer.implements.name.text]
    : [];
}
