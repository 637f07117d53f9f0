/** A toy layer by hand, in the form of generated code: multicast to fixed members over channels. */
import {
  SetOf,
  schema,
  type Args,
  type Constants,
  type LayerMachine,
  type LayerModule,
  type Packet,
  type Sink,
} from '@maat/layers';

const Proc = schema.sort('Proc');
const Msg = schema.sort('Msg');
const packet = schema.tuple('Packet', {
  header: schema.nullOf(
    schema.union('Header', { all: { n: schema.nat, members: schema.setOf(Proc) } }),
  ),
  body: schema.nullOf(Msg),
});

export const Casting: LayerModule = {
  name: 'Casting',
  over: {
    name: 'Channels',
    actions: [
      { name: 'send', kind: 'input', parameters: fields({ p: Proc, q: Proc, m: packet }) },
      { name: 'deliver', kind: 'output', parameters: fields({ p: Proc, q: Proc, m: packet }) },
    ],
  },
  implements: {
    name: 'Cast',
    actions: [
      { name: 'cast', kind: 'input', parameters: fields({ p: Proc, m: Msg }) },
      { name: 'send', kind: 'internal', parameters: fields({ p: Proc }) },
      { name: 'deliver', kind: 'output', parameters: fields({ p: Proc, q: Proc, m: Msg }) },
    ],
  },
  constants: [{ name: 'contacts', sort: schema.setOf(Proc), value: SetOf.of() }],
  message: 'Msg',
  packet,
  states: [{ name: 'n', sort: schema.nat }],
  timers: [],
  create: (self, constants, out) => new CastingMachine(self, constants, out),
};

function fields(of: Record<string, schema.Schema>): readonly schema.FieldSchema[] {
  return schema.tuple('', of).fields;
}

class CastingMachine implements LayerMachine {
  readonly self: string;
  readonly members: SetOf<string>;
  readonly out: Sink;
  n = 0;

  constructor(self: string, constants: Constants, out: Sink) {
    this.self = self;
    this.members = constants['contacts'] as SetOf<string>;
    this.out = out;
  }

  above(_action: string, args: Args): void {
    const [m] = args;
    this.out.fire('send', [this.self]);
    this.n += 1;
    for (const q of this.members) {
      const header = { tag: 'all', n: this.n, members: this.members };
      this.out.below('send', [q, { header, body: m }]);
    }
  }

  below(_action: string, args: Args): void {
    const [q, packet] = args as [string, Packet];
    this.out.above('deliver', [q, packet.body]);
  }

  timer(): void {
    // None.
  }

  start(): void {
    // Nothing to do.
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { n: this.n };
  }
}
