/** The lines of a recorded trace, as the recorder writes them and the reader gives them back. See TRACES.md. */

/** The version of the format that this module writes and reads. */
export const TRACE_VERSION = 1;

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The first line of a log: which process of which run wrote it, and what it ran. */
export interface TraceHeader {
  readonly maat: typeof TRACE_VERSION;
  /** The process whose events these are; the first argument of each of them. */
  readonly process: string;
  /** Names one run; the logs of a run share it, the logs of two runs do not. */
  readonly run: string;
  /** The service that the events belong to, and the stack that provided it. */
  readonly service: string;
  readonly stack: string;
  /** The processes that the run began with. */
  readonly members?: readonly string[];
  readonly seed?: string | number;
  /** Anything else that the recorder wants to remember; readers keep it and do not use it. */
  readonly notes?: { readonly [key: string]: Json };
}

/** One event, or one internal step of the service that the layer says it took. */
export interface TraceLine {
  /** Counts all lines between header and closing line, from 1. */
  readonly n: number;
  /** Milliseconds on the process's own clock; never decreases within a log. */
  readonly t: number;
  readonly action: string;
  /** By the names of the service's signature. */
  readonly args: { readonly [parameter: string]: Json };
  readonly witness?: Witness;
  /** Nobody recorded this: the whole line, or the arguments of these names, were filled in later. */
  readonly filled?: true | readonly string[];
}

export interface Witness {
  /** A Lamport clock; never decreases within a log. */
  readonly clock: number;
  /** The line is an internal step of the service, not an event that a user of it could see. */
  readonly internal?: true;
}

/** The last line: the log is whole. `killed` is added by whoever killed the process. */
export interface TraceEnd {
  readonly end: 'closed' | 'killed';
  /** How many lines stand between the header and this one. */
  readonly lines: number;
}

/** One line of a log with its line feed; JSON escapes control characters, so it is one line. */
export function formatLine(line: TraceHeader | TraceLine | TraceEnd): string {
  return `${JSON.stringify(line)}\n`;
}
