/** A short stand-in for a long key: 128 bits, so that two different keys never share it in practice. */
export function fingerprint(text: string): string {
  if (text.length <= 40) return text;
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  let c = 0x9e3779b9;
  let d = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
    c = Math.imul(c ^ code, 2246822507);
    d = Math.imul(d ^ (code + (a >>> 16)), 3266489909);
  }
  return `${mix(a, b)}.${mix(b, a)}.${mix(c, d)}.${mix(d, c)}`;
}

function mix(a: number, b: number): string {
  const folded = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  return ((folded ^ (folded >>> 16)) >>> 0).toString(36);
}
