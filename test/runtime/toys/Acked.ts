/** A toy layer by hand, in the form of generated code: reliable first-in first-out channels by acknowledgement. */
import {
  ArrayOf,
  Seq,
  schema,
  share,
  type Args,
  type Constants,
  type LayerMachine,
  type LayerModule,
  type Packet,
  type Sink,
} from '@maat/layers';

type Proc = string;
type Msg = unknown;
type Header = { tag: 'data'; k: number } | { tag: 'ack'; k: number };

const Proc = schema.sort('Proc');
const Msg = schema.sort('Msg');
const packet = schema.tuple('Packet', {
  header: schema.nullOf(
    schema.union('Header', { data: { k: schema.nat }, ack: { k: schema.nat } }),
  ),
  body: schema.nullOf(Msg),
});

export const Acked: LayerModule = {
  name: 'Acked',
  over: {
    name: 'Network',
    actions: [
      { name: 'transmit', kind: 'input', parameters: fields({ p: Proc, q: Proc, m: packet }) },
      { name: 'receive', kind: 'output', parameters: fields({ p: Proc, q: Proc, m: packet }) },
    ],
  },
  implements: {
    name: 'Channels',
    actions: [
      { name: 'send', kind: 'input', parameters: fields({ p: Proc, q: Proc, m: Msg }) },
      { name: 'deliver', kind: 'output', parameters: fields({ p: Proc, q: Proc, m: Msg }) },
    ],
  },
  constants: [{ name: 'patience', sort: schema.nat, value: 20 }],
  message: 'Msg',
  packet,
  states: [
    { name: 'acked', sort: schema.arrayOf([Proc], schema.nat) },
    { name: 'unacked', sort: schema.arrayOf([Proc], schema.seqOf(Msg)) },
    { name: 'next', sort: schema.arrayOf([Proc], schema.nat) },
    { name: 'peers', sort: schema.setOf(Proc) },
  ],
  timers: [{ name: 'resend', period: (constants) => constants['patience'] as number }],
  create: (self, constants, out) => new AckedMachine(self, constants, out),
};

function fields(of: Record<string, schema.Schema>): readonly schema.FieldSchema[] {
  return schema.tuple('', of).fields;
}

class AckedMachine implements LayerMachine {
  readonly self: Proc;
  readonly constants: Constants;
  readonly out: Sink;
  acked = ArrayOf.constant<Proc, number>(0);
  unacked = ArrayOf.constant<Proc, Seq<Msg>>(Seq.of());
  next = ArrayOf.constant<Proc, number>(0);
  peers = new Set<Proc>();

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.constants = constants;
    this.out = out;
  }

  above(action: string, args: Args): void {
    if (action !== 'send') return;
    const [q, m] = args as [Proc, Msg];
    this.peers.add(q);
    const k = this.acked.at(q) + this.unacked.at(q).size;
    this.unacked = this.unacked.modify(q, (s) => s.append(share(m)));
    this.out.below('transmit', [q, { header: { tag: 'data', k }, body: m }]);
  }

  below(action: string, args: Args): void {
    if (action !== 'receive') return;
    const [q, { header, body }] = args as [Proc, Packet & { header: Header | null }];
    if (header?.tag === 'data' && body !== null) {
      if (header.k === this.next.at(q)) {
        this.next = this.next.set(q, header.k + 1);
        this.out.above('deliver', [q, body]);
      }
      this.out.below('transmit', [q, { header: { tag: 'ack', k: this.next.at(q) }, body: null }]);
    } else if (header?.tag === 'ack') {
      while (this.acked.at(q) < header.k) {
        this.acked = this.acked.set(q, this.acked.at(q) + 1);
        this.unacked = this.unacked.modify(q, (s) => s.tail('toy'));
      }
    }
  }

  timer(): void {
    for (const q of this.peers) {
      const first = this.acked.at(q);
      this.unacked
        .at(q)
        .toArray()
        .forEach((m, i) => {
          this.out.below('transmit', [q, { header: { tag: 'data', k: first + i }, body: m }]);
        });
    }
  }

  start(): void {
    // Nothing to do.
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { acked: this.acked, unacked: this.unacked, next: this.next, peers: this.peers };
  }
}
