// The options of `maat run`, as commander hands them over.
import type { LedgerOptions } from '../commands/ledger-option.js';
import type { Range } from '../input/numbers.js';
import type { CommonOptions } from '../session.js';

export interface RunOptions extends CommonOptions, LedgerOptions {
  readonly transport: string;
  readonly members: number;
  /** 100, unless a duration says otherwise. */
  readonly casts?: number;
  /** Bytes of each message, at least. */
  readonly size?: number;
  readonly loss?: number;
  readonly faults?: string;
  /** 1; of a stack of one's own that is held against its services several, if nothing is said. */
  readonly seed?: number;
  readonly seeds?: Range;
  /** 6, unless they are planned. */
  readonly upheavals?: number;
  readonly kill: number;
  readonly join: number;
  readonly duration?: number;
  readonly refine?: boolean;
  /** Whether lower layers are held against their services, too; unless told, those of a stack of the user's own. */
  readonly layers?: boolean;
  readonly trace?: string;
}
