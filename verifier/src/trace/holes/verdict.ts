/** What is answered about a trace with holes: the verdict on a whole trace, and what was filled in. */
import type { Counts, Failure, Method, TraceHolds } from '../verdict.js';
import type { LogText } from '../read.js';

export type HoleVerdict = HolesFilled | HolesRefuted | HolesUnknown;

/** The completed trace holds. Nobody saw what was filled in; another filling may hold as well. */
export interface HolesFilled extends TraceHolds {
  readonly filled: number;
  readonly fillings: readonly FilledEvent[];
  /** The logs as they would have been, what was filled in marked. */
  readonly completed: readonly LogText[];
  /** The completed run around what was filled in, several lines of text. */
  readonly excerpt: string;
}

/** No filling makes it a trace of the service: all were tried. */
export interface HolesRefuted extends Counts, Failure {
  readonly verdict: 'refuted';
  readonly method: Method;
  readonly holes: HoleCounts;
}

export interface HolesUnknown extends Counts {
  readonly verdict: 'unknown';
  readonly nodes: number;
  readonly holes: HoleCounts;
  /** Which bound stood in the way. */
  readonly advice: string;
  /** The event at which the best attempt ended. */
  readonly furthest?: Failure;
}

export interface HoleCounts {
  /** Events that are missing or incomplete for certain, and how many may be. */
  readonly certain: number;
  readonly most: number;
}

export interface FilledEvent {
  readonly process: string;
  readonly file: string;
  readonly n: number;
  /** `deliver(a, b, "m")`. */
  readonly event: string;
  /** The arguments that were not logged; absent where the whole line was missing. */
  readonly unlogged?: readonly string[];
}
