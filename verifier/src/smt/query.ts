/** What a solver is asked: hypotheses once, then one goal after another; the text is SMT-LIB 2.6. */

/** Goals that share declarations and hypotheses: usually those of one action. */
export interface Query {
  readonly name: string;
  /** Declarations and assertions; no options, no `check-sat`. */
  readonly prelude: string;
  readonly goals: readonly Goal[];
}

/** `text` asserts what would refute the goal: `unsat` of prelude and text together proves it. */
export interface Goal {
  readonly name: string;
  readonly text: string;
  /** Terms whose values are wanted when the answer is `sat`. */
  readonly values?: readonly string[];
}

/** Options of one attempt. The same query, solver version and settings give the same answers. */
export interface Settings {
  /** `(set-option :KEY VALUE)`, such as `smt.mbqi` `false`. */
  readonly options: Readonly<Record<string, string>>;
  /** A deterministic limit on work for each goal; solvers without it use the time limit only. */
  readonly rlimit: number;
  readonly timeoutMs: number;
  readonly seed: number;
}

export type Answer =
  | { readonly kind: 'unsat'; readonly seconds: number }
  /** `values` in the order of the goal's terms, as SMT-LIB text. */
  | { readonly kind: 'sat'; readonly seconds: number; readonly values: readonly string[] }
  | {
      readonly kind: 'unknown';
      readonly seconds: number;
      readonly reason: UnknownReason;
      readonly detail: string;
    };

/** `resource`: the limit was reached; `incomplete`: the solver gave up by itself. */
export type UnknownReason = 'resource' | 'time' | 'incomplete' | 'cancelled' | 'crashed' | 'error';

export interface Solver {
  /** Such as `z3-solver`, `z3`, `cvc5`. */
  readonly name: string;
  readonly version: string;
  /** As many answers as goals, in their order. Never rejects for what a text or a solver does. */
  solve(query: Query, settings: Settings, cancel?: Cancellation): Promise<readonly Answer[]>;
  close(): Promise<void>;
}

/** What an `AbortSignal` is, as far as solvers use it; the pure rooms do not know the platform's. */
export interface Cancellation {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
