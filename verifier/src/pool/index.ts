/** Solvers as pools of workers, on whatever platform: what each of them is made of. */
export { AskingOnce } from './asking-once.js';
export { attempts, type Ending, type Part } from './attempts.js';
export type { FromWorker, Job } from './messages.js';
export { SolverPool, type Platform, type PoolOptions } from './pool.js';
export { RememberingSolver, type AnswerStore } from './remembering.js';
export { Slots } from './slots.js';
export { patienceFor, Watchdog, type Timers } from './watchdog.js';
export { work, type Workplace } from './work.js';
export { type Listener, type StartThread, type Thread } from './worker.js';
export { newZ3Context, type Z3Context, type Z3Module } from './z3-module.js';
