/** The wire: what is written is read, and nothing else is taken for a datagram. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eq, type Packet } from '@maat/layers';
import {
  assemble,
  codecOf,
  decode,
  encode,
  fromJson,
  Malformed,
  ofGroup,
  Reader,
  seal,
  toJson,
  Writer,
} from '@maat/runtime';
import { Acked } from './toys/Acked.js';
import { Casting } from './toys/Casting.js';
import { anySchema, valueOf } from './values.js';

const stack = assemble({ name: 'toy', layers: [Casting, Acked] });
const packet = (body: string): Packet => ({
  header: { tag: 'data', k: 3 } as Packet['header'],
  body: { header: null, body },
});

describe('a codec', () => {
  test('reads what it wrote, of every sort', () => {
    fc.assert(
      fc.property(
        anySchema.chain((schema) => fc.tuple(fc.constant(schema), valueOf(schema))),
        ([schema, value]) => {
          const codec = codecOf(schema, new Map());
          const writer = new Writer();
          codec.write(writer, value);
          const bytes = writer.take();
          const reader = new Reader(bytes);
          expect(eq(codec.read(reader), value)).toBe(true);
          expect(reader.remaining).toBe(0);
          expect(bytes.length).toBeGreaterThanOrEqual(codec.least);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('notices every truncation', () => {
    fc.assert(
      fc.property(
        anySchema.chain((schema) => fc.tuple(fc.constant(schema), valueOf(schema))),
        ([schema, value]) => {
          const codec = codecOf(schema, new Map());
          const writer = new Writer();
          codec.write(writer, value);
          const bytes = writer.take();
          for (let end = 0; end < bytes.length; end += 1) {
            expect(() => codec.read(new Reader(bytes.subarray(0, end)))).toThrow(Malformed);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('gives no elements for nothing: what takes no bytes is bounded in all of a datagram together', () => {
    const nothing = { kind: 'tuple', name: 'Nothing', fields: [] } as const;
    const written = (lengths: readonly number[]): Reader => {
      const writer = new Writer();
      writer.varint(lengths.length);
      for (const n of lengths) writer.varint(n);
      return new Reader(writer.take());
    };
    for (const kind of ['set', 'seq', 'mset'] as const) {
      const codec = codecOf({ kind: 'seq', of: { kind, of: nothing } }, new Map());
      expect(() => codec.read(written([1 << 20]))).toThrow(Malformed);
      expect(() => codec.read(written([3000, 3000]))).toThrow(Malformed);
      expect(codec.read(written([1000, 1000]))).toBeDefined();
    }
  });

  test('meets random bytes with a value or with Malformed', () => {
    fc.assert(
      fc.property(anySchema, fc.uint8Array({ maxLength: 40 }), (schema, bytes) => {
        try {
          codecOf(schema, new Map()).read(new Reader(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

test('texts of any characters are carried, and those of one byte take one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
      const writer = new Writer();
      writer.text(text);
      const bytes = writer.take();
      expect(new Reader(bytes).text()).toBe(text);
      const wide = /[^\0-\xff]/.test(text);
      expect(bytes.length).toBe(1 + text.length * (wide ? 2 : 1));
    }),
  );
});

test('JSON of a trace keeps every value', () => {
  fc.assert(
    fc.property(
      anySchema.chain((schema) => fc.tuple(fc.constant(schema), valueOf(schema))),
      ([schema, value]) => {
        const json: unknown = JSON.parse(JSON.stringify(toJson(schema, value)));
        expect(eq(fromJson(schema, json as null), value)).toBe(true);
      },
    ),
    { numRuns: 400 },
  );
});

describe('a datagram', () => {
  const envelope = { from: 'a', to: 'b', clock: 7 };
  const { bytes } = encode(stack.wire, envelope, [packet('x'), packet('y')]);

  test('carries packets of all layers', () => {
    expect(decode(stack.wire, bytes)).toEqual({
      datagram: { ...envelope, packets: [packet('x'), packet('y')] },
    });
  });

  test('takes as many packets as fit', () => {
    const packets = Array.from({ length: 10 }, () => packet('x'.repeat(300)));
    expect(encode(stack.wire, envelope, packets).taken).toBe(3);
    expect(encode(stack.wire, envelope, [packet('x'.repeat(5000)), packet('y')]).taken).toBe(1);
  });

  const changed = (at: number, to: number): Uint8Array => {
    const copy = bytes.slice();
    copy[at] = to;
    return copy;
  };
  /** As somebody would send it who knows the format. */
  const sealed = (wrong: Uint8Array): Uint8Array => {
    const copy = wrong.slice();
    seal(copy);
    return copy;
  };
  test.each<[string, Uint8Array, string]>([
    ['an empty one', new Uint8Array(), 'short'],
    ['a short one', bytes.subarray(0, 10), 'short'],
    ['foreign bytes', changed(0, 0), 'wrong magic'],
    ['a later version', changed(2, 9), 'wrong version'],
    ['another stack', changed(4, (bytes[4] ?? 0) ^ 1), 'another stack or group'],
    [
      'another group',
      encode(ofGroup(stack.wire, 'g'), envelope, [packet('x')]).bytes,
      'another stack or group',
    ],
    ['a changed one', changed(14, 99), 'damaged'],
    ['a cut one', bytes.subarray(0, bytes.length - 1), 'damaged'],
    ['a name longer than the datagram', sealed(changed(11, 120)), 'forged length'],
    [
      'a text with two spellings',
      sealed(Uint8Array.of(...bytes.subarray(0, 11), 3, 0, 97)),
      'bad text',
    ],
    ['an unknown header', sealed(changed(16, 100)), 'unknown header'],
    ['one cut by somebody', sealed(bytes.subarray(0, bytes.length - 1)), 'forged length'],
    ['one without packets', sealed(bytes.subarray(0, 16)), 'truncated'],
    ['one with a tail', sealed(Uint8Array.of(...bytes, 0x80)), 'truncated'],
  ])('is dropped: %s', (_name, wrong, reason) => {
    expect(decode(stack.wire, wrong)).toEqual({ dropped: reason });
  });

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (noise, begin) => {
        decode(
          stack.wire,
          begin ? sealed(Uint8Array.of(...bytes.subarray(0, 16), ...noise)) : noise,
        );
      }),
      { numRuns: 3000 },
    );
  });
});
