/** What a proof asks for: obligations, and the ways in which a solver can be asked about them. */
import type { Span } from '@maat/spec-lang';
import type { Claim } from '../ledger/row.js';
import type { Candidate } from '../smt/finite/candidate.js';
import type { Failed } from '../smt/finite/judge.js';
import type { Query, Settings } from '../smt/query.js';

/** Obligations that are asked about together: usually those of one action. */
export interface Task {
  /** What is proved when all obligations of all its tasks are. */
  readonly theorem: Claim;
  /** What the theorem takes for granted: theorems that have to be proved beside it. */
  readonly restsOn?: readonly Claim[];
  /** What it takes for granted of the world in which layers run, for people. */
  readonly assumes?: readonly string[];
  /** `start`, or the action. */
  readonly name: string;
  readonly obligations: readonly Obligation[];
  /** Tried in this order, on what is still open. */
  readonly ways: readonly Way[];
}

export interface Obligation {
  /** Unlike any other of the same theorem. */
  readonly name: string;
  /** What it says, in the language. */
  readonly says: string;
  /**
   * What shows it: that its denial is `unsat`. Or, that something is possible at all: the premises
   * together by `sat`, an action by a run. A theorem without one of the latter may hold of nothing.
   */
  readonly shownBy: ShownBy;
  readonly place?: Span;
  /** What else to try when the solver gives up. */
  readonly advice?: string;
}

export type Way = SolverWay | RunWay;

/** Asks a solver. */
export interface SolverWay {
  readonly kind: 'solver';
  /** Such as `quantified`, `ground`, `finite`. */
  readonly name: string;
  readonly settings: Pick<Settings, 'options' | 'rlimit'>;
  /** The answers that count here: in a finite instance `unsat` shows nothing, among chosen instances `sat`. */
  readonly counts: readonly ('unsat' | 'sat')[];
  /** About these obligations only; the same for the same ones. */
  readonly pose: (open: readonly Obligation[]) => Posed;
}

/** Looks for runs of the reference semantics: what was seen to happen is possible. */
export interface RunWay {
  readonly kind: 'runs';
  readonly name: string;
  /** By the name of the obligation, where in which run it was seen; the same each time. */
  readonly observe: (open: readonly Obligation[]) => ReadonlyMap<string, string>;
}

export interface Posed {
  readonly query: Query;
  /** For each goal of the query the obligation that it is a part of; an obligation is shown when all its parts are. */
  readonly parts: readonly Obligation[];
  /**
   * The states behind a `sat` goal, from its values. Nothing where the reference semantics does not
   * confirm them; then the answer refutes nothing, and shows nothing to be possible.
   */
  readonly explain?: (goal: number, values: readonly string[]) => Explanation | undefined;
}

/** Of an answer `sat`: the states that it means, for people, and for further questions about them. */
export interface Explanation {
  readonly text: string;
  readonly candidate?: Candidate;
  /** Of a counterexample, what is false after its step. */
  readonly failed?: Failed;
}

export type ShownBy = 'unsat' | 'sat' | 'run';

/** Refuted is also what had to be possible and is not. */
export type ProofVerdict = 'proved' | 'refuted' | 'unknown';
