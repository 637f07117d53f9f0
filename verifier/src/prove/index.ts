/** Proofs: tasks discharged by a solver. */
export { caseTask } from './case-task.js';
export { observationTask, type Observed } from './observation.js';
export { scriptOf, type PartText } from './parts.js';
export { prove, verdictOf, type ProofResult, type ProveOptions } from './prove.js';
export type {
  Explanation,
  Obligation,
  Posed,
  ProofVerdict,
  RunWay,
  ShownBy,
  SolverWay,
  Task,
  Way,
} from './task.js';
