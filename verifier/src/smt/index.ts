/** Proofs by a solver: obligations from the typed program, as text that any SMT solver reads. */
export * from './query.js';
export { Inexpressible } from './encode/inexpressible.js';
export type { Case, CaseGoal, GoalKind, NamedTerm, Picture, StatePair } from './claims/case.js';
export { simulationCases, type SimulationClaim } from './claims/simulation.js';
export { queryOf } from './claims/to-query.js';
