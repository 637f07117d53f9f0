/** What every backend shares: the dialogue with a solver, wherever it runs. */
export { repeated, unknown } from './answer.js';
export { conversation, type Attempt, type Conversation, type Turn } from './conversation.js';
export { preamble, type Family } from './dialect.js';
export { flawOf, valuesOf } from './s-expression.js';
