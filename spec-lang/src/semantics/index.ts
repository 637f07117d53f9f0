/** The reference semantics: what the other rooms may use of it. */
export * from './construct.js';
export { compareNames, compareValues, equalValues } from './compare.js';
export { keyOf, stateKey } from './key.js';
export { itemsOf, showValue } from './show.js';
export { keySort, valueFromJson, valueToJson, type FromJson } from './json.js';
export { SpecError, Undefined } from './failure.js';
export {
  EMPTY_SCOPE,
  ENDLESS_SORTS,
  checkScope,
  elementNames,
  parseScope,
  type Scope,
} from './scope.js';
export { scopeValueText } from './scope-value.js';
export { defaultValue, domainOf, domainSize } from './domain.js';
export { uninterpretedSorts } from './used-sorts.js';
export { environment, evaluate, type Environment } from './evaluate.js';
export {
  actionOf,
  instantiate,
  type Instance,
  type InstanceOptions,
  type Successor,
} from './instance.js';
export type { Explanation } from './explain.js';
export type { Term } from './deciding-terms.js';
export { runToItf, valueToItf } from './itf.js';
export { valueFromItf } from './itf-value.js';
export { readItf, type BadItf, type SaidState, type SaidStep } from './itf-run.js';
export { wrongStateText } from './replay-text.js';
export { replayStates, type Difference, type Replayed, type WrongState } from './replay.js';
export { drawSpaceTime, spaceTime, type SpaceTimeRow } from './space-time.js';
export {
  messagesOf,
  placeOf,
  processOf,
  processSort,
  type Message,
  type Places,
} from './messages.js';
export { shivizLog, vectorClocks, type LoggedEvent, type VectorClock } from './shiviz.js';
export { pairing, type PairCondition, type Pairing } from './pairing.js';
export { firstWrongStep, type Run, type Stopped } from './run.js';
export { simulate, type SimulateOptions } from './schedule.js';
export { fairScheduler, type Scheduler } from './scheduler.js';
export { randomFrom, type Random } from './random.js';
export type { State, Step, Value } from './value.js';
