/**
 * One process of a stack, without any input or output of its own: time, bytes and randomness are
 * arguments, datagrams and the application's events are results.
 */
import {
  allowRounds,
  ProtocolError,
  type Args,
  type Constants,
  type LayerMachine,
  type Packet,
  type Sink,
} from '@maat/layers';
import { Random } from '../random.js';
import { decode, FRAME, ofGroup, type Datagram, type Wire } from '../wire/datagram.js';
import type { Latin1 } from '../wire/reader.js';
import { constantsFor } from './constants.js';
import type { AppEvent, Counts, EngineOptions, Transmit, Vouch } from './events.js';
import type { Stack, Writing } from './stack.js';
import { earliest, renew, timersOf, type Timer } from './timers.js';
import { Flow } from './flow.js';
import { Outbox } from './outbox.js';
import * as limits from './limits.js';
import { LARGEST_DATAGRAM, Sizes } from './sizes.js';
import { boundaryOf, type Boundary } from './trace.js';
import { Turn } from './turn.js';

interface Work {
  readonly layer: number;
  readonly from: 'above' | 'below';
  readonly action: string;
  readonly args: Args;
}

export class Engine {
  readonly self: string;
  readonly stack: Stack;
  readonly counts: Counts = {
    received: 0,
    sent: 0,
    packets: 0,
    dropped: new Map(),
    refused: new Map(),
  };
  private readonly machines: readonly LayerMachine[];
  private readonly boundaries: readonly (Boundary | undefined)[];
  private readonly inputs: ReadonlySet<string>;
  private readonly layerConstants: readonly Constants[];
  private readonly random: Random;
  private readonly wire: Wire;
  private readonly flow: Flow;
  private readonly sizes: Sizes;
  private readonly window: number;
  private readonly latin1: Latin1 | undefined;
  private timers: Timer[] = [];
  private clock = 0;
  private now = 0;
  private work: Work[] = [];
  private turn = new Turn(false);
  private outputs: AppEvent[] = [];
  private readonly outbox: Outbox;

  constructor(options: EngineOptions) {
    const { stack, self, seed } = options;
    this.self = self;
    this.stack = stack;
    this.random = new Random(seed);
    this.flow = new Flow(stack, self);
    this.sizes = new Sizes(stack);
    this.window = options.window ?? limits.WINDOW;
    this.latin1 = options.latin1;
    this.wire = options.group === undefined ? stack.wire : ofGroup(stack.wire, options.group);
    this.outbox = new Outbox({ wire: this.wire, self, datagram: options.datagram ?? FRAME });
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
    this.act(() => {
      for (const machine of [...this.machines].reverse()) machine.start();
    });
  }

  /**
   * `from` is what the transport knows of the sender, or a way to ask it whether the datagram may
   * be from whom it says. Returns the sender's name, if the datagram was not dropped. Whatever is
   * in the bytes, a packet that a layer cannot handle changes nothing and is counted.
   */
  receive(now: number, from: string | Vouch, bytes: Uint8Array): string | undefined {
    this.now = Math.max(this.now, now);
    this.counts.received += 1;
    const datagram = this.admit(from, bytes);
    if (typeof datagram === 'string') {
      this.drop(datagram);
      return undefined;
    }
    this.take(datagram);
    return datagram.from;
  }

  /** Fires every timer that is due. */
  timeout(now: number): void {
    this.now = Math.max(this.now, now);
    for (const timer of this.timers) {
      if (timer.due > this.now) continue;
      renew(timer, this.now);
      this.act(() => this.machines[timer.layer]?.timer(timer.name));
    }
  }

  /** How many more messages the application may bring at this time; `input` itself takes them all. */
  get room(): number {
    return this.flow.bytesUnderWay < limits.WINDOW_BYTES ? this.window - this.flow.underWay : 0;
  }

  /** Does the input bring a message, so that it should wait for room? */
  isWork(action: string): boolean {
    return this.flow.isWork(action);
  }

  /** The application acts; `args` leave out the process. Throws TooLarge for what no datagram can carry. */
  input(now: number, action: string, args: Args): void {
    if (!this.inputs.has(action))
      throw new TypeError(`${this.stack.service} has no input ${action}`);
    this.now = Math.max(this.now, now);
    this.flow.input(action, this.sizes.check(action, args));
    this.act(() => {
      this.enqueue(0, 'above', action, args);
    });
  }

  nextOutput(): AppEvent | undefined {
    return this.outputs.shift();
  }

