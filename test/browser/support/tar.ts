// Reads a tar archive from memory: plain files, folders and links, as the browser's package has them.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const BLOCK = 512;

export function unpackTar(archive: Buffer, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const header = archive.subarray(at, at + BLOCK);
    const size = parseInt(text(header, 124, 12), 8);
    const body = archive.subarray(at + BLOCK, at + BLOCK + size);
    place(header, body, folder);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}

function place(header: Buffer, body: Buffer, folder: string): void {
  const prefix = text(header, 345, 155);
  const name = prefix === '' ? text(header, 0, 100) : `${prefix}/${text(header, 0, 100)}`;
  const path = inside(folder, name);
  const kind = String.fromCharCode(header[156] ?? 0);
  mkdirSync(kind === '5' ? path : dirname(path), { recursive: true });
  if (kind === '0' || kind === '\0')
    writeFileSync(path, body, { mode: parseInt(text(header, 100, 8), 8) });
  if (kind === '2') symlinkSync(text(header, 157, 100), path);
}

function inside(folder: string, name: string): string {
  const path = normalize(join(folder, name));
  if (path !== normalize(folder) && !path.startsWith(normalize(folder) + sep))
    throw new Error(`the archive names ${name}, which is outside of it`);
  return path;
}

function text(header: Buffer, from: number, length: number): string {
  return header
    .subarray(from, from + length)
    .toString('utf8')
    .replace(/\0.*$/s, '')
    .trim();
}
