/** A fingerprint of a long text, quickly: 128 bits, for a memory that nobody attacks. */

export function fingerprint(text: string): string {
  const lanes = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f].map((seed) => lane(text, seed));
  return `${text.length.toString(36)}.${lanes.join('')}`;
}

function lane(text: string, seed: number): string {
  let hash = seed ^ text.length;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x5bd1e995);
    hash ^= hash >>> 13;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return ((hash ^ (hash >>> 15)) >>> 0).toString(16).padStart(8, '0');
}
