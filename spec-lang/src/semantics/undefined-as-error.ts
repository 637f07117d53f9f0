/** Where an undefined term is the specification's fault: effects, invariants, initial values. */
import { Undefined, specError } from './failure.js';

/** Runs; an undefined term met on the way becomes a SpecError that names the place. */
export function undefinedAsError<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Undefined)) throw error;
    throw specError('E0601', error.span, `undefined term in ${place}: ${error.message}`);
  }
}
