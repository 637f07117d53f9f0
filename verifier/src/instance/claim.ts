/** That a derivation is an instance of that of the normal form, as synthesis tells it: which parts stand for which. */
import type { Automaton, Definition, Expr, Invariant, Sort, Transition } from '@maat/spec-lang';
import type { Contract } from '../refine/demands.js';

export interface InstanceClaim {
  readonly service: Automaton;
  readonly definitions: readonly Definition[];
  readonly log: string;
  /** How much of the log was observed, by view and process. */
  readonly index: string;
  /** What each process keeps for itself, the index aside. */
  readonly own: readonly string[];
  readonly values: readonly string[];
  readonly entry: Sort;
  /** Terms for the values after an entry; locals stand for those before, and for a sequence which the entry begins. */
  readonly fold: {
    readonly log: string;
    readonly before: readonly string[];
    readonly after: readonly Expr[];
    /** What has to hold for those after to be of their sorts. */
    readonly required: readonly Expr[];
  };
  /**
   * Which program is the first to be one of the normal form's: 0, the service, or 1, where the step to the service is
   * proved as it is.
   */
  readonly first: 0 | 1;
  /** From that on, what each step makes of it. */
  readonly programs: readonly InstanceProgram[];
}

export interface InstanceProgram {
  readonly service: Automaton;
  /** With the service's sorts for its own. */
  readonly template: Automaton;
  readonly images: ReadonlyMap<string, Image>;
  readonly clauses: readonly ClauseMatch[];
  readonly contracts: {
    readonly service: readonly Contract[];
    readonly template: readonly Contract[];
  };
  readonly lemmas: {
    readonly service: readonly Invariant[];
    readonly template: readonly Invariant[];
  };
  /** Lemmas of the service's program that were proved with the step that made it: they are known here. */
  readonly known: readonly Invariant[];
}

/** What a variable of the template's program is, from those of the service's. */
export type Image =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'values'; readonly names: readonly string[] }
  | { readonly kind: 'history'; readonly names: readonly string[]; readonly length: string }
  | { readonly kind: 'free' };

export interface ServiceClause {
  readonly transition: Transition;
  readonly guards: readonly Expr[];
  readonly appended?: Expr;
  readonly observes: boolean;
}

export interface ClauseMatch {
  readonly clause: Transition;
  /** Absent for what a step added. */
  readonly of?: ServiceClause;
  /** Absent where only a process's own state is concerned. */
  readonly as?: Transition;
}

/** The sort of the template's updates: an entry, and what it does to the values. */
export const UPDATE = 'NormalForm.Update';
