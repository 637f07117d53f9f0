/** The variable that claims about a layer may name beside its own: where a handler pauses. */
import type { Automaton, Layer, StateVariable } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import { modelOf, type Services } from '../layers/model.js';
import { Unsteppable } from './pieces.js';
import { steppedProcess } from './process.js';

/** Undefined for a layer that cannot be taken apart into steps; nothing can be proved of it. */
export function counterOf(
  layer: Layer,
  services: Services,
): { readonly variable: StateVariable; readonly sort: Sort } | undefined {
  const stepped = steppedOrNone(layer, services);
  const variable = stepped?.automaton.states.find((s) => s.name === stepped.counter.name);
  return stepped && variable && { variable, sort: stepped.counter.sort };
}

function steppedOrNone(
  layer: Layer,
  services: Services,
): { readonly automaton: Automaton; readonly counter: { name: string; sort: Sort } } | undefined {
  try {
    return steppedProcess(modelOf(layer, services));
  } catch (error) {
    if (error instanceof Unsteppable) return undefined;
    throw error;
  }
}
