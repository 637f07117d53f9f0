/** What the pool and its workers say to each other. */
import type { Answer, Query, Settings } from '../smt/query.js';

export interface Job {
  readonly query: Query;
  readonly settings: Settings;
  /** The goals before this one have been answered already. */
  readonly first: number;
}

export type FromWorker =
  /** The module is loaded. */
  | { readonly kind: 'loaded' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The job is over, with or without goals left. */
  | { readonly kind: 'done' }
  /** The instance is unusable: it ran out of memory, or a fault ended it. */
  | { readonly kind: 'dead'; readonly reason: string };
