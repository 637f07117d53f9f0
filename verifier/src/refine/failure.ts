/** How a refinement fails: what was demanded, where, and with which values. */
import type { Run, State, Step, Term } from '@maat/spec-lang';

/**
 * `start`: no abstract initial state is related. `relation`: a conjunct of the relation does not
 * hold after the step. `enabled`: a guard of the abstract step is false. `choice`: the abstract
 * step has outcomes, none related. `trace`: what is seen of the abstract steps differs from the
 * concrete step. `witness`: the abstract step cannot be computed, or has no such action.
 * `unmatched`: no abstract behaviour has this trace. `invariant`, `contract`, `locality`: what is
 * demanded beside the relation (demands.ts) does not hold.
 */
export interface RefinementFailure {
  readonly kind:
    | 'start'
    | 'relation'
    | 'enabled'
    | 'choice'
    | 'trace'
    | 'witness'
    | 'unmatched'
    | 'invariant'
    | 'contract'
    | 'locality';
  /** The conjunct's or guard's own name, or where it stands in its list; empty when neither applies. */
  readonly name: string;
  /** The conjunct or guard as it is written, or a sentence. */
  readonly text: string;
  /** The values that decide it. */
  readonly terms: readonly Term[];
  /** The concrete run; its last step is the one at fault. */
  readonly run: Run;
  /** The abstract steps that the last concrete step stands for, as far as they were taken. */
  readonly fired: readonly Step[];
  /** The abstract state before the last step, or of the last state when there was no step. */
  readonly abstract?: State;
}

/** A failure without the run, which only the search knows. */
export type LocalFailure = Omit<RefinementFailure, 'run'>;
