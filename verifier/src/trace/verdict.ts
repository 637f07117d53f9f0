/** What trace refinement answers: plain data, ready for JSON, reports and terminals. */
import type { TraceError } from '@maat/spec-lang';

export type TraceVerdict = TraceHolds | TraceRefuted | TraceUnknown | TraceInvalid;

/** How the answer was found; see the pages of witness.ts, multicast/, ordered/ and search.ts. */
export type Method = 'witness' | 'linear' | 'ordered' | 'search';

export interface Counts {
  /** External events in all logs. */
  readonly events: number;
  /** Logs. */
  readonly members: number;
  /** Different views that were entered; 0 for a service without views. */
  readonly views: number;
  /** Of the events, those that were filled in: nobody recorded them, or not all of their arguments. */
  readonly filled?: number;
}

export interface TraceHolds extends Counts {
  readonly verdict: 'holds';
  readonly method: Method;
  /** Steps of the service, internal ones included, that explain the trace. */
  readonly steps: number;
}

export interface TraceRefuted extends Counts, Failure {
  readonly verdict: 'refuted';
  readonly method: Method;
}

/** The search ended before its end; the failure is that of the best behaviour it met. */
export interface TraceUnknown extends Counts, Failure {
  readonly verdict: 'unknown';
  readonly method: 'ordered' | 'search';
  /** How many steps the search tried. */
  readonly nodes: number;
}

/** The logs are no trace of this service. */
export interface TraceInvalid {
  readonly verdict: 'invalid';
  readonly errors: readonly TraceError[];
}

/** The first event that no behaviour explains, and what stands around it. */
export interface Failure {
  readonly process: string;
  readonly file: string;
  readonly line: number;
  readonly n: number;
  /** `deliver(a, b, "m")`. */
  readonly event: string;
  /** One sentence, with the name of the violated property where it has one. */
  readonly reason: string;
  /** Events that the best behaviour explains, of `events`; and for each process. */
  readonly explained: number;
  readonly progress: readonly Progress[];
  /** For each event that could have come next: the first conjunct of its guard that is false. */
  readonly candidates: readonly Candidate[];
  /** Internal steps of the service that could help the event to happen, and why they are not possible. */
  readonly blocked: readonly (Falsity & { readonly step: string })[];
  /** Other places that the reason speaks of. */
  readonly related: readonly Related[];
  /** A space-time picture of the events around, several lines of text. */
  readonly excerpt: string;
}

export interface Progress {
  readonly process: string;
  readonly explained: number;
  readonly events: number;
}

export interface Candidate extends Falsity {
  readonly process: string;
  readonly file: string;
  readonly line: number;
  readonly event: string;
}

export interface Falsity {
  /** The label of the guard, or empty. */
  readonly label: string;
  /** The conjunct that is false, as it is written, and the values that make it so. */
  readonly conjunct: string;
  readonly values: readonly { readonly term: string; readonly value: string }[];
}

export interface Related {
  readonly process: string;
  readonly file: string;
  readonly line: number;
  readonly event: string;
}
