/** What an engine is made of, takes and gives: options, the application's events, datagrams, counts. */
import type { Args, Constants } from '@maat/layers';
import type { Stack } from './stack.js';
import type { TraceLine } from '@maat/spec-lang';
import type { Latin1 } from '../wire/reader.js';

/** Gets the lines of a log, one after the other. */
export type Recorder = (line: TraceLine) => void;

export interface EngineOptions {
  readonly stack: Stack;
  /** The process's endpoint: a name that no other process has or had. */
  readonly self: string;
  /** Values of layers' constants; one that two layers have goes to both. */
  readonly constants?: Constants;
  readonly seed: number;
  /** How many messages of the application may be under way before there is no `room`. */
  readonly window?: number;
  /** How many bytes of packets go together into one datagram: by default what fits into an Ethernet frame. */
  readonly datagram?: number;
  /** How the host reads text, if it knows a faster way. */
  readonly latin1?: Latin1;
  /** Groups of different names do not hear each other, whatever their members are called. */
  readonly group?: string;
  /** Gets the events of the top service before they have any effect outside. */
  readonly record?: Recorder;
  /** The same for the services of lower layers, by the layer's name. */
  readonly boundaries?: Readonly<Record<string, Recorder>>;
}

export interface AppEvent {
  readonly action: string;
  /** Without the process. */
  readonly args: Args;
}

export interface Transmit {
  readonly to: string;
  readonly bytes: Uint8Array;
}

export interface Counts {
  received: number;
  sent: number;
  packets: number;
  /** Datagrams that were dropped, by reason. */
  readonly dropped: Map<string, number>;
  /** Packets at which a layer met a term without a value, by its place: they were taken back. */
  readonly refused: Map<string, Refusal>;
}

export interface Refusal {
  count: number;
  /** Of the first of them. */
  readonly message: string;
}

/** May the datagram be from whom it says? */
export type Vouch = (name: string) => boolean;
