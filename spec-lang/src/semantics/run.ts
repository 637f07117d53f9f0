/** A run: states and the steps between them, and the check that it is one of the automaton's. */
import type { Diagnostic } from '../text/diagnostic.js';
import { at } from './construct.js';
import type { Instance } from './instance.js';
import { stateKey } from './key.js';
import type { State, Step } from './value.js';

export type Stopped =
  /** The number of steps that was asked for is reached. */
  | { readonly kind: 'steps' }
  /** No step is enabled in the last state. */
  | { readonly kind: 'deadlock' }
  /** The last state violates this invariant. */
  | { readonly kind: 'invariant'; readonly name: string }
  /** The specification cannot be run on. */
  | { readonly kind: 'error'; readonly diagnostics: readonly Diagnostic[] };

/** `states` has one more element than `steps`: step i leads from state i to state i + 1. */
export interface Run {
  readonly automaton: string;
  /** The seed that gives this run again, if it was chosen by one. */
  readonly seed?: number;
  readonly states: readonly State[];
  readonly steps: readonly Step[];
  readonly stopped: Stopped;
}

/**
 * The first place where a run is not one of the instance's: 0 when its first state is no initial
 * state, i when step i (counted from 1) cannot lead where the run says; undefined when it is one.
 */
export function firstWrongStep(instance: Instance, run: Run): number | undefined {
  const among = (states: readonly State[], state: State): boolean =>
    states.some((s) => stateKey(s) === stateKey(state));
  if (!among(instance.initialStates(), at(run.states, 0))) return 0;
  const wrong = run.steps.findIndex(
    (step, i) => !among(instance.post(at(run.states, i), step), at(run.states, i + 1)),
  );
  return wrong < 0 ? undefined : wrong + 1;
}
