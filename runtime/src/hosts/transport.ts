/** What a member needs of the network below it: datagrams to addresses and from them, some of which get lost. */

export interface Address {
  /** As the system writes it: a number, not a name. */
  readonly host: string;
  readonly port: number;
}

/** Gets what comes in; `from` is where the sender listens. */
export interface Ear {
  hear(bytes: Uint8Array, from: Address): void;
  /** Something was refused or given up before it was a datagram: to be counted by its reason. */
  drop(reason: string): void;
}

export interface Transport {
  /** Where others reach this member. */
  readonly address: Address;
  listen(ear: Ear): void;
  /** May lose it; never waits. */
  send(bytes: Uint8Array, to: Address): void;
  /** What was sent goes out if it can, in bounded time; nothing more is heard. */
  close(): Promise<void>;
}

export type TransportName = 'udp' | 'tcp';

export function isLoopback({ host }: Address): boolean {
  return host === '::1' || host.startsWith('127.');
}

export function sameAddress(one: Address, other: Address): boolean {
  return one.host === other.host && one.port === other.port;
}
