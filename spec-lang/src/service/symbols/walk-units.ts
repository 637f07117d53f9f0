/** Which declarations the names of whole units stand for. */
import type { AstUnit } from '../../syntax/ast.js';
import { walkAutomaton } from './walk-automata.js';
import { walkInvariant, walkSimulation } from './walk-claims.js';
import { walkPicture } from './walk-pictures.js';
import { seeUnit, walkDefinition, walkType } from './walk-declarations.js';
import { walkLayer } from './walk-layers.js';
import { see, type Walk } from './walk-terms.js';

export function walkUnit(walk: Walk, unit: AstUnit): void {
  const env = walk.members.fileEnv;
  switch (unit.kind) {
    case 'import':
      return;
    case 'type':
      return walkType(walk, unit, env, '');
    case 'let':
      return walkDefinition(walk, unit, env, '');
    case 'automaton':
      return walkAutomaton(walk, unit, env);
    case 'invariant':
      return walkInvariant(walk, unit, env);
    case 'picture':
      return walkPicture(walk, unit, env);
    case 'simulation':
      return walkSimulation(walk, unit, env);
    case 'layer':
      return walkLayer(walk, unit, env);
    case 'derivation':
      for (const name of [unit.from, unit.to]) seeUnit(walk, name);
      walk.found.push(...walk.members.derivationOccurrence(unit));
      for (const arg of unit.steps.flatMap((s) => s.args))
        see(
          walk,
          walk.members.states(unit.from.text).find((s) => s.name === arg.text),
          arg,
          'read',
        );
      return;
    case 'stack':
      seeUnit(walk, unit.name, 'declare');
      for (const name of [...unit.layers, ...unit.requires]) seeUnit(walk, name);
  }
}
