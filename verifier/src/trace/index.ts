/** Traces: does a recorded run refine a service? */
export { inWitnessOrder, type Log, type Trace, type TraceEvent } from './log.js';
export { isFaulty, parseTrace, parseTraces } from './read.js';
export type { LogText, ReadTrace } from './read.js';
export * from './holes/index.js';
export { traceScope } from './scope.js';
export { refineTrace } from './refine.js';
export type { RefineOptions } from './refine.js';
export type {
  Candidate,
  Failure,
  Method,
  Progress,
  Related,
  TraceHolds,
  TraceInvalid,
  TraceRefuted,
  TraceUnknown,
  TraceVerdict,
} from './verdict.js';
