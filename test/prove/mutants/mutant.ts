// A text with a fault, and of which kind the fault is.
import type { Setting } from '@maat/verifier';

export const KINDS = ['specification', 'layer', 'relation', 'invariant', 'derived'] as const;
export type Kind = (typeof KINDS)[number];

/** As a prover is handed it. */
export interface Mutant {
  readonly kind: Kind;
  readonly subject: string;
  readonly name: string;
  /** Without the fault. */
  readonly original: Setting;
  readonly setting: () => Setting;
}
