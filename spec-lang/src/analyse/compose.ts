/** The one automaton that a composition means. */
import type { Automaton, Composition } from '../ir/program.js';
import { composeParts } from './compose/compose.js';
import { partOf, type Part } from './compose/part.js';

/** Gives the automaton of that name, composed if it is a composition. */
export type Lookup = (name: string) => Automaton;

export function composeUnit(composition: Composition, lookup: Lookup): Automaton {
  const { name, doc, span, file, parameters } = composition;
  return composeParts(
    { name, doc, span, file, parameters },
    partsOf(composition, lookup),
    composition.hidden,
  );
}

export function partsOf(composition: Composition, lookup: Lookup): readonly Part[] {
  return composition.components.map((c) => partOf(c, lookup(c.automaton)));
}
