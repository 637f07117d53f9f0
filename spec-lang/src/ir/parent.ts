/** The automaton that another extends, as the child means it. */
import type { Automaton, Program } from './program.js';
import { specialise } from './rewrite-automaton.js';

/** Its parameters are given as the child gives them, so that it has the child's own. */
export function parentOf({ units }: Program, child: Automaton): Automaton | undefined {
  const { extends: extension } = child;
  const parent = units.find((u) => u.kind === 'automaton' && u.name === extension?.parent);
  if (extension === undefined || parent?.kind !== 'automaton') return undefined;
  const { types, values = [] } = extension;
  return { ...specialise(parent, types, values), parameters: child.parameters };
}
