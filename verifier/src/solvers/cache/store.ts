/** Answers on disk: a file that is only appended to, one line for each, until it is too long. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface StoreOptions {
  /** The file is cut to the newest half when it grows beyond; 16 MiB unless told. */
  readonly maxBytes?: number;
}

/** A line is `KEY CHECK TEXT`; one whose check fails was torn, or is not ours, and is not there. */
export class Store {
  private readonly directory: string;
  private readonly file: string;
  private readonly maxBytes: number;
  private lines: Map<string, string> | undefined;
  private size = 0;
  /** Why answers are not kept, if they are not; solving goes on without. */
  trouble: string | undefined;

  constructor(directory: string, options: StoreOptions = {}) {
    this.directory = directory;
    this.file = join(directory, 'answers-1.log');
    this.maxBytes = options.maxBytes ?? 16 * 1024 * 1024;
  }

  get(key: string): string | undefined {
    const line = this.read().get(key);
    return line === undefined ? undefined : textOf(line);
  }

  /** All in one write, so that another process's lines come before or after, not in between. */
  put(entries: readonly (readonly [key: string, text: string])[]): void {
    const fresh = entries.filter(([, text]) => text.length <= this.maxBytes / 16);
    if (fresh.length === 0) return;
    const lines = this.read();
    const written = fresh.map(
      ([key, text]) => [key, `${key} ${checkOf(key, text)} ${text}`] as const,
    );
    for (const [key, line] of written) {
      lines.delete(key);
      lines.set(key, line);
    }
    this.attempt(() => {
      mkdirSync(this.directory, { recursive: true });
      // Begins a line even after one that was torn.
      const text = `\n${written.map(([, line]) => line).join('\n')}\n`;
      appendFileSync(this.file, text);
      this.size += Buffer.byteLength(text);
      if (this.size > this.maxBytes) this.shrink();
    });
  }

  private read(): Map<string, string> {
    return (this.lines ??= this.load());
  }

  /** Later lines about the same question are the newer ones. */
  private load(): Map<string, string> {
    const lines = new Map<string, string>();
    const text = this.textOfFile();
    this.size = Buffer.byteLength(text);
    for (const line of text.split('\n')) {
      const key = line.slice(0, line.indexOf(' '));
      if (key === '') continue;
      lines.delete(key);
      lines.set(key, line);
    }
    return lines;
  }

  private textOfFile(): string {
    try {
      // More than we ever write is not ours, and not worth the memory.
      return statSync(this.file).size > 4 * this.maxBytes ? '' : readFileSync(this.file, 'utf8');
    } catch {
      return '';
    }
  }

  /** The newest that fit into half of the room, put in place at once. Others may have added meanwhile. */
  private shrink(): void {
    const kept: string[] = [];
    let size = 0;
    for (const line of [...this.load().values()].reverse()) {
      size += Buffer.byteLength(line) + 1;
      if (size > this.maxBytes / 2) break;
      kept.push(line);
    }
    const text = `${kept.reverse().join('\n')}\n`;
    const temporary = `${this.file}.${process.pid}`;
    writeFileSync(temporary, text);
    renameSync(temporary, this.file);
    this.lines = new Map(kept.map((line) => [line.slice(0, line.indexOf(' ')), line]));
    this.size = Buffer.byteLength(text);
  }

  private attempt(write: () => void): void {
    try {
      write();
    } catch (failure) {
      this.trouble ??= failure instanceof Error ? failure.message : String(failure);
    }
  }
}

function textOf(line: string): string | undefined {
  const [key = '', check = ''] = line.split(' ', 2);
  const text = line.slice(key.length + check.length + 2);
  return check === checkOf(key, text) ? text : undefined;
}

function checkOf(key: string, text: string): string {
  return createHash('sha256').update(`${key} ${text}`).digest('hex').slice(0, 16);
}
