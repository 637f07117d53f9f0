/** One member of a group on sockets: an engine, a transport, a recorder, and an application's hooks. */
import { performance } from 'node:perf_hooks';
import { SetOf, type Args, type Constants } from '@maat/layers';
import { TRACE_VERSION } from '@maat/spec-lang';
import { answerTo } from '../app.js';
import { Engine } from '../engine/engine.js';
import type { AppEvent } from '../engine/events.js';
import type { Stack } from '../engine/stack.js';
import { Random } from '../random.js';
import { NO_FAULTS, type Faults } from '../world/faults.js';
import { Complaints } from './complaints.js';
import { openTcp } from './tcp/tcp.js';
import { TraceFile } from './trace-file.js';
import {
  isLoopback,
  sameAddress,
  type Address,
  type Transport,
  type TransportName,
} from './transport.js';
import { openUdp } from './udp.js';

export interface SocketNodeOptions {
  readonly stack: Stack;
  /** The endpoint: a name that no process of the group has or had. */
  readonly name: string;
  /** By which way datagrams go: UDP unless told. */
  readonly transport?: TransportName;
  readonly bind?: Address;
  readonly seed: number;
  /** Injected where datagrams are sent. */
  readonly faults?: Faults;
  readonly constants?: Constants;
  /** Where the log goes, and what its header says besides. */
  readonly trace?: {
    readonly file: string;
    readonly run: string;
    readonly members: readonly string[];
  };
  /** Members of groups of different names do not hear each other. */
  readonly group?: string;
  /** How many messages of the application may be under way. */
  readonly window?: number;
  /** How many bytes of packets go together into one datagram. By default what a frame of Ethernet carries, or more over loopback and TCP. */
  readonly datagram?: number;
  readonly onOutput?: (event: AppEvent) => void;
  /** There is room again, after an input was refused. */
  readonly onRoom?: () => void;
  /** Told of datagrams that were dropped and packets that were refused, at most once a second. */
  readonly onComplaint?: (complaint: string) => void;
}

export interface Network {
  readonly faults: Faults;
  /** To these nothing is sent. */
  readonly cut: readonly string[];
}

export class SocketNode {
  /** Lines recorded so far, and when the last one was. */
  lines = 0;
  lastLine = 0;
  /** What happens to datagrams that are sent. */
  network: Network;
  private readonly options: SocketNodeOptions;
  private readonly transport: Transport;
  private readonly random: Random;
  private readonly trace: TraceFile | undefined;
  private readonly addresses = new Map<string, Address>();
  private readonly complaints: Complaints;
  private engine: Engine | undefined;
  private timer: NodeJS.Timeout | undefined;
  private pumping = false;
  /** An input was refused since there was room last. */
  private waiting = false;
  private closed = false;

  private constructor(options: SocketNodeOptions, transport: Transport) {
    this.options = options;
    this.network = { faults: options.faults ?? NO_FAULTS, cut: [] };
    this.transport = transport;
    this.random = new Random(options.seed).fork(1);
    this.trace = openTrace(options);
    this.complaints = new Complaints(options.onComplaint ?? ((): void => undefined));
    transport.listen({
      hear: (bytes, from) => {
        this.receive(bytes, from);
      },
      drop: (reason) => {
        const dropped = this.engine?.counts.dropped;
        dropped?.set(reason, (dropped.get(reason) ?? 0) + 1);
      },
    });
  }

  /** Binds the socket; the protocol begins with `start`. */
  static async open(options: SocketNodeOptions): Promise<SocketNode> {
    const { bind = { host: '127.0.0.1', port: 0 }, transport = 'udp' } = options;
    const opened = await OPEN[transport](bind);
    try {
      return new SocketNode(options, opened);
    } catch (cause) {
      // A socket that nobody closes would keep the process.
      await opened.close();
      throw cause;
    }
  }

  get address(): Address {
    return this.transport.address;
  }

  get counts(): Engine['counts'] | undefined {
    return this.engine?.counts;
  }

  /** Others at these addresses are looked for; who is not among them is learned from its datagrams. */
  start(peers: Readonly<Record<string, Address>>): void {
    const { stack, name, seed, constants, group, window } = this.options;
    const isRoomy = this.options.transport === 'tcp' || isLoopback(this.address);
    const datagram = this.options.datagram ?? (isRoomy ? ROOMY_FRAME : undefined);
    for (const [peer, address] of Object.entries(peers)) this.addresses.set(peer, address);
    this.engine = new Engine({
      stack,
      self: name,
      seed,
      ...(group === undefined ? {} : { group }),
      ...(window === undefined ? {} : { window }),
      ...(datagram === undefined ? {} : { datagram }),
      latin1,
      constants: { ...constants, peers: SetOf.from([...Object.keys(peers), name]) },
      record: (line) => {
        this.lines += 1;
        this.lastLine = line.t;
        this.trace?.add(line);
      },
    });
    this.engine.start(now());
    this.pump();
  }

