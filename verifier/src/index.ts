/** The door of the verifier: all that other packages may use. */
export * from './trace/index.js';
