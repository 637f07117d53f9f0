/** Where an undefined term is the specification's fault: effects, invariants, initial values. */
import { OutOfScope, Undefined, specError } from './failure.js';

/** Runs; an undefined term met on the way becomes a SpecError that names the place. */
export function undefinedAsError<T>(place: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Undefined)) throw error;
    if (error instanceof OutOfScope)
      throw specError('E0604', error.span, `${place}: ${error.message}`);
    throw specError('E0601', error.span, `undefined term in ${place}: ${error.message}`);
  }
}
