/** Proofs by a solver: obligations from the typed program, as text that any SMT solver reads. */
export * from './query.js';
export { Inexpressible } from './encode/inexpressible.js';
export type { Case, CaseGoal, GoalKind, NamedTerm, Picture, StatePair } from './claims/case.js';
export type { SimulationClaim } from './claims/both.js';
export { simulationCases } from './claims/simulation.js';
export { lemmaCases } from './claims/lemma.js';
export { invariantCases, type InvariantClaim } from './claims/invariant.js';
export { contractCases } from './claims/contract.js';
export { queryOf, togetherOf, type CaseQuery } from './claims/to-query.js';
export { finiteWays, type FiniteWay } from './finite/ways.js';
export { invariantJudge, simulationJudge, type Failed, type Judge } from './finite/judge.js';
export type { Candidate as StepCandidate } from './finite/candidate.js';
/** The parts of the translation, for those who hold it against the reference semantics. */
export { SymAutomaton, type SymState, type SymStep } from './claims/automaton.js';
export { equalSyms } from './encode/compare.js';
export { BOXES } from './encode/box.js';
export { Problem } from './encode/context.js';
export type { Env } from './encode/env.js';
export { evaluateSym } from './encode/evaluate.js';
export { Literals } from './encode/literal.js';
export type { Sym } from './encode/value.js';
export { denialsOf, type Denial } from './claims/denial.js';
export { elementFn, TooLarge, type FiniteInstance } from './finite/instance.js';
export { finiteQuery } from './finite/pose.js';
export {
  and,
  equal,
  exists,
  forall,
  implies,
  ite,
  less,
  lessOrEqual,
  not,
  or,
} from './logic/build.js';
export { clausesOf } from './logic/clauses.js';
export { Known } from './logic/known.js';
export { termText } from './logic/print.js';
export { Sharing } from './logic/sharing.js';
export { apply, FALSE, numeral, TRUE, variable, type Fn, type Term } from './logic/term.js';
