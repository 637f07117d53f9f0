/** What is too large for a datagram is refused when the application brings it, not lost when it is sent. */
import type { Args, LayerModule } from '@maat/layers';
import { codecOf, type Codec } from '../wire/codec.js';
import { Writer } from '../wire/writer.js';
import type { Stack } from './stack.js';

/** What one datagram of UDP carries, and what is left when every layer has had its part. */
export const LARGEST_DATAGRAM = 65_507;
export const LARGEST_INPUT = 60_000;

/** The application's input does not fit into a datagram. */
export class TooLarge extends Error {
  constructor(action: string, size: number) {
    super(
      `${action}: ${size} bytes are too many: one datagram carries at most ${LARGEST_INPUT} of the application's`,
    );
    this.name = 'TooLarge';
  }
}

export class Sizes {
  private readonly codecs: ReadonlyMap<string, readonly Codec[]>;
  private readonly writer = new Writer();

  constructor({ layers }: Stack) {
    const { actions } = (layers[0] as LayerModule).implements;
    this.codecs = new Map(
      actions.map((a) => [
        a.name,
        a.parameters.slice(1).map((p) => codecOf(p.sort, new Map<string, Codec>())),
      ]),
    );
  }

  /** Throws TooLarge. */
  check(action: string, args: Args): void {
    this.writer.cutTo(0);
    (this.codecs.get(action) ?? []).forEach((codec, i) => {
      codec.write(this.writer, args[i]);
    });
    if (this.writer.length > LARGEST_INPUT) throw new TooLarge(action, this.writer.length);
  }
}