  nextTransmit(): Transmit | undefined {
    for (;;) {
      const packed = this.outbox.next(this.clock);
      if (packed === undefined) return undefined;
      const { to, bytes, packets } = packed;
      if (bytes.length > LARGEST_DATAGRAM) {
        this.drop('too large to send');
        continue;
      }
      this.counts.sent += 1;
      this.counts.packets += packets;
      return { to, bytes };
    }
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

  /** The datagram, or why it is dropped. */
  private admit(from: string | Vouch, bytes: Uint8Array): Datagram | string {
    const result = decode(this.wire, bytes, this.latin1);
    if ('dropped' in result) return result.dropped;
    const { datagram } = result;
    if (datagram.to !== this.self) return 'for another process';
    const vouched = typeof from === 'string' ? from === datagram.from : from(datagram.from);
    if (!vouched) return 'forged sender';
    return datagram.clock > this.clock + limits.MOST_AHEAD ? 'clock too far ahead' : datagram;
  }

  /** An event's line is written where the layer emits it, so that lines stand in the layer's own order. */
  private sink(layer: number): Sink {
    const lowest = layer === this.stack.layers.length - 1;
    return {
      above: (action, args) => {
        this.write(layer, action, [this.self, ...args]);
        if (layer === 0) this.turn.outputs.push({ action, args });
        else this.enqueue(layer - 1, 'below', action, args);
      },
      below: (action, args) => {
        if (lowest) this.turn.transmits.push({ to: args[0] as string, packet: args[1] as Packet });
        else this.enqueue(layer + 1, 'above', action, args);
      },
      fire: (action, args) => {
        this.write(layer, action, args);
      },
      ...(this.stack.messages[layer] as Writing),
    };
  }

  private enqueue(layer: number, from: Work['from'], action: string, args: Args): void {
    this.work.push({ layer, from, action, args });
  }

  /** An event of the process's own. A term without a value in its course is a fault of the layers, and ends all. */
  private act(begin: () => void): void {
    this.turn = new Turn(false);
    allowRounds(limits.ROUNDS);
    begin();
    this.run();
    this.commit();
  }

  /**
   * Events from outside: each happens as a whole, or not at all. What it takes to take them back is
   * kept once for all of a datagram; if one of them fails, they happen again one by one.
   */
  private take(datagram: Datagram): void {
    const { clock } = this;
    const { from, packets } = datagram;
    this.clock = Math.max(clock, datagram.clock);
    this.turn = new Turn(true);
    try {
      for (const packet of packets) this.hear(from, packet);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.turn.revoke();
      this.clock = clock;
      if (packets.length === 1) this.refuse(error);
      else for (const packet of packets) this.take({ ...datagram, packets: [packet] });
      return;
    }
    this.commit();
  }

  private hear(from: string, packet: Packet): void {
    allowRounds(limits.ROUNDS_FROM_OUTSIDE);
    this.enqueue(this.machines.length - 1, 'below', 'receive', [from, packet]);
    this.run();
  }

  private refuse({ place, message }: ProtocolError): void {
    const known = this.counts.refused.get(place);
    if (known === undefined) this.counts.refused.set(place, { count: 1, message });
    else known.count += 1;
  }

  private commit(): void {
    const { lines, told, outputs, transmits } = this.turn;
    this.turn.keep();
    for (const { boundary, line } of lines) boundary.write(line);
    for (const { layer, action, args } of told) this.flow.handle(layer, action, args);
    for (const { action, args } of outputs) this.flow.output(action, args);
    this.outputs.push(...outputs);
    for (const { to, packet } of transmits) this.outbox.add(to, packet);
  }

  /** Run to completion: one queue, first in, first out. */
  private run(): void {
    try {
      for (let next = 0; next < this.work.length; next += 1) {
        const work = this.work[next] as Work;
        if (next >= limits.MOST_EVENTS)
          throw limits.endless(this.stack.layers[work.layer]?.name ?? '', work.action);
        this.handle(work);
      }
    } finally {
      this.work = [];
    }
  }

  private handle({ layer, from, action, args }: Work): void {
    if (from === 'above') {
      this.write(layer, action, [this.self, ...args]);
      this.turn.told.push({ layer, action, args });
    }
    const machine = this.machines[layer] as LayerMachine;
    this.turn.save(machine);
    machine[from](action, args);
  }

  private write(layer: number, action: string, args: Args): void {
    const boundary = this.boundaries[layer];
    if (boundary === undefined) return;
    this.clock += 1;
    this.turn.lines.push({ boundary, line: boundary.line(this.now, this.clock, action, args) });
  }

  private drop(reason: string): void {
    this.counts.dropped.set(reason, (this.counts.dropped.get(reason) ?? 0) + 1);
  }
}
