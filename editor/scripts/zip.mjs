// A zip archive: entries with a local header each, then the table of contents. No dates, so that equal parts give equal bytes.
import * as zlib from 'node:zlib';

/** `entries`: name and content, in order. */
export function zip(entries) {
  const parts = [];
  const contents = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const path = Buffer.from(name, 'utf8');
    const packed = zlib.deflateRawSync(content, { level: 9 });
    const common = header(path, content, packed);
    const local = Buffer.concat([u32(0x04034b50), u16(20), common, u16(0), path, packed]);
    const place = [u16(0), u16(0), u16(0), u32(0), u32(offset), path];
    contents.push(u32(0x02014b50), u16(20), u16(20), common, u16(0), ...place);
    parts.push(local);
    offset += local.length;
  }
  const table = Buffer.concat(contents);
  const count = u16(entries.length);
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    count,
    count,
    u32(table.length),
    u32(offset),
    u16(0),
  ];
  return Buffer.concat([...parts, table, ...end]);
}

/** Flags (names are UTF-8), method, time, date (1980-01-01), sum, sizes, length of the name. */
function header(path, content, packed) {
  const sizes = [u32(packed.length), u32(content.length), u16(path.length)];
  return Buffer.concat([u16(0x0800), u16(8), u16(0), u16(0x21), u32(sum(content)), ...sizes]);
}

/** Older Node has no crc32 of its own. */
function sum(content) {
  if (typeof zlib.crc32 === 'function') return zlib.crc32(content);
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function u16(n) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(n);
  return bytes;
}

function u32(n) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n >>> 0);
  return bytes;
}
