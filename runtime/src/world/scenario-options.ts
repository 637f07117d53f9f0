/** What a life in the world is drawn from, and what is known of it afterwards. */
import type { Constants } from '@maat/layers';
import type { Stack } from '../engine/stack.js';
import type { Faults, Upheaval } from './faults.js';
import type { ProcessLog } from './process.js';
import type { RefusedAt, WorldOptions } from './world.js';

export interface ScenarioOptions {
  readonly stack: Stack;
  readonly seed: number;
  readonly members?: number;
  /** Inputs of the application, over all processes. */
  readonly casts?: number;
  /** How many bytes each message has, at least. */
  readonly size?: number;
  /** For how many ms of the world's time things happen. */
  readonly duration?: number;
  /** How many partitions, merges, crashes, restarts, joins and leaves happen meanwhile. */
  readonly upheavals?: number;
  /** Those that happen at a time of one's own choice. */
  readonly plan?: readonly Upheaval[];
  readonly faults?: Faults;
  readonly constants?: Constants;
  /** Layers whose own services are recorded, too. */
  readonly watch?: readonly string[];
  readonly tap?: WorldOptions['tap'];
}

export interface ScenarioResult {
  readonly logs: readonly ProcessLog[];
  /** The logs of watched layers. */
  readonly watched: ReadonlyMap<string, readonly ProcessLog[]>;
  /**
   * The group came to rest before the time was over: in one view (if the service has views), and, where
   * casts are sent and delivered, with all that was sent in it delivered at every member.
   */
  readonly settled: boolean;
  /** If it did not: what was still amiss when the time was over. */
  readonly unrest?: string;
  /** What happened to the group, for people. */
  readonly story: readonly string[];
  /** Milliseconds of the world's time. */
  readonly time: number;
  readonly datagrams: number;
  readonly refusals: readonly RefusedAt[];
}
