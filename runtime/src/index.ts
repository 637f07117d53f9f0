/** The door of the runtime: engine, wire, simulated world. Sockets and processes are behind `hosts`. */
export { Engine } from './engine/engine.js';
export type {
  AppEvent,
  Counts,
  EngineOptions,
  Recorder,
  Refusal,
  Transmit,
  Vouch,
} from './engine/events.js';
export { LARGEST_INPUT, TooLarge } from './engine/sizes.js';
export { assemble, type Stack } from './engine/stack.js';
export { answerTo, firstView, typedArguments, viewOf } from './app.js';
export { Random } from './random.js';
export { codecOf, type Codec } from './wire/codec.js';
export { decode, encode, ofGroup, seal, type Datagram, type Wire } from './wire/datagram.js';
export { readBack, written, writtenSize } from './wire/message.js';
export { accepts } from './wire/accepts.js';
export type { Deed } from './world/deeds.js';
export { fromJson, toJson } from './wire/json.js';
export { Malformed, Reader } from './wire/reader.js';
export { Writer } from './wire/writer.js';
export {
  FAULT_NAMES,
  NO_FAULTS,
  parseFaults,
  USUAL_FAULTS,
  type FaultPlan,
  type FaultProblem,
  type Faults,
  type Upheaval,
} from './world/faults.js';
export type { ProcessLog } from './world/process.js';
export { runScenario } from './world/scenario.js';
export type { ScenarioOptions, ScenarioResult } from './world/scenario-options.js';
export { World, type RefusedAt, type Sent, type WorldOptions } from './world/world.js';
export { Workload } from './workload.js';
