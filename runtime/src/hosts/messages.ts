/** What the launcher and the processes that it starts tell each other. */
import type { Refusal } from '../engine/events.js';
import type { Faults } from '../world/faults.js';
import type { Address, TransportName } from './transport.js';

/** Where a process finds its stack: among those of this repository, or in a module made for the run. */
export type StackSource = { readonly name: string } | { readonly module: string };

export interface MemberConfig {
  readonly transport: TransportName;
  readonly stack: StackSource;
  readonly name: string;
  readonly seed: number;
  readonly faults: Faults;
  readonly run: string;
  readonly members: readonly string[];
  /** The file of the log. */
  readonly trace: string;
  /** JSON values of constants of Nat, Int, Bool and String. */
  readonly constants: Readonly<Record<string, boolean | number | string>>;
  /** How many bytes each message has, at least. */
  readonly size: number;
}

export type ToMember =
  | { readonly kind: 'start'; readonly peers: Readonly<Record<string, Address>> }
  /** Bring so many more inputs to the service, at so many a second. */
  | { readonly kind: 'work'; readonly count: number; readonly rate: number }
  /** Bring this input to the service now; the texts are what a person typed for its parameters. */
  | { readonly kind: 'input'; readonly action: string; readonly texts: readonly string[] }
  /** What happens from now on to datagrams that are sent; to those of `cut` none is. */
  | { readonly kind: 'network'; readonly faults: Faults; readonly cut: readonly string[] }
  | { readonly kind: 'stop' };

export type FromMember =
  | { readonly kind: 'ready'; readonly address: Address }
  | { readonly kind: 'status'; readonly status: MemberStatus }
  /** An input that somebody asked for could not be brought. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** `term`: a layer met a term without a value; otherwise the fault is of this program or of the system. */
  | { readonly kind: 'failed'; readonly reason: string; readonly term: boolean };

export interface MemberStatus {
  /** Inputs brought to the service, and how many more there will be. */
  readonly issued: number;
  readonly toIssue: number;
  /** Own casts that did not come back yet. */
  readonly pending: number;
  readonly outputs: number;
  /** The members of the view, if the service has views and there is one. */
  readonly view: readonly string[] | undefined;
  /** Lines recorded; for how many ms none was. */
  readonly lines: number;
  readonly quietFor: number;
  /** Packets that a layer could not handle: what it met, and how often. */
  readonly refusals: readonly Refusal[];
}
