/**
 * How a stream of bytes is cut: frames of four bytes of length (the highest first), one byte that says
 * what follows, and the rest. Whoever opens a connection says in its first frame where it listens.
 */
import { LARGEST_DATAGRAM } from '../../engine/sizes.js';

export type Frame =
  /** Where the caller listens, and what it wants to be told there before it believes who is calling it. */
  | { readonly kind: 'greeting'; readonly port: number; readonly challenge: Buffer }
  /** The challenge that was heard at the address of the greeting. */
  | { readonly kind: 'answer'; readonly challenge: Buffer }
  | { readonly kind: 'datagram'; readonly bytes: Buffer };

export const CHALLENGE_BYTES = 16;
const LENGTH_BYTES = 4;
const MAGIC = Buffer.from('MaatTCP1', 'latin1');
const GREETING = 0x47;
const ANSWER = 0x41;
const DATAGRAM = 0x44;
/** Whoever has not proved who it is has no more to say than this. */
const LARGEST_FIRST = 64;

/** These bytes are no frames of ours. */
export class NoFrame extends Error {}

export function greetingFrame(port: number, challenge: Buffer): Buffer {
  return frame(GREETING, [MAGIC, Buffer.from([port >>> 8, port & 0xff]), challenge]);
}

export function answerFrame(challenge: Buffer): Buffer {
  return frame(ANSWER, [challenge]);
}

export function datagramFrame(bytes: Uint8Array): Buffer {
  return frame(DATAGRAM, [bytes]);
}

function frame(kind: number, parts: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(LENGTH_BYTES + 1);
  head.writeUInt32BE(1 + parts.reduce((sum, part) => sum + part.length, 0));
  head[LENGTH_BYTES] = kind;
  return Buffer.concat([head, ...parts]);
}

/** Frames out of pieces that come as they like; what it holds is bounded by what a frame may have. */
export class FrameReader {
  /** Until whoever is there has proved who it is, frames are small. */
  isTrusted = false;
  private rest: Buffer = Buffer.alloc(0);

  /** In the middle of a frame. */
  get isTorn(): boolean {
    return this.rest.length > 0;
  }

  /** The frames that end in this piece; throws NoFrame. */
  *read(piece: Buffer): Generator<Frame> {
    this.rest = this.rest.length === 0 ? piece : Buffer.concat([this.rest, piece]);
    while (this.rest.length >= LENGTH_BYTES) {
      const length = this.rest.readUInt32BE();
      if (length > (this.isTrusted ? LARGEST_DATAGRAM + 1 : LARGEST_FIRST))
        throw new NoFrame('overlong frame');
      const end = LENGTH_BYTES + length;
      if (this.rest.length < end) return;
      const body = this.rest.subarray(LENGTH_BYTES, end);
      this.rest = this.rest.subarray(end);
      yield parse(body);
    }
  }
}

function parse(body: Buffer): Frame {
  const content = body.subarray(1);
  const [kind] = body;
  if (kind === DATAGRAM) return { kind: 'datagram', bytes: content };
  if (kind === GREETING) return parseGreeting(content);
  if (kind === ANSWER && content.length === CHALLENGE_BYTES)
    return { kind: 'answer', challenge: content };
  throw new NoFrame('unknown frame');
}

function parseGreeting(content: Buffer): Frame {
  const port = MAGIC.length;
  const challenge = port + 2;
  const isOurs = content.subarray(0, port).equals(MAGIC);
  if (!isOurs || content.length !== challenge + CHALLENGE_BYTES) throw new NoFrame('no greeting');
  return {
    kind: 'greeting',
    port: content.readUInt16BE(port),
    challenge: content.subarray(challenge),
  };
}
