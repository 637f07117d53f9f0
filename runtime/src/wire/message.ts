/** A message as a text of the bytes that it takes on the wire, so that layers can cut it. */
import type { Codec } from './codec.js';
import { Malformed, Reader, spell } from './reader.js';
import { Writer } from './writer.js';

/** One character a byte. */
export function written(codec: Codec, message: unknown): string {
  const writer = new Writer();
  codec.write(writer, message);
  const bytes = writer.take();
  return spell(bytes, 0, bytes.length);
}

/** Nothing, if no message is written so. */
export function readBack(codec: Codec, text: string): { readonly message: unknown } | undefined {
  const bytes = Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  try {
    const reader = new Reader(bytes);
    const message = codec.read(reader);
    return reader.remaining === 0 ? { message } : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
