/** Facts that an induction may be missing. */
export { suggestions, type Suggestions } from './suggest.js';
export type { Subject } from './samples.js';
