/**
 * One process of a stack, without any input or output of its own: time, bytes and randomness are
 * arguments, datagrams and the application's events are results.
 */
import type { Args, Constants, LayerMachine, LayerModule, Packet, Sink } from '@maat/layers';
import { Random } from '../random.js';
import { decode, encode } from '../wire/datagram.js';
import { constantsFor } from './constants.js';
import type { Stack } from './stack.js';
import { earliest, renew, timersOf, type Timer } from './timers.js';
import { Boundary, type Recorder } from './trace.js';

export interface EngineOptions {
  readonly stack: Stack;
  /** The process's endpoint: a name that no other process has or had. */
  readonly self: string;
  /** Values of layers' constants; one that two layers have goes to both. */
  readonly constants?: Constants;
  readonly seed: number;
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
}

interface Work {
  readonly layer: number;
  readonly from: 'above' | 'below';
  readonly action: string;
  readonly args: Args;
}

export class Engine {
  readonly self: string;
  readonly stack: Stack;
  readonly counts: Counts = { received: 0, sent: 0, packets: 0, dropped: new Map() };
  private readonly machines: readonly LayerMachine[];
  private readonly boundaries: readonly (Boundary | undefined)[];
  private readonly inputs: ReadonlySet<string>;
  private readonly layerConstants: readonly Constants[];
  private readonly random: Random;
  private timers: Timer[] = [];
  private clock = 0;
  private now = 0;
  private work: Work[] = [];
  private outputs: AppEvent[] = [];
  private readonly outgoing = new Map<string, Packet[]>();

  constructor(options: EngineOptions) {
    const { stack, self, seed } = options;
    this.self = self;
    this.stack = stack;
    this.random = new Random(seed);
    this.boundaries = stack.layers.map((layer, i) => boundaryOf(layer, i, options));
    this.layerConstants = stack.layers.map((layer) => constantsFor(layer, options.constants ?? {}));
    this.machines = stack.layers.map((layer, i) =>
      layer.create(self, this.layerConstants[i] ?? {}, this.sink(i)),
    );
    this.inputs = new Set(
      stack.layers[0]?.implements.actions.filter((a) => a.kind === 'input').map((a) => a.name),
    );
  }

  /** Once, before anything else: from the bottom up, the layers start. */
  start(now: number): void {
    this.now = now;
    this.timers = timersOf(this.stack.layers, this.layerConstants, now, this.random);
    for (const machine of [...this.machines].reverse()) machine.start();
    this.run();
  }

  /**
   * `from` is what the transport knows of the sender, if it knows anything. Returns the sender's
   * name, if the datagram was not dropped.
   */
  receive(now: number, from: string | undefined, bytes: Uint8Array): string | undefined {
    this.now = Math.max(this.now, now);
    this.counts.received += 1;
    const result = decode(this.stack.wire, bytes);
    if ('dropped' in result) {
      this.drop(result.dropped);
      return;
    }
    const { datagram } = result;
    if (datagram.to !== this.self) {
      this.drop('for another process');
      return;
    }
    if (from !== undefined && datagram.from !== from) {
      this.drop('forged sender');
      return;
    }
    this.clock = Math.max(this.clock, datagram.clock);
    // Each packet is a stimulus of its own.
    for (const packet of datagram.packets) {
      this.enqueue(this.machines.length - 1, 'below', 'receive', [datagram.from, packet]);
      this.run();
    }
    return datagram.from;
  }

  /** Fires every timer that is due. */
  timeout(now: number): void {
    this.now = Math.max(this.now, now);
    for (const timer of this.timers) {
      if (timer.due > this.now) continue;
      renew(timer, this.now);
      this.machines[timer.layer]?.timer(timer.name);
      this.run();
    }
  }

  /** The application acts; `args` leave out the process. */
  input(now: number, action: string, args: Args): void {
    if (!this.inputs.has(action))
      throw new TypeError(`${this.stack.service} has no input ${action}`);
    this.now = Math.max(this.now, now);
    this.enqueue(0, 'above', action, args);
    this.run();
  }

  nextOutput(): AppEvent | undefined {
    return this.outputs.shift();
  }

  nextTransmit(): Transmit | undefined {
    for (const [to, packets] of this.outgoing) {
      const { bytes, taken } = encode(
        this.stack.wire,
        { from: this.self, to, clock: this.clock },
        packets,
      );
      if (taken === packets.length) this.outgoing.delete(to);
      else packets.splice(0, taken);
      this.counts.sent += 1;
      this.counts.packets += taken;
      return { to, bytes };
    }
    return undefined;
  }

  /** When `timeout` wants to be called next. */
  nextTimeout(): number | undefined {
    return earliest(this.timers);
  }

  /** Each layer's state, from the top down. */
  snapshot(): readonly {
    readonly layer: string;
    readonly state: Readonly<Record<string, unknown>>;
  }[] {
    return this.machines.map((m, i) => ({
      layer: this.stack.layers[i]?.name ?? '',
      state: m.snapshot(),
    }));
  }

  /** An event's line is written where the layer emits it, so that lines stand in the layer's own order. */
  private sink(layer: number): Sink {
    const lowest = layer === this.stack.layers.length - 1;
    return {
      above: (action, args) => {
        this.write(layer, action, [this.self, ...args]);
        if (layer === 0) this.outputs.push({ action, args });
        else this.enqueue(layer - 1, 'below', action, args);
      },
      below: (action, args) => {
        if (lowest) this.transmit(args[0] as string, args[1] as Packet);
        else this.enqueue(layer + 1, 'above', action, args);
      },
      fire: (action, args) => {
        this.write(layer, action, args);
      },
    };
  }

  private enqueue(layer: number, from: Work['from'], action: string, args: Args): void {
    this.work.push({ layer, from, action, args });
  }

  /** Run to completion: one queue, first in, first out. */
  private run(): void {
    try {
      for (let next = 0; next < this.work.length; next += 1) this.handle(this.work[next] as Work);
    } finally {
      this.work = [];
    }
  }

  private handle({ layer, from, action, args }: Work): void {
    if (from === 'above') this.write(layer, action, [this.self, ...args]);
    this.machines[layer]?.[from](action, args);
  }

  private transmit(to: string, packet: Packet): void {
    const packets = this.outgoing.get(to);
    if (packets === undefined) this.outgoing.set(to, [packet]);
    else packets.push(packet);
  }

  private write(layer: number, action: string, args: Args): void {
    const boundary = this.boundaries[layer];
    if (boundary === undefined) return;
    this.clock += 1;
    boundary.write(this.now, this.clock, action, args);
  }

  private drop(reason: string): undefined {
    this.counts.dropped.set(reason, (this.counts.dropped.get(reason) ?? 0) + 1);
    return undefined;
  }
}

function boundaryOf(
  layer: LayerModule,
  position: number,
  options: EngineOptions,
): Boundary | undefined {
  const record = options.boundaries?.[layer.name] ?? (position === 0 ? options.record : undefined);
  return record === undefined ? undefined : new Boundary(layer, record);
}
