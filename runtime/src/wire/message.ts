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

/** How many characters that are. */
export function writtenSize(codec: Codec, message: unknown): number {
  SCRATCH.cutTo(0);
  codec.write(SCRATCH, message);
  return SCRATCH.length;
}

/** Nothing, if no message is written so. */
export function readBack(codec: Codec, text: string): { readonly message: unknown } | undefined {
  // A loop, since this is done for every delivery, and a function for each byte costs more than all layers together.
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  try {
    const reader = new Reader(bytes);
    const message = codec.read(reader);
    return reader.remaining === 0 ? { message } : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

const SCRATCH = new Writer();
