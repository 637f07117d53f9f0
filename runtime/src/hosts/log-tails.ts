/** Logs that are being written, read as they grow: of each line that is given, its causes were given too. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
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
   * What was written since the last time. A line is written before it has effects elsewhere, so what all
   * logs held at one moment has all of its causes in it. A moment is found where no log has grown while
   * all were looked at; while there is none, nothing is given.
   */
  read(): readonly ProcessLines[] {
    const sizes = this.sizesAtOnce();
    if (sizes === undefined) return [];
    return this.tails
      .map((tail, i) => ({ process: tail.process, lines: tail.linesUpTo(sizes[i] ?? 0) }))
      .filter(({ lines }) => lines.length > 0);
  }

  private sizesAtOnce(): readonly number[] | undefined {
    let before = this.sizes();
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const now = this.sizes();
      if (now.every((size, i) => size === before[i])) return now;
      before = now;
    }
    return undefined;
  }

  private sizes(): readonly number[] {
    return this.tails.map((tail) => tail.size);
  }

  close(): void {
    for (const tail of this.tails) tail.close();
  }
}

/** Each takes some microseconds a log. */
const MOST_LOOKS = 200;

class Tail {
  readonly process: string;
  private readonly file: number;
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private sawHeader = false;
  private read = 0;

  constructor(process: string, path: string) {
    this.process = process;
    this.file = openSync(path, 'r');
  }

  get size(): number {
    return fstatSync(this.file).size;
  }

  /** Whole lines; the last one may still be in the writing. */
  linesUpTo(size: number): readonly TraceLine[] {
    const buffer = Buffer.alloc(Math.max(0, size - this.read));
    const length = readSync(this.file, buffer, 0, buffer.length, this.read);
    this.read += length;
    this.rest += this.decoder.write(buffer.subarray(0, length));
    const lines = this.rest.split('\n');
    this.rest = lines.pop() ?? '';
    return lines.flatMap((text) => this.lineOf(text));
  }

  close(): void {
    closeSync(this.file);
  }

  /** The header says nothing new, and whoever reads a log as it grows sees no end of it. */
  private lineOf(text: string): readonly TraceLine[] {
    const isHeader = !this.sawHeader;
    this.sawHeader = true;
    if (isHeader) return [];
    const line = JSON.parse(text) as TraceLine | { readonly end: string };
    return 'end' in line ? [] : [line];
  }
}
