/** A connection that somebody else opened: it is only read from, and closed at the first thing that is wrong with it. */
import type { Socket } from 'node:net';
import type { Address } from '../transport.js';
import { FrameReader, NoFrame, type Frame } from './frames.js';

/** Who is told what happens on it. */
export interface Listener {
  /** Somebody says that it listens there, and what it wants to be told at that address. */
  greeted(from: Address, challenge: Buffer): void;
  /** Is this what was asked at that address? */
  isAnswer(from: Address, challenge: Buffer): boolean;
  /** It was who listens there that asked this. */
  proved(from: Address, challenge: Buffer): void;
  hear(bytes: Buffer, from: Address): void;
  drop(reason: string): void;
  gone(from: Address | undefined, isProved: boolean): void;
}

/** Milliseconds in which a caller has to show who it is. */
const PATIENCE = 3000;

export class Inbound {
  private readonly socket: Socket;
  private readonly listener: Listener;
  private readonly reader = new FrameReader();
  private readonly impatience: NodeJS.Timeout;
  /** Where it says that it listens, and what it asked. */
  private caller: { readonly address: Address; readonly challenge: Buffer } | undefined;

  constructor(socket: Socket, listener: Listener) {
    this.socket = socket;
    this.listener = listener;
    this.impatience = setTimeout(() => {
      this.refuse(this.caller === undefined ? 'no greeting' : 'no answer');
    }, PATIENCE);
    socket.on('data', (piece: Buffer) => {
      this.read(piece);
    });
    socket.on('end', () => {
      if (this.reader.isTorn) listener.drop('torn frame');
    });
    // A broken connection loses what was under way; whoever wants to goes on with another.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(this.impatience);
      listener.gone(this.caller?.address, this.reader.isTrusted);
    });
  }

  destroy(): void {
    this.socket.destroy();
  }

  private read(piece: Buffer): void {
    try {
      for (const frame of this.reader.read(piece)) {
        this.take(frame);
        if (this.socket.destroyed) return;
      }
    } catch (trouble) {
      if (!(trouble instanceof NoFrame)) throw trouble;
      this.refuse(trouble.message);
    }
  }

  private take(frame: Frame): void {
    const { caller, listener, reader } = this;
    if (caller === undefined) {
      this.greet(frame);
      return;
    }
    switch (frame.kind) {
      case 'greeting':
        throw new NoFrame('second greeting');
      case 'answer':
        // Another may be under way from somebody who was asked by the process before this one.
        if (reader.isTrusted || !listener.isAnswer(caller.address, frame.challenge)) return;
        reader.isTrusted = true;
        clearTimeout(this.impatience);
        listener.proved(caller.address, caller.challenge);
        return;
      case 'datagram':
        if (!reader.isTrusted) throw new NoFrame('no answer');
        listener.hear(frame.bytes, caller.address);
    }
  }

  private greet(frame: Frame): void {
    if (frame.kind !== 'greeting') throw new NoFrame('no greeting');
    const address = { host: this.socket.remoteAddress ?? '', port: frame.port };
    // What is kept is copied, so that it does not keep all that came with it.
    this.caller = { address, challenge: Buffer.from(frame.challenge) };
    this.listener.greeted(address, this.caller.challenge);
  }

  private refuse(reason: string): void {
    this.listener.drop(reason);
    this.socket.destroy();
  }
}
