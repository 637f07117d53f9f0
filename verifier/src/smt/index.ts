/** Proofs by a solver: obligations from the typed program, as text that any SMT solver reads. */
export * from './query.js';
export { Inexpressible } from './encode/inexpressible.js';
export type { Case, CaseGoal, GoalKind, NamedTerm, Picture, StatePair } from './claims/case.js';
export type { SimulationClaim } from './claims/both.js';
export { simulationCases } from './claims/simulation.js';
export { lemmaCases } from './claims/lemma.js';
export { invariantCases, type InvariantClaim } from './claims/invariant.js';
export { contractCases, type Contract } from './claims/contract.js';
export { queryOf, type CaseQuery } from './claims/to-query.js';
export { finiteWays, simulationJudge, type FiniteWay, type Judge } from './finite/ways.js';
