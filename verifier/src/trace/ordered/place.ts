/** Where the search for a behaviour of an ordered service stands, and how it can go on. */
import type { State, Step } from '@maat/spec-lang';

export interface Place {
  /** How many events of each log are explained. */
  readonly frontier: readonly number[];
  readonly state: State;
  /** For each process, what of its queue may have been orphaned in an earlier view. */
  readonly credit: readonly Credit[];
}

export interface Credit {
  /** So many requests at the head of the queue. */
  readonly count: number;
  /** They would have been taken just before the process left that view by this step. */
  readonly departure?: Step;
}

export const NO_CREDIT: Credit = { count: 0 };

export interface Move {
  readonly to: Place;
  readonly taken: readonly Taken[];
}

export interface Taken {
  readonly step: Step;
  /** For an orphan: it was taken just before this earlier step. */
  readonly before?: Step;
}
