/**
 * Datagrams: magic, version, the fingerprint of stack and group, a checksum of what follows it,
 * sender, receiver, the sender's Lamport clock, then packets up to the end.
 */
import type { Packet } from '@maat/layers';
import { fingerprint } from '@maat/spec-lang';
import { checksum } from './checksum.js';
import type { Codec } from './codec.js';
import { Malformed, Reader } from './reader.js';
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
const LIMIT = 1200;

/** Writes as many of the packets from `first` on as fit, at least one; says how many. */
export function encode(
  wire: Wire,
  envelope: Envelope,
  packets: readonly Packet[],
  first = 0,
): { bytes: Uint8Array; taken: number } {
  SCRATCH.cutTo(0);
  writeEnvelope(SCRATCH, wire, envelope);
  let taken = 0;
  for (let i = first; i < packets.length; i += 1) {
    const mark = SCRATCH.length;
    wire.packet.write(SCRATCH, packets[i]);
    if (taken > 0 && SCRATCH.length > LIMIT) {
      SCRATCH.cutTo(mark);
      break;
    }
    taken += 1;
  }
  const bytes = SCRATCH.take();
  seal(bytes);
  return { bytes, taken };
}

/** Whatever the bytes: a datagram, or the reason why it is none. */
export function decode(wire: Wire, bytes: Uint8Array): Decoded {
  try {
    return readDatagram(wire, bytes);
  } catch (error) {
    if (error instanceof Malformed) return { dropped: error.message };
    throw error;
  }
}

const SCRATCH = new Writer();
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

function readDatagram(wire: Wire, bytes: Uint8Array): Decoded {
  const r = new Reader(bytes);
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
