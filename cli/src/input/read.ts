// Reads what users name on the command line. Whatever is wrong with a file is said with its place and cause.
import { readFileSync, statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';

const MOST_BYTES = 4 * 1024 * 1024;

/** The text of a specification. */
export function readText(host: Host, file: string, most = MOST_BYTES): string {
  const path = resolve(host.cwd, file);
  const stats = statOf(path, file);
  if (stats.isDirectory()) throw new BadInput('is a directory', file, 'Name a file in it.');
  if (!stats.isFile()) throw new BadInput('is not a regular file', file);
  if (stats.size > most)
    throw new BadInput(`has ${size(stats.size)}, more than the ${size(most)} that are read`, file);
  return textOf(bytesOf(path, file), file);
}

function statOf(path: string, file: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    throw new BadInput(reason(cause), file);
  }
}

function bytesOf(path: string, file: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new BadInput(reason(cause), file);
  }
}

function textOf(bytes: Buffer, file: string): string {
  const zero = bytes.indexOf(0);
  if (zero !== -1) throw new BadInput(`is not text: byte ${zero} is zero`, file);
  const text = decode(bytes, file);
  if (text.trim() === '') throw new BadInput('is empty', file);
  return text;
}

function decode(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput('is not text in UTF-8', file);
  }
}

function reason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const words: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'may not be read by this user',
    EPERM: 'may not be read by this user',
    ELOOP: 'is a link that leads back to itself',
    ENAMETOOLONG: 'has a name that is too long',
  };
  return words[code] ?? `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
}

function size(bytes: number): string {
  return bytes >= 1024 * 1024
    ? `${(bytes / 1024 / 1024).toFixed(1)} MB`
    : `${Math.ceil(bytes / 1024)} kB`;
}
