// Reads a zip archive by its table of contents, as an editor that installs it does.
import { inflateRawSync } from 'node:zlib';

export function entriesOf(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.length - 22;
  if (archive.readUInt32LE(end) !== 0x06054b50) throw new Error('no end of the table of contents');
  const entries = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let i = 0; i < archive.readUInt16LE(end + 10); i += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error(`no entry at ${at}`);
    const length = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    entries.set(
      name,
      contentOf(archive, archive.readUInt32LE(at + 42), archive.readUInt32LE(at + 20)),
    );
    at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

function contentOf(archive: Buffer, local: number, packed: number): Buffer {
  if (archive.readUInt32LE(local) !== 0x04034b50) throw new Error(`no local header at ${local}`);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const content = inflateRawSync(archive.subarray(start, start + packed));
  if (content.length !== archive.readUInt32LE(local + 22)) throw new Error('a size is wrong');
  if (sumOf(content) !== archive.readUInt32LE(local + 14)) throw new Error('a sum is wrong');
  return content;
}

function sumOf(content: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of content) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
