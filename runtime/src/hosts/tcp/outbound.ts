/**
 * The way to one address: a connection that is only written to. It is opened when there is something to
 * say, and again when it broke, after a pause that grows up to a bound.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { isLoopback, type Address } from '../transport.js';
import { answerFrame, CHALLENGE_BYTES, datagramFrame, greetingFrame } from './frames.js';

/** Bytes that wait for the system to take them; beyond that, datagrams are lost. */
const MOST_WAITING = 1 << 20;
/** Milliseconds after which a way that is stopped up, or leads to nobody who answers, is given up. */
const STOPPED_UP = 5000;
const SHORTEST_PAUSE = 20;
const LONGEST_PAUSE = 1000;
/** More than one are asked when a process follows another at its address, or when somebody lies. */
const MOST_RECENT = 4;
/** How long what was written may take to go out at the end. */
const FAREWELL = 500;

export class Outbound {
  /** What whoever is at this address has to repeat when it calls. */
  readonly challenge = randomBytes(CHALLENGE_BYTES);
  /** This member itself has something to say there. */
  isWanted = false;
  private readonly to: Address;
  private readonly own: Address;
  private readonly drop: (reason: string) => void;
  private socket: Socket | undefined;
  /** What this member has to repeat before it is heard there, as far as it was asked from there. */
  private asked: Buffer | undefined;
  /** What was asked lately in the name of this address: each is repeated there, where only one who hears at it has use for it. */
  private readonly recent: Buffer[] = [];
  private pause = SHORTEST_PAUSE;
  private nextTry = -Infinity;
  private fullSince: number | undefined;

  constructor(to: Address, own: Address, drop: (reason: string) => void) {
    this.to = to;
    this.own = own;
    this.drop = drop;
  }

  /** Before the other side has shown that it is there, what is sent is lost. */
  send(bytes: Uint8Array): void {
    this.isWanted = true;
    const socket = this.open();
    if (socket === undefined || socket.connecting || this.asked === undefined) return;
    if (socket.writableLength + bytes.length > MOST_WAITING) {
      this.full(socket);
      return;
    }
    this.fullSince = undefined;
    // One write of the system for all that is sent in one turn of the loop.
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => {
        socket.uncork();
      });
    }
    socket.write(datagramFrame(bytes));
  }

  /** Somebody calls in the name of this address, and asks this. */
  reply(challenge: Buffer): void {
    this.recent.push(challenge);
    if (this.recent.length > MOST_RECENT) this.recent.shift();
    if (this.socket?.connecting === false) this.socket.write(answerFrame(challenge));
    else this.open();
  }

  /** It was who listens there that asked it. */
  confirm(challenge: Buffer): void {
    this.asked = challenge;
  }

  async close(): Promise<void> {
    const { socket } = this;
    this.nextTry = Infinity;
    if (socket === undefined) return;
    await new Promise<void>((done) => {
      const enough = setTimeout(() => socket.destroy(), FAREWELL);
      socket.on('close', () => {
        clearTimeout(enough);
        done();
      });
      socket.destroySoon();
    });
  }

  private full(socket: Socket): void {
    this.drop('connection is full');
    this.fullSince ??= performance.now();
    if (performance.now() - this.fullSince > STOPPED_UP) socket.destroy();
  }

  private open(): Socket | undefined {
    const now = performance.now();
    if (this.socket !== undefined || now < this.nextTry) return this.socket;
    this.nextTry = now + this.pause;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
    const { host, port } = this.to;
    const socket = connect({ host, port, ...localAddress(this.own) }).setNoDelay();
    this.socket = socket;
    this.fullSince = undefined;
    const impatience = setTimeout(() => {
      if (socket.connecting) socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' }));
    }, STOPPED_UP);
    socket.on('connect', () => {
      this.pause = SHORTEST_PAUSE;
      socket.write(greetingFrame(this.own.port, this.challenge));
      const asked = this.asked === undefined ? this.recent : [this.asked, ...this.recent];
      for (const challenge of asked) socket.write(answerFrame(challenge));
    });
    // Nobody has anything to say on a connection that this side opened.
    socket.on('data', () => socket.destroy());
    socket.on('error', (trouble: NodeJS.ErrnoException) => {
      if (socket.connecting || trouble.syscall === 'connect')
        this.drop(`no connection: ${trouble.code ?? ''}`);
    });
    socket.on('close', () => {
      clearTimeout(impatience);
      if (this.socket === socket) this.socket = undefined;
    });
    return socket;
  }
}

/** Others know this member by the address where it listens; one that listens at all of them is known by that of the way. */
function localAddress(own: Address): { readonly localAddress?: string } {
  return own.host === '0.0.0.0' || own.host === '::' || isLoopback(own)
    ? {}
    : { localAddress: own.host };
}
