/** What is too large for a datagram is refused when the application brings it, not lost when it is sent. */
import type { Args, LayerModule } from '@maat/layers';
import { codecOf, type Codec } from '../wire/codec.js';
import { Writer } from '../wire/writer.js';
import type { Stack } from './stack.js';

/** What one datagram of UDP carries, and what is left when every layer has had its part. */
export const LARGEST_DATAGRAM = 65_507;
export const LARGEST_INPUT = 60_000;
/** The same for a stack with a layer that cuts messages: what processes can be asked to hold in numbers. */
const LARGEST_CUT_INPUT = 16_000_000;

/** The application's input does not fit into a datagram. */
export class TooLarge extends Error {
  constructor(action: string, size: number, largest: number) {
    const most =
      largest === LARGEST_INPUT
        ? `one datagram carries at most ${LARGEST_INPUT} of the application's`
        : `in pieces, at most ${largest} are carried`;
    super(`${action}: ${size} bytes are too many: ${most}`);
    this.name = 'TooLarge';
  }
}

export class Sizes {
  private readonly codecs: ReadonlyMap<string, readonly Codec[]>;
  private readonly writer = new Writer();
  private readonly largest: number;

  constructor({ layers }: Stack) {
    this.largest = layers.some((l) => l.cuts === true) ? LARGEST_CUT_INPUT : LARGEST_INPUT;
    const { actions } = (layers[0] as LayerModule).implements;
    this.codecs = new Map(
      actions.map((a) => [
        a.name,
        a.parameters.slice(1).map((p) => codecOf(p.sort, new Map<string, Codec>())),
      ]),
    );
  }

  /** How many bytes the application's values take; throws TooLarge. */
  check(action: string, args: Args): number {
    this.writer.cutTo(0);
    (this.codecs.get(action) ?? []).forEach((codec, i) => {
      codec.write(this.writer, args[i]);
    });
    if (this.writer.length > this.largest)
      throw new TooLarge(action, this.writer.length, this.largest);
    return this.writer.length;
  }
}