  /**
   * False if the input brings a message while as many are under way as the window allows: then
   * nothing has happened, and the application tries again, for example when `onRoom` is called.
   * Throws TooLarge for what no datagram can carry.
   */
  input(action: string, args: Args): boolean {
    if (this.engine === undefined || this.closed) return false;
    if (this.engine.isWork(action) && this.engine.room <= 0) {
      this.waiting = true;
      return false;
    }
    this.engine.input(now(), action, args);
    this.later();
    return true;
  }

  /** For how many ms nothing was recorded. */
  quietFor(): number {
    return now() - this.lastLine;
  }

  /** Says nothing more, and closes its log. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    if (this.engine !== undefined) this.complaints.tell(this.engine.counts);
    this.trace?.close();
    await this.transport.close();
  }

  private receive(bytes: Uint8Array, address: Address): void {
    if (this.engine === undefined || this.closed) return;
    const vouch = (name: string): boolean => this.mayBe(name, address);
    const sender = this.engine.receive(now(), vouch, bytes);
    if (sender !== undefined && !this.addresses.has(sender)) this.addresses.set(sender, address);
    this.later();
  }

  /** Nobody speaks for a process whose address is known; of strangers there may be only so many. */
  private mayBe(name: string, address: Address): boolean {
    const known = this.addresses.get(name);
    if (known === undefined) return this.addresses.size < MOST_PROCESSES;
    return sameAddress(known, address);
  }

  /** Once for all that happens in one turn of the loop, so that datagrams and lines go out in bunches. */
  private later(): void {
    if (this.pumping) return;
    this.pumping = true;
    setImmediate(() => {
      this.pump();
    });
  }

  private pump(): void {
    this.pumping = false;
    const { engine } = this;
    if (engine === undefined || this.closed) return;
    for (let event = engine.nextOutput(); event !== undefined; event = engine.nextOutput())
      this.output(engine, event);
    this.trace?.flush();
    this.invite(engine);
    for (let out = engine.nextTransmit(); out !== undefined; out = engine.nextTransmit())
      this.send(out.to, out.bytes);
    this.complaints.maybeTell(engine.counts, now());
    clearTimeout(this.timer);
    const due = engine.nextTimeout();
    if (due !== undefined)
      this.timer = setTimeout(
        () => {
          this.wake();
        },
        Math.min(Math.max(0, due - now()), LONGEST_WAIT),
      );
  }

  private invite(engine: Engine): void {
    if (!this.waiting || engine.room <= 0) return;
    this.waiting = false;
    this.options.onRoom?.();
  }

  private output(engine: Engine, event: AppEvent): void {
    const answer = answerTo(this.options.stack, event);
    if (answer !== undefined) engine.input(now(), answer.action, answer.args);
    this.options.onOutput?.(event);
  }

  private wake(): void {
    if (this.closed) return;
    this.engine?.timeout(now());
    this.pump();
  }

  private send(to: string, bytes: Uint8Array): void {
    const address = this.addresses.get(to);
    const { faults, cut } = this.network;
    const { loss, duplicate, delay, reorder } = faults;
    if (address === undefined || cut.includes(to) || this.random.chance(loss)) return;
    for (let copies = this.random.chance(duplicate) ? 2 : 1; copies > 0; copies -= 1) {
      const late = this.random.chance(reorder) ? this.random.between(...delay) * 10 : 0;
      if (late === 0) this.dispatch(bytes, address);
      else
        setTimeout(() => {
          this.dispatch(bytes, address);
        }, late);
    }
  }

  private dispatch(bytes: Uint8Array, address: Address): void {
    if (!this.closed) this.transport.send(bytes, address);
  }
}

/** A timer of the system that is set for longer goes off at once. */
const LONGEST_WAIT = 2 ** 31 - 1;

const OPEN: Readonly<Record<TransportName, (bind: Address) => Promise<Transport>>> = {
  udp: openUdp,
  tcp: openTcp,
};

/** Much less than the 64 kB that loopback carries, so that little is lost with one. */
const ROOMY_FRAME = 16_000;

/** The system's own copying is faster than any loop. */
function latin1(bytes: Uint8Array, from: number, to: number): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset);
  return buffer.toString('latin1', from, to);
}

/** Whose addresses are kept. */
const MOST_PROCESSES = 1024;

/** Milliseconds since 1970, to the microsecond. */
function now(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) / 1000;
}

function openTrace(options: SocketNodeOptions): TraceFile | undefined {
  const { trace, name, stack, seed } = options;
  if (trace === undefined) return undefined;
  const { run, members } = trace;
  return new TraceFile(trace.file, {
    maat: TRACE_VERSION,
    process: name,
    run,
    service: stack.service,
    stack: stack.name,
    members,
    seed,
  });
}
