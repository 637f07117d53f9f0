/** Proofs: tasks discharged by a solver. */
export { scriptOf, type PartText } from './parts.js';
export { prove, verdictOf, type ProofResult, type ProveOptions } from './prove.js';
export type { Obligation, Posed, ProofVerdict, Task, Way } from './task.js';
