/** Generators of schemas and of run-time values that fit them. */
import fc from 'fast-check';
import { ArrayOf, MapOf, Mset, Seq, SetOf, type FieldSchema, type Schema } from '@maat/layers';

const name = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((c) => String.fromCharCode(c)),
  maxLength: 6,
});

const basic = fc.constantFrom<Schema>(
  { kind: 'bool' },
  { kind: 'nat' },
  { kind: 'int' },
  { kind: 'string' },
  { kind: 'uninterpreted', name: 'Proc' },
  { kind: 'enum', name: 'Colour', values: ['red', 'green'] },
);

function larger(of: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const fields = fc
    .array(of, { maxLength: 3 })
    .map((sorts) => sorts.map((sort, i): FieldSchema => ({ name: `f${i}`, sort })));
  return fc.oneof(
    fields.map((list): Schema => ({ kind: 'tuple', name: 'T', fields: list })),
    fc.array(fields, { minLength: 1, maxLength: 3 }).map((cases): Schema => ({
      kind: 'union',
      name: 'U',
      cases: cases.map((list, i) => ({ tag: `t${i}`, fields: list })),
    })),
    fc
      .constantFrom('null' as const, 'set' as const, 'seq' as const, 'mset' as const)
      .chain((kind) => of.map((s): Schema => ({ kind, of: s }))),
    fc.tuple(of, of).map(([from, to]): Schema => ({ kind: 'map', from, to })),
    fc.tuple(basic, of).map(([index, s]): Schema => ({ kind: 'array', index: [index], of: s })),
    fc
      .tuple(basic, basic, of)
      .map(([i, j, s]): Schema => ({ kind: 'array', index: [i, j], of: s })),
  );
}

export const anySchema: fc.Arbitrary<Schema> = fc.oneof(
  basic,
  larger(basic),
  larger(larger(basic)),
);

export function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  switch (schema.kind) {
    case 'bool':
      return fc.boolean();
    case 'nat':
      return fc.oneof(
        fc.nat(),
        fc.maxSafeNat().map((n) => n % 2 ** 48),
      );
    case 'int':
      return fc.integer();
    case 'char':
    case 'string':
    case 'uninterpreted':
      return name;
    case 'enum':
      return fc.constantFrom(...schema.values);
    case 'tuple':
      return fieldsOf(schema.fields);
    case 'union':
      return fc
        .constantFrom(...schema.cases)
        .chain((c) => fieldsOf(c.fields).map((f) => ({ tag: c.tag, ...f })));
    case 'null':
      return fc.option(
        schema.of.kind === 'null'
          ? valueOf(schema.of).map((some) => ({ some }))
          : valueOf(schema.of),
      );
    case 'set':
      return few(schema.of).map((xs) => SetOf.from(xs));
    case 'mset':
      return few(schema.of).map((xs) => Mset.of(...xs));
    case 'seq':
      return few(schema.of).map((xs) => Seq.from(xs));
    case 'map':
      return fc
        .array(fc.tuple(valueOf(schema.from), valueOf(schema.to)), { maxLength: 4 })
        .map((xs) => MapOf.of(...xs));
    case 'array': {
      const index = fc
        .tuple(...schema.index.map(valueOf))
        .map((is) => (is.length === 1 ? is[0] : is));
      return fc
        .tuple(valueOf(schema.of), fc.array(fc.tuple(index, valueOf(schema.of)), { maxLength: 4 }))
        .map(([otherwise, xs]) =>
          xs.reduce((a, [i, x]) => a.set(i, x), ArrayOf.constant<unknown, unknown>(otherwise)),
        );
    }
  }
}

function few(of: Schema): fc.Arbitrary<unknown[]> {
  return fc.array(valueOf(of), { maxLength: 4 });
}

function fieldsOf(fields: readonly FieldSchema[]): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(Object.fromEntries(fields.map((f) => [f.name, valueOf(f.sort)])));
}
