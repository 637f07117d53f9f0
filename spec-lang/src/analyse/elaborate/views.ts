/** The variables of a unit as others see them, its sorts with their actual parameters. */
import type { Automaton, Parameters } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { substituteSort } from '../../ir/substitute.js';
import { BROKEN, type ComponentView, type StateEntry, type StateView } from '../resolve/scope.js';
import type { Actuals } from './formals.js';

export function specialisedView(
  view: StateView,
  parameters: Parameters,
  actuals: Actuals,
): StateView {
  const types = parameters.types.flatMap((name, i) => {
    const sort = actuals.types[i];
    return sort ? [[name, sort] as const] : [];
  });
  const by = new Map(types);
  return rewriteView(view, (sort) => substituteSort(sort, by));
}

function rewriteView(view: StateView, sort: (sort: Sort) => Sort): StateView {
  const states = new Map<string, StateEntry>(
    [...view.states].map(([n, s]) => [
      n,
      { ...s, sort: s.sort === BROKEN ? BROKEN : sort(s.sort) },
    ]),
  );
  const components = new Map<string, ComponentView>(
    [...view.components].map(([n, c]) => [
      n,
      { index: c.index.map(sort), view: rewriteView(c.view, sort) },
    ]),
  );
  return { states, components };
}

export function viewOfAutomaton(automaton: Automaton): StateView {
  const states = new Map<string, StateEntry>(
    automaton.states.map((s) => [s.name, { sort: s.sort, ghost: s.ghost, inherited: false }]),
  );
  return { states, components: new Map() };
}
