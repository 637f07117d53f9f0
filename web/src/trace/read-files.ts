/** Reads dropped files piece by piece, and says how far it is. */
import type { LogText } from '@maat/verifier';
import type { Refused } from '../spec/instance.js';
import { refuse } from './opened.js';

/** What is made of a log takes some fifteen times its room. */
const MOST_BYTES = 120_000_000;

export interface ReadLogs {
  readonly kind: 'read';
  readonly logs: readonly LogText[];
}

export async function readLogs(
  files: readonly File[],
  tell: (said: string) => void,
): Promise<ReadLogs | Refused> {
  const all = files.reduce((sum, f) => sum + f.size, 0);
  if (all > MOST_BYTES) return refuse(tooLarge(all));
  const logs: LogText[] = [];
  let before = 0;
  for (const file of files) {
    const start = before;
    const text = await textOf(file, (bytes) => {
      tell(`reading ${megabytes(start + bytes)} of ${megabytes(all)} MB…`);
    });
    logs.push({ file: file.name, text });
    before += file.size;
  }
  return { kind: 'read', logs };
}

async function textOf(file: File, tell: (bytes: number) => void): Promise<string> {
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  const reader = file.stream().getReader();
  let [bytes, told] = [0, 0];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(decoder.decode(value, { stream: true }));
    bytes += value.length;
    if (bytes - told < TELL_EVERY) continue;
    told = bytes;
    tell(bytes);
  }
  return [...pieces, decoder.decode()].join('');
}

const TELL_EVERY = 2_000_000;

function tooLarge(bytes: number): string {
  const most = megabytes(MOST_BYTES);
  return `These logs have ${megabytes(bytes)} MB, and a page has room for ${most}. The command takes them: maat refine --spec FILE LOGS.`;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0);
}
