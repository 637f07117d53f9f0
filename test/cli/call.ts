// Calls the command without a process: what it printed, where, and its exit code.
import { mkdtempSync, writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { maat, type Host } from '@maat/cli';

export interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Both, in the order in which they were printed. */
  readonly all: string;
}

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Time stands still unless told, so that no output depends on the speed of the machine. */
export async function call(
  args: readonly string[],
  cwd = REPOSITORY,
  now: () => number = () => 0,
): Promise<Called> {
  const out: string[] = [];
  const err: string[] = [];
  const all: string[] = [];
  const host: Host = {
    cwd,
    colour: false,
    now,
    out: (text) => void (out.push(text), all.push(text)),
    err: (text) => void (err.push(text), all.push(text)),
    onInterrupt: () => undefined,
  };
  const code = await maat(args, host);
  return { code, out: out.join(''), err: err.join(''), all: all.join('') };
}

/** The one JSON object that a call with --json prints. */
export function objectOf(called: Called): Readonly<Record<string, unknown>> {
  return JSON.parse(called.out) as Readonly<Record<string, unknown>>;
}

/** A folder with the given files, gone when `use` is over. */
export async function inFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'maat-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
