/** The door of the verifier: explorer, simulations, refinement, ledger. */
export * from './explicit/model.js';
export {
  search,
  type Figures,
  type Path,
  type SearchOptions,
  type SearchResult,
} from './explicit/search.js';
export { explore, modelOf, type ExploreOptions, type ExploreResult } from './explicit/explore.js';
export { inputsOf, showBudget, UNBOUNDED, withBudget, type Budget } from './explicit/budget.js';
export { budgetKey, environmentsOf, type EnvironmentOptions } from './explicit/environments.js';
export { grow, type Grown, type Growth } from './explicit/growth.js';
export type { Contract, Demands, Locality } from './refine/demands.js';
export type { RefinementFailure } from './refine/failure.js';
export {
  checkSimulation,
  type SimulationOptions,
  type SimulationResult,
} from './refine/simulation.js';
export type { Obstacle } from './refine/follower.js';
export {
  checkRefinement,
  type RefinementOptions,
  type RefinementResult,
} from './refine/trace-inclusion.js';
export type { StepObligation, StepObligationKind, StepQuestion } from './steps/question.js';
export type { Effort, Looked } from './steps/search.js';
export {
  looksOf,
  judgeStep,
  stepVerdict,
  type Judged,
  type JudgedStep,
  type StepVerdict,
} from './steps/judge.js';
export * from './trace/index.js';
export * from './smt/index.js';
export * from './dialogue/index.js';
export * from './pool/index.js';
export * from './prove/index.js';
export * from './certificate/index.js';
export * from './ledger/row.js';
export * from './ledger/claims.js';
export * from './ledger/ledger.js';
export * from './ledger/evidence.js';
export * from './ledger/json.js';
export * from './missing/index.js';
export * from './theorems/index.js';
export * from './instance/index.js';
