/** Bytes being read: every read is checked against the end. */

/** The bytes are not what a codec writes. Never leaves the wire folder. */
export class Malformed extends Error {}

/** The text that bytes spell, one character each. */
export type Latin1 = (bytes: Uint8Array, from: number, to: number) => string;

export class Reader {
  private readonly buffer: Uint8Array;
  private readonly latin1: Latin1;
  private at = 0;
  /** How many more things may be read that take no bytes at all. */
  private weightless = MOST_WEIGHTLESS;

  constructor(buffer: Uint8Array, latin1: Latin1 = spell) {
    this.buffer = buffer;
    this.latin1 = latin1;
  }

  get remaining(): number {
    return this.buffer.length - this.at;
  }

  byte(): number {
    const value = this.buffer[this.at];
    if (value === undefined) throw new Malformed('truncated');
    this.at += 1;
    return value;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < 8; i += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        // One number has one spelling.
        if ((byte === 0 && i > 0) || value > MOST_NUMBER) throw new Malformed('bad number');
        return value;
      }
      scale *= 0x80;
    }
    throw new Malformed('bad number');
  }

  /** A number of things of which each takes at least `least` bytes. */
  count(least: number): number {
    const count = this.varint();
    if (count * least > this.remaining) throw new Malformed('forged length');
    if (least === 0) this.weightless -= count;
    if (this.weightless < 0) throw new Malformed('too many empty elements');
    return count;
  }

  /** Twice the length, plus 1 if each character takes two bytes because one of them needs it. */
  text(): string {
    const code = this.varint();
    const length = Math.floor(code / 2);
    const wide = code % 2 === 1;
    if (length * (wide ? 2 : 1) > this.remaining) throw new Malformed('forged length');
    return wide ? this.wideText(length) : this.narrowText(length);
  }

  private narrowText(length: number): string {
    this.at += length;
    return this.latin1(this.buffer, this.at - length, this.at);
  }

  private wideText(length: number): string {
    const codes = Array.from({ length }, () => this.byte() * 0x100 + this.byte());
    // One text has one spelling.
    if (codes.every((code) => code <= 0xff)) throw new Malformed('bad text');
    return codes.map((code) => String.fromCharCode(code)).join('');
  }
}

/** In large pieces: a text put together letter by letter keeps a node for each as long as it lives. */
export function spell(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at += PIECE) {
    const piece = bytes.subarray(at, Math.min(to, at + PIECE));
    text += String.fromCharCode.apply(null, piece as unknown as number[]);
  }
  return text;
}

/** So many arguments a call can have anywhere. */
const PIECE = 4096;
/** Far more than anybody counts to, and so far from what a number can be that layers may go on counting. */
const MOST_NUMBER = 2 ** 48;
/** Of all collections in one datagram together: what takes no bytes could ask for any number of elements. */
const MOST_WEIGHTLESS = 1 << 12;
