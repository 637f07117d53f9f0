/** Recorded traces: the format that the recorder writes and the checker reads. */
export * from './format.js';
export { readTornTrace, readTrace } from './parse.js';
export type { RawLog, TornLog, TraceError, TraceErrorCode } from './parse.js';
