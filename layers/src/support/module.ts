/** What a generated module offers, and what runs it must give. */
import type { FieldSchema, Schema, TupleSchema } from './schema.js';

export interface LayerModule {
  readonly name: string;
  readonly over: ServiceSchema;
  readonly implements: ServiceSchema;
  readonly constants: readonly {
    readonly name: string;
    readonly sort: Schema;
    readonly value: unknown;
  }[];
  /** The message sort above: an uninterpreted sort that stands for the packet of the layer above. */
  readonly message: string;
  /** `[header: Null[Header], body: Null[Msg]]`: what this layer gives to the one below. */
  readonly packet: TupleSchema;
  readonly states: readonly FieldSchema[];
  readonly timers: readonly {
    readonly name: string;
    readonly period: (constants: Constants) => number;
  }[];
  /** It cuts messages in pieces, so that they may be larger than a datagram. */
  readonly cuts?: boolean;
  readonly create: (self: string, constants: Constants, out: Sink) => LayerMachine;
}

export type Constants = Readonly<Record<string, unknown>>;

export interface ServiceSchema {
  readonly name: string;
  readonly actions: readonly ActionSchema[];
}

/** The first parameter is the process at which the action happens (internal actions may have none). */
export interface ActionSchema {
  readonly name: string;
  readonly kind: 'input' | 'output' | 'internal';
  readonly parameters: readonly FieldSchema[];
  /** Of an input that the service restricts: whether it has one with these arguments, the process first. */
  readonly allowed?: (args: Args) => boolean;
}

/** A packet as layers pass it on. */
export interface Packet {
  readonly header: { readonly tag: string } | null;
  readonly body: unknown;
}

export type Args = readonly unknown[];

/**
 * Arguments leave out the process; below, a packet stands at its position among them. The whole
 * state is in the machine's own properties and in collections, so that it can be restored.
 */
export interface LayerMachine {
  above(action: string, args: Args): void;
  below(action: string, args: Args): void;
  timer(name: string): void;
  start(): void;
  /** The state variables by name, for tests and tools; not to be changed. */
  snapshot(): Readonly<Record<string, unknown>>;
}

/** Where a machine's events go. The arguments of `fire` are all of the action's. */
export interface Sink {
  above(action: string, args: Args): void;
  below(action: string, args: Args): void;
  fire(action: string, args: Args): void;
  /** A message of the layer above as it goes over the wire, one character a byte. */
  written(message: unknown): string;
  /** How many that are. */
  size(message: unknown): number;
  /** The message that was written so, or nothing if none was. */
  read(text: string): { readonly message: unknown } | undefined;
}
