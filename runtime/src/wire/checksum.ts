/** CRC-32 (IEEE 802.3): finds damage, and what somebody changed without knowing the format. It is no signature. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** Of the bytes from `from` on. */
export function checksum(bytes: Uint8Array, from = 0): number {
  let sum = 0xffffffff;
  for (let i = from; i < bytes.length; i += 1)
    sum = (sum >>> 8) ^ (TABLE[(sum ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}
