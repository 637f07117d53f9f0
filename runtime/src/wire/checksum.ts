/**
 * CRC-32 (IEEE 802.3): finds damage, and what somebody changed without knowing the format. It is no
 * signature. Four bytes are taken at a time, with a table for each of them.
 */

const [FIRST, SECOND, THIRD, FOURTH] = tables();

/** Of the bytes from `from` on. */
export function checksum(bytes: Uint8Array, from = 0): number {
  let sum = 0xffffffff;
  let i = from;
  for (const end = bytes.length - 3; i < end; i += 4) {
    sum ^= four(bytes, i);
    sum =
      (FOURTH[sum & 0xff] as number) ^
      (THIRD[(sum >>> 8) & 0xff] as number) ^
      (SECOND[(sum >>> 16) & 0xff] as number) ^
      (FIRST[sum >>> 24] as number);
  }
  for (; i < bytes.length; i += 1)
    sum = (sum >>> 8) ^ (FIRST[(sum ^ (bytes[i] as number)) & 0xff] as number);
  return (sum ^ 0xffffffff) >>> 0;
}

/** The first of them lowest. */
function four(bytes: Uint8Array, i: number): number {
  return (
    (bytes[i] as number) |
    ((bytes[i + 1] as number) << 8) |
    ((bytes[i + 2] as number) << 16) |
    ((bytes[i + 3] as number) << 24)
  );
}

type Tables = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

/** What a byte does to the sum when it is followed by none, one, two or three others. */
function tables(): Tables {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });
  const after = (table: Int32Array): Int32Array =>
    table.map((sum) => (sum >>> 8) ^ (first[sum & 0xff] as number));
  const second = after(first);
  const third = after(second);
  return [first, second, third, after(third)];
}
