/** The door for Node.js: solvers in worker threads and processes. */
export {
  openSolver,
  SOLVER_NAMES,
  type Opened,
  type SolverName,
  type SolverOptions,
} from './open.js';
export { CachedSolver } from './cache/cached.js';
export type { StoreOptions } from './cache/store.js';
export { EmbeddedSolver } from './embedded/pool.js';
export { findBinary, optionsIn, type Binary, type Found } from './native/find.js';
export { NativeSolver, type NativeOptions } from './native/solver.js';
export { TIMERS } from './timers.js';
