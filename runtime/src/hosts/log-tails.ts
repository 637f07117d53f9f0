/** Logs that are being written, read as they grow: of each line that is given, its causes were given too. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { TraceLine } from '@maat/spec-lang';

export interface ProcessLines {
  readonly process: string;
  readonly lines: readonly TraceLine[];
}

export class LogTails {
  private readonly tails: Tail[] = [];

  /** The file is there already, and begins with a header. */
  add(process: string, path: string): void {
    this.tails.push(new Tail(process, path));
  }

  /**
   * What was written since the last time. A line is written before it has effects elsewhere, so
   * what is read first has all of its causes among what is read first or second; of what is read
   * second only so much is given as may be a cause, which its clock tells.
   */
  read(): readonly ProcessLines[] {
    for (const tail of this.tails) tail.advance();
    const latest = Math.max(-1, ...this.tails.map((tail) => tail.lastClock));
    for (const tail of this.tails) tail.advance();
    return this.tails
      .map((tail) => ({ process: tail.process, lines: tail.take(latest) }))
      .filter(({ lines }) => lines.length > 0);
  }

  close(): void {
    for (const tail of this.tails) tail.close();
  }
}

const CHUNK = 1 << 16;

class Tail {
  readonly process: string;
  private readonly file: number;
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private sawHeader = false;
  private waiting: TraceLine[] = [];

  constructor(process: string, path: string) {
    this.process = process;
    this.file = openSync(path, 'r');
  }

  /** Of what is waiting; -1 when nothing is. */
  get lastClock(): number {
    return clockOf(this.waiting.at(-1));
  }

  /** Reads whole lines; the last one may still be in the writing. */
  advance(): void {
    const buffer = Buffer.alloc(CHUNK);
    for (let size = CHUNK; size > 0;) {
      size = readSync(this.file, buffer, 0, CHUNK, null);
      this.rest += this.decoder.write(buffer.subarray(0, size));
    }
    const lines = this.rest.split('\n');
    this.rest = lines.pop() ?? '';
    for (const text of lines) this.add(text);
  }

  take(latest: number): readonly TraceLine[] {
    const later = this.waiting.findIndex((line) => clockOf(line) > latest);
    return this.waiting.splice(0, later === -1 ? this.waiting.length : later);
  }

  close(): void {
    closeSync(this.file);
  }

  /** The header says nothing new, and whoever reads a log as it grows sees no end of it. */
  private add(text: string): void {
    if (this.sawHeader) {
      const line = JSON.parse(text) as TraceLine | { readonly end: string };
      if (!('end' in line)) this.waiting.push(line);
    }
    this.sawHeader = true;
  }
}

function clockOf(line: TraceLine | undefined): number {
  return line?.witness?.clock ?? -1;
}
