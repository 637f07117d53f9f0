/** What the tour looks at to know whether a step was done: the document and the panels, never the clock. */
import type { Unit } from '@maat/spec-lang';

export interface Facts {
  /** The text in the editor. */
  readonly text: string | undefined;
  /** It was checked as it stands now, and has no errors. */
  readonly isRight: boolean;
  readonly units: readonly { readonly name: string; readonly kind: Unit['kind'] }[];
  /** The steps of the run that is shown, of the automaton of this name. */
  readonly run: { readonly unit: string | undefined; readonly actions: readonly string[] };
  /** What was explored last, and which invariants held in every state. */
  readonly explored: { readonly unit: string | undefined; readonly held: readonly string[] };
  /** What theorems of the text, as it stands now, are about whose obligations were all proved. */
  readonly proved: readonly string[];
  readonly derived: {
    readonly service: string | undefined;
    readonly hasCode: boolean;
    /** A line of the code was chosen that came from the service. */
    readonly sawClause: boolean;
    readonly allHold: boolean;
    /** All obligations of one of its steps are proved. */
    readonly isStepProved: boolean;
  };
  readonly live: {
    readonly service: string | undefined;
    readonly actions: readonly string[];
    /** There are islands, and each has a view of its own. */
    readonly isParted: boolean;
    /** The monitor of the service says that all is well. */
    readonly isGood: boolean;
  };
}
