/** Packets that are well formed and make no sense: any header of any layer, with any values in it. */
import {
  ArrayOf,
  MapOf,
  Mset,
  Seq,
  SetOf,
  type FieldSchema,
  type LayerModule,
  type Packet,
  type Schema,
} from '@maat/layers';
import { Random } from '@maat/runtime';

const NUMBERS = [0, 1, 2, 3, 7, 64, 300];
const ENORMOUS = [200_000, 2 ** 31, 2 ** 40, 2 ** 48 - 1];

export class Absurd {
  private readonly random: Random;
  private readonly layers: readonly LayerModule[];
  /** Texts to choose from, for processes, views and everything else. */
  private readonly texts: readonly string[];

  constructor(layers: readonly LayerModule[], texts: readonly string[], seed: number) {
    this.layers = layers;
    this.texts = texts;
    this.random = new Random(seed);
  }

  /** What the lowest layer would give to the network. */
  packet(depth = this.layers.length - 1): Packet {
    const [header, body] = (this.layers[depth] as LayerModule).packet.fields;
    const inner = (): unknown => (depth === 0 ? this.text() : this.packet(depth - 1));
    return {
      header: this.value((header as FieldSchema).sort) as Packet['header'],
      body: body !== undefined && this.random.chance(0.7) ? inner() : null,
    };
  }

  /** What asks for long loops is rare, because it takes long. */
  private number(): number {
    return this.random.pick(this.random.chance(0.03) ? ENORMOUS : NUMBERS);
  }

  private text(): string {
    return this.random.pick(this.texts);
  }

  private value(schema: Schema): unknown {
    switch (schema.kind) {
      case 'bool':
        return this.random.chance(0.5);
      case 'nat':
        return this.number();
      case 'int':
        return Math.trunc((this.random.unit() - 0.5) * this.number()) || 0;
      case 'char':
      case 'string':
      case 'uninterpreted':
        return this.text();
      case 'enum':
        return this.random.pick(schema.values);
      case 'tuple':
        return this.fields(schema.fields);
      case 'union': {
        const { tag, fields } = this.random.pick(schema.cases);
        return { tag, ...this.fields(fields) };
      }
      case 'null':
        return this.random.chance(0.2) ? null : this.value(schema.of);
      case 'set':
        return SetOf.from(this.several(() => this.value(schema.of)));
      case 'mset':
        return Mset.of(...this.several(() => this.value(schema.of)));
      case 'seq':
        return Seq.from(this.several(() => this.value(schema.of)));
      case 'map':
        return MapOf.of(...this.several(() => this.pair(schema.from, schema.to)));
      case 'array':
        return this.several(() => this.pair(schema.index[0] as Schema, schema.of)).reduce(
          (array, [i, x]) => array.set(i, x),
          ArrayOf.constant<unknown, unknown>(this.value(schema.of)),
        );
    }
  }

  private pair(a: Schema, b: Schema): [unknown, unknown] {
    return [this.value(a), this.value(b)];
  }

  private fields(fields: readonly FieldSchema[]): Record<string, unknown> {
    return Object.fromEntries(fields.map((f) => [f.name, this.value(f.sort)]));
  }

  private several<T>(make: () => T): T[] {
    return Array.from({ length: this.random.below(5) }, make);
  }
}
