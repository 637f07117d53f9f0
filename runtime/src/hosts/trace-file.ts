/** The recorder: one process's log as a file. What was flushed survives the process. */
import {
  closeSync,
  openSync,
  readFileSync,
  truncateSync,
  appendFileSync,
  writeSync,
} from 'node:fs';
import { formatLine, type TraceEnd, type TraceHeader, type TraceLine } from '@maat/spec-lang';

export class TraceFile {
  private readonly file: number;
  private waiting: string[] = [];
  private lines = 0;

  /** A file that exists already is another run's: that is an error. */
  constructor(path: string, header: TraceHeader) {
    this.file = openSync(path, 'wx');
    writeSync(this.file, formatLine(header));
  }

  add(line: TraceLine): void {
    this.lines += 1;
    this.waiting.push(formatLine(line));
  }

  /** To be called before anything leaves the process. */
  flush(): void {
    if (this.waiting.length === 0) return;
    writeWhole(this.file, this.waiting.join(''));
    this.waiting = [];
  }

  close(): void {
    this.flush();
    writeWhole(this.file, formatLine(ending('closed', this.lines)));
    closeSync(this.file);
  }
}

/**
 * Closes the log of a process that was killed. A last line that was not finished is taken away:
 * its effects had not left the process.
 */
export function closeKilled(path: string): void {
  const text = readFileSync(path, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole));
  const events = Math.max(0, whole.split('\n').length - 2);
  appendFileSync(path, formatLine(ending('killed', events)));
}

function ending(end: TraceEnd['end'], lines: number): TraceEnd {
  return { end, lines };
}

/** The system may take less than it was given. */
function writeWhole(file: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) rest = rest.subarray(writeSync(file, rest));
}
