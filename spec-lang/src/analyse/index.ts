/** The door of the analysis: text → typed program, and the automata that units mean. */
export { check } from './check.js';
export type { Loader } from './imports.js';
export {
  composeAutomaton,
  findAutomaton,
  layerAutomaton,
  layerComposition,
  layerInUse,
  stackComposition,
  steppedLayer,
  type InUse,
} from './meaning.js';
export { RUN_TO_COMPLETION } from './layers/run-to-completion.js';
export { userOf } from './layers/users.js';
export { toldBy } from './micro/fired.js';
export { Unsteppable } from './micro/pieces.js';
