// A text with a fault, and of which kind the fault is.
import type { Setting } from '@maat/verifier';

/** `event`: in what a layer emits; `derived`: in the automata between a service and its derived layer. */
export const KINDS = [
  'specification',
  'layer',
  'event',
  'relation',
  'invariant',
  'derived',
] as const;
export type Kind = (typeof KINDS)[number];

/** As a prover is handed it. */
export interface Mutant {
  readonly kind: Kind;
  readonly subject: string;
  readonly name: string;
  /** Without the fault. */
  readonly original: Setting;
  /** Absent when the checker takes the text for no program, as when its claims speak of a place that is gone. */
  readonly setting: () => Setting | undefined;
}
