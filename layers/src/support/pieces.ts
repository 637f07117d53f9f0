/** Messages cut into pieces, and put together again: what goes over the wire as one, in several parts. */
import { undefinedTerm } from './errors.js';
import { Seq } from './seq.js';
import type { Sink } from './module.js';

/** `pieces(m, k)` */
export function pieces(out: Sink, message: unknown, most: number): Seq<string> {
  const text = out.written(message);
  const size = Math.max(1, most);
  const count = Math.max(1, Math.ceil(text.length / size));
  return Seq.from(Array.from({ length: count }, (_, i) => text.slice(i * size, (i + 1) * size)));
}

/** `len(pieces(m, k))`, without the pieces */
export function pieceCount(out: Sink, message: unknown, most: number): number {
  return Math.max(1, Math.ceil(out.size(message) / Math.max(1, most)));
}

/** `joined(s)` */
export function joined(out: Sink, texts: Seq<string>, place: string): unknown {
  const found = out.read(texts.toArray().join(''));
  return found === undefined
    ? undefinedTerm('what is joined was not written so', place)
    : found.message;
}
