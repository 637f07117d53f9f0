/** One case of a proof: what is known before a step, the step, and what has to hold after it. */
import type { Sort, Span } from '@maat/spec-lang';
import type { Problem } from '../encode/context.js';
import type { Sym } from '../encode/value.js';
import type { Term } from '../logic/term.js';

export interface Case {
  /** `start`, or the action and its clause. */
  readonly name: string;
  readonly problem: Problem;
  /** Invariants and conjuncts of the relation, in the state before. */
  readonly hypotheses: readonly NamedTerm[];
  /** The step's guards. */
  readonly premises: readonly NamedTerm[];
  readonly goals: readonly CaseGoal[];
  /** That there is no such step is no fault of the claim: that no input is ignored, say. */
  readonly mayBeEmpty?: boolean;
  readonly picture: Picture;
}

export interface NamedTerm {
  readonly name: string;
  readonly term: Term;
}

export type GoalKind =
  | 'start'
  | 'step'
  | 'enabled'
  | 'trace'
  | 'defined'
  | 'lemma'
  /** What must hold whenever the step may be taken, though no comparison of steps shows it. */
  | 'contract';

export interface CaseGoal extends NamedTerm {
  readonly kind: GoalKind;
  /** What it says, in the language. */
  readonly text: string;
  readonly span: Span;
}

/** What a counterexample shows: the states and the step, by name. */
export interface Picture {
  readonly concrete: StatePair;
  readonly abstract?: StatePair;
  readonly action: string;
  readonly parameters: readonly { readonly name: string; readonly value: Sym }[];
  /** The automata's value parameters. */
  readonly constants: readonly {
    readonly name: string;
    readonly sort: Sort;
    readonly value: Sym;
  }[];
}

export interface StatePair {
  readonly automaton: string;
  readonly before: ReadonlyMap<string, Sym>;
  readonly after: ReadonlyMap<string, Sym>;
}
