/** The reader of one log: its shape, its counts and its order. Says the line and the cause of every fault. */
import type { TraceEnd, TraceHeader, TraceLine } from './format.js';
import { asEnd, asHeader, asLine, asObject } from './shape.js';
import type { JsonObject } from './shape.js';

/** What is wrong with a log. `line` counts from 1; it is 1 too when the file as a whole is meant. */
export interface TraceError {
  readonly code: TraceErrorCode;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type TraceErrorCode =
  | 'empty'
  | 'header'
  | 'version'
  | 'json'
  | 'torn'
  | 'shape'
  | 'order'
  | 'time'
  | 'clock'
  | 'no-end'
  | 'after-end'
  | 'count'
  | 'no-events'
  | 'duplicate'
  | 'mixed'
  | 'action'
  | 'args'
  | 'forged'
  | 'holes';

/** A whole log whose arguments are not yet read as values of the service. Line i of `lines` is line i + 2 of the file. */
export interface RawLog {
  readonly file: string;
  readonly header: TraceHeader;
  readonly lines: readonly TraceLine[];
  readonly end: TraceEnd;
}

/** A log of which lines may be missing: where `n` skips, and without a closing line after the last. */
export interface TornLog {
  readonly file: string;
  readonly header: TraceHeader;
  readonly lines: readonly { readonly line: TraceLine; readonly at: number }[];
  readonly end: TraceEnd | undefined;
}

/** Of a whole log: whatever is missing is a fault. */
export function readTrace(file: string, text: string): RawLog | readonly TraceError[] {
  const read = readLines(file, text, false);
  if ('length' in read) return read;
  const { header, lines, end } = read;
  if (end === undefined) throw new TypeError('a whole log has a closing line');
  return { file, header, lines: lines.map(({ line }) => line), end };
}

/**
 * Of a log that was damaged: lines may be missing or unreadable where `n` leaves room for them, and so may
 * the closing line; a torn last line is one that is missing. Nothing else is forgiven.
 */
export function readTornTrace(file: string, text: string): TornLog | readonly TraceError[] {
  return readLines(file, text, true);
}

function readLines(file: string, text: string, mayLack: boolean): TornLog | readonly TraceError[] {
  if (text.trim() === '') return [{ code: 'empty', file, line: 1, message: 'the log is empty' }];
  const reader = new LogReader(file, mayLack);
  const torn = !text.endsWith('\n');
  const texts = text.split('\n');
  if (!torn) texts.pop();
  texts.forEach((line, index) => {
    reader.take(line, index + 1, torn && index === texts.length - 1);
  });
  return reader.finish(texts.length);
}

/** Takes the lines one after the other, and goes on after a fault to find the next. */
class LogReader {
  private readonly file: string;
  private readonly errors: TraceError[] = [];
  private readonly lines: { readonly line: TraceLine; readonly at: number }[] = [];
  private readonly mayLack: boolean;
  private header: TraceHeader | undefined;
  private end: TraceEnd | undefined;
  private torn = false;
  /** Lines that could not be read since the last that could; a gap in n has to make room for them. */
  private unread = 0;

  constructor(file: string, mayLack: boolean) {
    this.file = file;
    this.mayLack = mayLack;
  }

  take(text: string, line: number, unfinished: boolean): void {
    const object = this.parse(text, line, unfinished);
    if (line === 1) this.takeHeader(object);
    else if (this.end !== undefined)
      this.report('after-end', line, 'a line after the closing line');
    else if (object === undefined) return;
    else if ('end' in object) this.takeEnd(object, line);
    else this.takeLine(object, line);
  }

  finish(count: number): TornLog | readonly TraceError[] {
    if (this.end === undefined && !this.torn && !this.mayLack) {
      this.report('no-end', count, 'the closing line is missing: the log is not whole');
    }
    if (this.errors.length > 0 || this.header === undefined) return this.errors;
    return { file: this.file, header: this.header, lines: this.lines, end: this.end };
  }

  private parse(text: string, line: number, unfinished: boolean): JsonObject | undefined {
    try {
      const object = asObject(JSON.parse(text));
      if (object !== undefined) return object;
      this.report('shape', line, 'a line must be one JSON object');
    } catch (error) {
      this.torn ||= unfinished;
      if (this.mayLack && line > 1) {
        this.unread += unfinished ? 0 : 1;
        return undefined;
      }
      const cause = error instanceof Error ? error.message : String(error);
      if (unfinished) this.report('torn', line, 'the last line is torn: it ends in the middle');
      else this.report('json', line, `not JSON: ${cause}`);
    }
    return undefined;
  }

  private takeHeader(object: JsonObject | undefined): void {
    if (object === undefined) return;
    const header = asHeader(object);
    if (typeof header === 'string') {
      const code =
        object['maat'] !== undefined && header.startsWith('version') ? 'version' : 'header';
      this.report(code, 1, header);
    } else this.header = header;
  }

  private takeLine(object: JsonObject, line: number): void {
    const read = asLine(object);
    if (typeof read === 'string') {
      this.report('shape', line, read);
      return;
    }
    const last = this.lines.at(-1)?.line;
    const expected = (last?.n ?? 0) + 1;
    const first = expected + this.unread;
    if ((this.mayLack ? read.n < first : read.n !== expected) && !this.skipsReported(line)) {
      this.report(
        'order',
        line,
        `n is ${read.n} where ${first} comes next: lines are missing, repeated or moved`,
      );
    }
    this.unread = 0;
    if (last !== undefined) this.checkClocks(last, read, line);
    this.lines.push({ line: read, at: line });
  }

  /** After a line that could not be read, a gap in n is no fault of its own. */
  private skipsReported(line: number): boolean {
    return this.errors.at(-1)?.line === line - 1;
  }

  private checkClocks(last: TraceLine, next: TraceLine, line: number): void {
    if (next.t < last.t) {
      this.report('time', line, `t goes back from ${last.t} to ${next.t}`);
    }
    if (last.witness && next.witness && next.witness.clock < last.witness.clock) {
      const [from, to] = [last.witness.clock, next.witness.clock];
      this.report('clock', line, `the witness's clock goes back from ${from} to ${to}`);
    }
  }

  private takeEnd(object: JsonObject, line: number): void {
    const end = asEnd(object);
    if (typeof end === 'string') {
      this.report('shape', line, end);
      return;
    }
    this.end = end;
    const found = this.mayLack ? (this.lines.at(-1)?.line.n ?? 0) + this.unread : line - 2;
    if (this.mayLack ? end.lines < found : end.lines !== found) {
      this.report(
        'count',
        line,
        `the closing line speaks of ${end.lines} lines, the log has ${found}`,
      );
    }
  }

  private report(code: TraceErrorCode, line: number, message: string): void {
    this.errors.push({ code, file: this.file, line, message });
  }
}
