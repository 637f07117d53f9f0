/** Recorded traces: the format that the recorder writes and the checker reads. */
export * from './format.js';
export { readTrace } from './parse.js';
export type { RawLog, TraceError, TraceErrorCode } from './parse.js';
