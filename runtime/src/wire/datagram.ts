/**
 * Datagrams: magic, version, the fingerprint of stack and group, a checksum of what follows it,
 * sender, receiver, the sender's Lamport clock, then packets up to the end.
 */
import type { Packet } from '@maat/layers';
import { fingerprint } from '@maat/spec-lang';
import { checksum } from './checksum.js';
import type { Codec } from './codec.js';
import { Malformed, Reader, type Latin1 } from './reader.js';
import { Writer } from './writer.js';

/** What both ends must agree on. */
export interface Wire {
  readonly fingerprint: number;
  readonly packet: Codec;
}

/** The same for the members of one group only. */
export function ofGroup(wire: Wire, group: string): Wire {
  return { ...wire, fingerprint: fingerprint(JSON.stringify([wire.fingerprint, group])) };
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly clock: number;
}

export interface Datagram extends Envelope {
  readonly packets: readonly Packet[];
}

export type Decoded = { readonly datagram: Datagram } | { readonly dropped: string };

/** What fits into an Ethernet frame with room for the lower headers. */
export const FRAME = 1200;

/** A packet on its way to one process or several: it is written once. */
export class Parcel {
  readonly packet: Packet;
  private bytes: Uint8Array | undefined;

  constructor(packet: Packet) {
    this.packet = packet;
  }

  written({ packet: codec }: Wire): Uint8Array {
    if (this.bytes === undefined) {
      SCRATCH.cutTo(0);
      codec.write(SCRATCH, this.packet);
      this.bytes = SCRATCH.take();
    }
    return this.bytes;
  }
}

/** Writes as many of the packets as fit, at least one; says how many. */
export function encode(
  wire: Wire,
  envelope: Envelope,
  packets: readonly Packet[],
): { bytes: Uint8Array; taken: number } {
  return pack(
    wire,
    envelope,
    packets.map((p) => new Parcel(p)),
  );
}

/** The same of parcels, from the `first` on, with at most `limit` bytes if there is more than one. */
export function pack(
  wire: Wire,
  envelope: Envelope,
  parcels: readonly Parcel[],
  first = 0,
  limit = FRAME,
): { bytes: Uint8Array; taken: number } {
  OUT.cutTo(0);
  writeEnvelope(OUT, wire, envelope);
  let taken = 0;
  for (let parcel = parcels[first]; parcel !== undefined; parcel = parcels[first + taken]) {
    const bytes = parcel.written(wire);
    if (taken > 0 && OUT.length + bytes.length > limit) break;
    OUT.bytes(bytes);
    taken += 1;
  }
  const bytes = OUT.take();
  seal(bytes);
  return { bytes, taken };
}

/** Whatever the bytes: a datagram, or the reason why it is none. */
export function decode(wire: Wire, bytes: Uint8Array, latin1?: Latin1): Decoded {
  try {
    return readDatagram(wire, bytes, latin1);
  } catch (error) {
    if (error instanceof Malformed) return { dropped: error.message };
    throw error;
  }
}

const SCRATCH = new Writer();
const OUT = new Writer();
const MAGIC = [0x4d, 0x61];
const VERSION = 2;
/** Where the checksum stands, and what it covers begins. */
const SUM_AT = 7;
const COVERED_AT = 11;

/** Writes the checksum of the rest into its place. */
export function seal(bytes: Uint8Array): void {
  const sum = checksum(bytes, COVERED_AT);
  for (let i = 0; i < 4; i += 1) bytes[SUM_AT + i] = (sum >>> (24 - 8 * i)) & 0xff;
}

function writeEnvelope(w: Writer, wire: Wire, envelope: Envelope): void {
  for (const byte of [...MAGIC, VERSION]) w.byte(byte);
  writeNumber(w, wire.fingerprint);
  writeNumber(w, 0);
  w.text(envelope.from);
  w.text(envelope.to);
  w.varint(envelope.clock);
}

/** Four bytes, the highest first. */
function writeNumber(w: Writer, value: number): void {
  for (let shift = 24; shift >= 0; shift -= 8) w.byte((value >>> shift) & 0xff);
}

function readNumber(r: Reader): number {
  let value = 0;
  for (let i = 0; i < 4; i += 1) value = ((value << 8) | r.byte()) >>> 0;
  return value;
}

function readDatagram(wire: Wire, bytes: Uint8Array, latin1: Latin1 | undefined): Decoded {
  const r = new Reader(bytes, latin1);
  if (r.remaining < COVERED_AT) return { dropped: 'short' };
  if (r.byte() !== MAGIC[0] || r.byte() !== MAGIC[1]) return { dropped: 'wrong magic' };
  if (r.byte() !== VERSION) return { dropped: 'wrong version' };
  if (readNumber(r) !== wire.fingerprint) return { dropped: 'another stack or group' };
  if (readNumber(r) !== checksum(bytes, COVERED_AT)) return { dropped: 'damaged' };
  const envelope = { from: r.text(), to: r.text(), clock: r.varint() };
  const packets: Packet[] = [];
  do packets.push(wire.packet.read(r) as Packet);
  while (r.remaining > 0);
  return { datagram: { ...envelope, packets } };
}
