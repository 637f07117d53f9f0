/** Bytes being written: a buffer that grows, and can be cut back to a mark. */

export class Writer {
  private buffer = new Uint8Array(256);
  length = 0;

  byte(value: number): void {
    this.reserve(1);
    this.buffer[this.length] = value;
    this.length += 1;
  }

  /** Seven bits a byte, low ones first. */
  varint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(`not a natural number: ${String(value)}`);
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** One byte a character where that is enough, as for names and payloads; otherwise two. */
  text(value: string): void {
    const mark = this.length;
    this.varint(value.length * 2);
    this.reserve(value.length);
    for (let i = 0; i < value.length; i += 1) {
      const code = value.charCodeAt(i);
      if (code > 0xff) {
        this.cutTo(mark);
        this.wideText(value);
        return;
      }
      this.buffer[this.length + i] = code;
    }
    this.length += value.length;
  }

  private wideText(value: string): void {
    this.varint(value.length * 2 + 1);
    for (let i = 0; i < value.length; i += 1) {
      const code = value.charCodeAt(i);
      this.byte(code >>> 8);
      this.byte(code & 0xff);
    }
  }

  bytes(value: Uint8Array): void {
    this.reserve(value.length);
    this.buffer.set(value, this.length);
    this.length += value.length;
  }

  cutTo(mark: number): void {
    this.length = mark;
  }

  /** A copy of what was written since `from`. */
  take(from = 0): Uint8Array {
    return this.buffer.slice(from, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const grown = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    grown.set(this.buffer.subarray(0, this.length));
    this.buffer = grown;
  }
}
