/** One theorem of a derivation, as data: whoever derives asks, the judges of this folder look. */
import type { Automaton, Definition, Scope, Simulation } from '@maat/spec-lang';
import type { Demands } from '../refine/demands.js';

export type StepObligationKind =
  | 'start'
  | 'step'
  | 'enabled'
  | 'trace'
  | 'contract'
  | 'ownership'
  | 'locality'
  | 'lemma'
  | 'nonvacuity';

/** One thing that must hold for the theorem. */
export interface StepObligation {
  readonly name: string;
  readonly kind: StepObligationKind;
  /** One sentence, with the formula in question where there is one. */
  readonly what: string;
}

export interface StepQuestion {
  readonly name: string;
  readonly concrete: Automaton;
  readonly abstract: Automaton;
  readonly simulation: Simulation;
  readonly demands?: Demands;
  readonly definitions: readonly Definition[];
  readonly obligations: readonly StepObligation[];
  /** The concrete side with views of a few members only, for random runs. */
  readonly crowd: Automaton;
  /** A scope with so many processes and views, and so many elements of each other sort. */
  readonly scope: (processes: number, views: number, others: number) => Scope;
  /** Actions that may happen for ever though no input comes, with a bound for searches that are to end. */
  readonly repetitions: ReadonlyMap<string, number>;
  readonly weights: ReadonlyMap<string, number>;
  /** How much longer than those of other questions its runs are. */
  readonly length: number;
}
