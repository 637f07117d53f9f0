/** Which native solvers this machine has, and what they can be told. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Family } from '../../dialogue/index.js';

export interface Binary {
  readonly family: Family;
  readonly version: string;
  /** The options that it has, where it can list them. */
  readonly options: ReadonlySet<string> | undefined;
}

export type Found =
  { readonly ok: true; readonly binary: Binary } | { readonly ok: false; readonly message: string };

/** Looks on PATH. */
export async function findBinary(family: Family): Promise<Found> {
  const printed = await output(family, ['--version']);
  if (typeof printed !== 'string') return { ok: false, message: missing(family, printed.code) };
  const version = /\bversion (\d[\w.-]*)/i.exec(printed)?.[1];
  if (version === undefined) {
    const said = printed.trim().split('\n')[0] ?? '';
    return { ok: false, message: `${family} on PATH does not tell its version, but: ${said}` };
  }
  const listed = family === 'z3' ? await output('z3', ['-p']) : undefined;
  const options = typeof listed === 'string' ? optionsIn(listed) : undefined;
  return { ok: true, binary: { family, version, options } };
}

/** What `z3 -p` lists: global parameters first, then those of each module under its name. */
export function optionsIn(listing: string): ReadonlySet<string> {
  const options = new Set<string>();
  let prefix = '';
  for (const line of listing.split('\n')) {
    const module = /^\[module\] ([\w.]+)/.exec(line)?.[1];
    if (module !== undefined) prefix = `${module}.`;
    const option = /^ {4}([\w.]+) \(/.exec(line)?.[1];
    if (option !== undefined) options.add(prefix + option);
  }
  return options;
}

interface Failure {
  readonly code: string;
}

async function output(file: string, args: readonly string[]): Promise<string | Failure> {
  try {
    const { stdout } = await promisify(execFile)(file, [...args], {
      timeout: 20_000,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  } catch (failure) {
    return { code: String((failure as { readonly code?: unknown }).code ?? failure) };
  }
}

function missing(family: Family, code: string): string {
  return code === 'ENOENT'
    ? `there is no \`${family}\` on PATH`
    : `\`${family}\` on PATH cannot be run (${code})`;
}
