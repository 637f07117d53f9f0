/** A sort's binary form, compiled from its schema. */
import {
  ArrayOf,
  MapOf,
  Mset,
  Seq,
  SetOf,
  type FieldSchema,
  type Schema,
  type UnionSchema,
} from '@maat/layers';
import { assertNever } from '../never.js';
import { Malformed, type Reader } from './reader.js';
import type { Writer } from './writer.js';

export interface Codec {
  write(w: Writer, value: unknown): void;
  /** Throws Malformed, and nothing else, whatever the bytes. */
  read(r: Reader): unknown;
  /** The fewest bytes that a value takes. */
  readonly least: number;
}

/** What an uninterpreted sort stands for; without an entry, a Latin-1 string. */
export type Standing = ReadonlyMap<string, Codec>;

export function codecOf(schema: Schema, standing: Standing): Codec {
  switch (schema.kind) {
    case 'bool':
      return BOOL;
    case 'nat':
      return NAT;
    case 'int':
      return INT;
    case 'char':
    case 'string':
      return TEXT;
    case 'uninterpreted':
      return standing.get(schema.name) ?? TEXT;
    case 'enum':
      return enumCodec(schema.values);
    case 'tuple':
      return fieldsCodec(schema.fields, standing);
    case 'union':
      return unionCodec(schema, standing);
    case 'null':
      return nullCodec(codecOf(schema.of, standing), schema.of.kind === 'null');
    case 'set':
    case 'seq':
    case 'mset':
      return elementsCodec(schema.kind, codecOf(schema.of, standing));
    case 'map':
      return mapCodec(codecOf(schema.from, standing), codecOf(schema.to, standing));
    case 'array':
      return arrayCodec(indexCodec(schema.index, standing), codecOf(schema.of, standing));
    default:
      return assertNever(schema);
  }
}

export const TEXT: Codec = {
  write: (w, v) => {
    w.text(v as string);
  },
  read: (r) => r.text(),
  least: 1,
};

const BOOL: Codec = {
  write: (w, v) => {
    w.byte(v === true ? 1 : 0);
  },
  read: (r) => flag(r),
  least: 1,
};

const NAT: Codec = {
  write: (w, v) => {
    w.varint(v as number);
  },
  read: (r) => r.varint(),
  least: 1,
};

/** Zigzag: 0, -1, 1, -2, … */
const INT: Codec = {
  write: (w, v) => {
    w.varint((v as number) >= 0 ? (v as number) * 2 : -(v as number) * 2 - 1);
  },
  read: (r) => {
    const n = r.varint();
    return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  },
  least: 1,
};

function flag(r: Reader): boolean {
  const byte = r.byte();
  if (byte > 1) throw new Malformed('bad flag');
  return byte === 1;
}

function enumCodec(values: readonly string[]): Codec {
  return {
    write: (w, v) => {
      w.varint(values.indexOf(v as string));
    },
    read: (r) => values[r.varint()] ?? malformed('unknown constant'),
    least: 1,
  };
}

function fieldsCodec(fields: readonly FieldSchema[], standing: Standing): Codec {
  const parts = fields.map((f) => ({ name: f.name, codec: codecOf(f.sort, standing) }));
  return {
    write: (w, v) => {
      for (const { name, codec } of parts) codec.write(w, (v as Record<string, unknown>)[name]);
    },
    read: (r) => {
      const value: Record<string, unknown> = {};
      for (const { name, codec } of parts) value[name] = codec.read(r);
      return value;
    },
    least: parts.reduce((sum, p) => sum + p.codec.least, 0),
  };
}

/** The case's number, then its fields. */
function unionCodec(schema: UnionSchema, standing: Standing): Codec {
  const cases = schema.cases.map((c) => ({ tag: c.tag, codec: fieldsCodec(c.fields, standing) }));
  const numbers = new Map(cases.map((c, i) => [c.tag, i]));
  return {
    write: (w, v) => {
      const number = numbers.get((v as { tag: string }).tag) ?? -1;
      w.varint(number);
      cases[number]?.codec.write(w, v);
    },
    read: (r) => {
      const chosen = cases[r.varint()] ?? malformed('unknown header');
      return { tag: chosen.tag, ...(chosen.codec.read(r) as object) };
    },
    least: 1,
  };
}

function nullCodec(of: Codec, boxed: boolean): Codec {
  return {
    write: (w, v) => {
      w.byte(v === null ? 0 : 1);
      if (v !== null) of.write(w, boxed ? (v as { some: unknown }).some : v);
    },
    read: (r) => {
      if (!flag(r)) return null;
      const value = of.read(r);
      return boxed ? { some: value } : value;
    },
    least: 1,
  };
}

function elementsCodec(kind: 'set' | 'seq' | 'mset', of: Codec): Codec {
  switch (kind) {
    case 'set':
      return listCodec(
        of,
        (v) => (v as SetOf<unknown>).inOrder(),
        (xs) => SetOf.from(xs),
      );
    case 'seq':
      return listCodec(
        of,
        (v) => (v as Seq<unknown>).toArray(),
        (xs) => Seq.from(xs),
      );
    case 'mset':
      return listCodec(
        of,
        (v) => (v as Mset<unknown>).occurrences(),
        (xs) => Mset.from(xs),
      );
    default:
      return assertNever(kind);
  }
}

function listCodec(
  of: Codec,
  list: (value: unknown) => readonly unknown[],
  make: (elements: unknown[]) => unknown,
): Codec {
  return {
    write: (w, v) => {
      const elements = list(v);
      w.varint(elements.length);
      for (const x of elements) of.write(w, x);
    },
    read: (r) => make(Array.from({ length: r.count(of.least) }, () => of.read(r))),
    least: 1,
  };
}

function mapCodec(from: Codec, to: Codec): Codec {
  const entry = pair(from, to);
  return listCodec(
    entry,
    (v) => (v as MapOf<unknown, unknown>).entries(),
    (entries) => MapOf.from(entries as [unknown, unknown][]),
  );
}

function arrayCodec(index: Codec, of: Codec): Codec {
  const entries = listCodec(
    pair(index, of),
    (v) => (v as ArrayOf<unknown, unknown>).entries(),
    (xs) => xs,
  );
  return {
    write: (w, v) => {
      of.write(w, (v as ArrayOf<unknown, unknown>).otherwise);
      entries.write(w, v);
    },
    read: (r) => {
      const otherwise = of.read(r);
      return (entries.read(r) as [unknown, unknown][]).reduce(
        (array, [i, x]) => array.set(i, x),
        ArrayOf.constant<unknown, unknown>(otherwise),
      );
    },
    least: of.least + 1,
  };
}

/** One index stands for itself, two are a pair. */
function indexCodec(index: readonly Schema[], standing: Standing): Codec {
  const [first, second] = index.map((s) => codecOf(s, standing));
  if (first === undefined) throw new RangeError('an array has an index');
  return second === undefined ? first : pair(first, second);
}

function pair(first: Codec, second: Codec): Codec {
  return {
    write: (w, v) => {
      const [a, b] = v as readonly [unknown, unknown];
      first.write(w, a);
      second.write(w, b);
    },
    read: (r) => {
      const a = first.read(r);
      return [a, second.read(r)];
    },
    least: first.least + second.least,
  };
}

function malformed(reason: string): never {
  throw new Malformed(reason);
}
