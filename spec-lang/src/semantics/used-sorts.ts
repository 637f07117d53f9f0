/** Which uninterpreted sorts an automaton speaks of: those a scope must give elements. */
import type { Automaton } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';
import { sortsWithin } from '../ir/sort-parts.js';

/** By name, parameters first, in order of first use. */
export function uninterpretedSorts(automaton: Automaton): readonly string[] {
  const names = new Set<string>(automaton.parameters.types);
  for (const mentioned of mentionedSorts(automaton))
    for (const sort of sortsWithin(mentioned))
      if (sort.kind === 'uninterpreted') names.add(sort.name);
  return [...names];
}

function* mentionedSorts(automaton: Automaton): Generator<Sort> {
  yield* automaton.sorts;
  for (const v of automaton.parameters.values) yield v.sort;
  for (const variable of automaton.states) yield variable.sort;
  for (const action of automaton.signature) for (const p of action.parameters) yield p.sort;
  for (const transition of automaton.transitions) for (const l of transition.locals) yield l.sort;
}
