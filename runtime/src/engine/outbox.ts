/** Packets on their way out, by destination, until somebody asks for datagrams. */
import type { Packet } from '@maat/layers';
import { pack, Parcel, type Wire } from '../wire/datagram.js';

export interface OutboxOptions {
  readonly wire: Wire;
  readonly self: string;
  /** How many bytes of packets go together into one datagram. */
  readonly datagram: number;
}

/** One datagram and how many packets are in it. */
export interface Packed {
  readonly to: string;
  readonly bytes: Uint8Array;
  readonly packets: number;
}

interface Queue {
  readonly parcels: Parcel[];
  next: number;
}

export class Outbox {
  private readonly options: OutboxOptions;
  private readonly queues = new Map<string, Queue>();
  private last: Parcel | undefined;

  constructor(options: OutboxOptions) {
    this.options = options;
  }

  /** The same packet to several processes, one after the other, is written once. */
  add(to: string, packet: Packet): void {
    const parcel = this.last?.packet === packet ? this.last : new Parcel(packet);
    this.last = parcel;
    const queue = this.queues.get(to);
    if (queue === undefined) this.queues.set(to, { parcels: [parcel], next: 0 });
    else queue.parcels.push(parcel);
  }

  /** Destinations take turns, so that nobody waits until another has got everything. */
  next(clock: number): Packed | undefined {
    const [first] = this.queues;
    if (first === undefined) return undefined;
    const [to, queue] = first;
    const { wire, self, datagram } = this.options;
    const envelope = { from: self, to, clock };
    const { bytes, taken } = pack(wire, envelope, queue.parcels, queue.next, datagram);
    queue.next += taken;
    this.queues.delete(to);
    if (queue.next < queue.parcels.length) this.queues.set(to, queue);
    else this.last = undefined;
    return { to, bytes, packets: taken };
  }
}
