/** The door of synthesis: transformations of services into layers, and code generation. */
export { generateLayer } from './generate/generate.js';
export { generateLibrary, type Files } from './generate/library.js';
export { generateStack, stackMembers, STACK_ENTRY, type StackMember } from './generate/stack.js';
export { NotGenerable, type GenerateOptions } from './generate/scribe.js';
export { derive, type Derivative } from './derive.js';
export { sourceMapOf, type SourceLine } from './source-map.js';
export type { Origin, Transformation } from './transform/origin.js';
export type { DerivedLayer, DerivedStep } from './transform/step.js';
export type { Obligation, ObligationKind } from './transform/obligation.js';
export { peopled } from './transform/views.js';
export { layerTheorem, type Theorem } from './transform/layer-check.js';
export {
  timersIn,
  trialBeginnings,
  trialGrowth,
  trialIdle,
  trialInputs,
  trialOf,
  trialSorts,
  trialWeights,
  tuned,
  type Tuned,
} from './transform/layer-trial.js';
export { mutantsOf, type Mutant } from './transform/mutants.js';
export { demandsOf, type StepDemands } from './transform/contract.js';
export { automatonNamed } from './transform/elaborate.js';
export { derivable } from './begin.js';
export {
  derivedTheorem,
  handlersTheorem,
  questionsOf,
  repetitions,
  scopeOf,
  stepTheorem,
  theoremsOf,
  walkWeights,
  type DerivedQuestion,
} from './transform/theorems.js';
export { claimsOfDerivation, type DerivedClaim, type DerivedClaims } from './transform/claims.js';
export { instanceOf, type Instance } from './instance/instance.js';
export { Misfit } from './instance/misfit.js';
export { template, type Template } from './instance/template.js';
