// The logs that a command names: files, or folders whose `*.ndjson` are meant.
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LogText } from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import { readText } from './read.js';

const MOST_BYTES = 1024 * 1024 * 1024;

/** Every log once, in the order of the names. An empty log is read too: what is wrong with it is for the reader to say. */
export function readLogs(host: Host, paths: readonly string[]): readonly LogText[] {
  const files = paths.flatMap((path) => filesOf(host, path));
  return [...new Set(files)].sort().map((file) => ({ file, text: logText(host, file) }));
}

function filesOf(host: Host, path: string): readonly string[] {
  const stats = statSync(resolve(host.cwd, path), { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return [path];
  const names = readdirSync(resolve(host.cwd, path)).sort();
  const packed = names.find((name) => /\.ndjson\.\w+$/.test(name));
  if (packed !== undefined)
    throw new BadInput(
      'is not read as it is',
      join(path, packed),
      'Unpack it, or take it away: no log of a folder is passed over.',
    );
  const logs = names.filter((name) => name.endsWith('.ndjson'));
  if (logs.length === 0) throw new BadInput('has no logs (*.ndjson)', path);
  return logs.map((name) => join(path, name));
}

function logText(host: Host, file: string): string {
  const stats = statSync(resolve(host.cwd, file), { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === 0 ? '' : readText(host, file, MOST_BYTES);
}
