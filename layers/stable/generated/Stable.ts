// generated from Stable.ioa; do not edit
import {
  ArrayOf,
  SetOf,
  compare,
  comprehend,
  holds,
  schema,
  share,
  val,
  type Args,
  type Constants,
  type LayerMachine,
  type LayerModule,
  type Packet,
  type Sink,
} from '../../src/support/index.js';

type View = string;
type Proc = string;
type Msg = unknown;
type Header = { readonly tag: 'gossip' } & {
  readonly v: View;
  readonly row: ArrayOf<Proc, number>;
};

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  gossip: { v: $View, row: schema.arrayOf([$Proc], schema.nat) },
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});

export const Stable: LayerModule = {
  name: 'Stable',
  over: {
    name: 'FifoView',
    actions: [
      {
        name: 'install',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'S', sort: schema.setOf($Proc) },
        ],
      },
      {
        name: 'cast',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      {
        name: 'send',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      {
        name: 'want',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'k', sort: schema.nat },
        ],
      },
      {
        name: 'deliver',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      {
        name: 'recv',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      {
        name: 'release',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'k', sort: schema.nat },
        ],
      },
    ],
  },
  implements: {
    name: 'StableView',
    actions: [
      {
        name: 'install',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'S', sort: schema.setOf($Proc) },
        ],
      },
      {
        name: 'cast',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'm', sort: $Msg },
        ],
      },
      {
        name: 'send',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Msg },
        ],
      },
      {
        name: 'want',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'k', sort: schema.nat },
        ],
      },
      {
        name: 'deliver',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Msg },
        ],
      },
      {
        name: 'recv',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Msg },
        ],
      },
    ],
  },
  constants: [{ name: 'gossipPeriod', sort: schema.nat, value: 100 }],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'rows', sort: schema.arrayOf([$Proc], schema.arrayOf([$Proc], schema.nat)) },
    { name: 'released', sort: schema.arrayOf([$Proc], schema.nat) },
  ],
  timers: [{ name: 'gossip', period: (constants) => constants['gossipPeriod'] as number }],
  create: (self, constants, out) => new StableMachine(self, constants, out),
};

class StableMachine implements LayerMachine {
  readonly self: Proc;
  readonly gossipPeriod: number;
  readonly out: Sink;
  cur: View | null;
  members: SetOf<Proc>;
  /** what each member has, as told */
  rows: ArrayOf<Proc, ArrayOf<Proc, number>>;
  released: ArrayOf<Proc, number>;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.gossipPeriod = constants['gossipPeriod'] as number;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.rows = ArrayOf.constant<Proc, ArrayOf<Proc, number>>(ArrayOf.constant<Proc, number>(0));
    this.released = ArrayOf.constant<Proc, number>(0);
  }

  /** on above install(v, S) (Stable.ioa:20:3) */
  onAboveInstall(v: View, S: SetOf<Proc>): boolean {
    if (!holds(() => this.cur === null || compare(val<View>(this.cur, 'Stable.ioa:20:45'), v) < 0))
      return false;
    this.cur = v;
    this.members = share(S);
    this.rows = ArrayOf.constant<Proc, ArrayOf<Proc, number>>(ArrayOf.constant<Proc, number>(0));
    this.released = ArrayOf.constant<Proc, number>(0);
    this.out.below('install', [v, share(S)]);
    return true;
  }

  /** on below deliver(v, q, m) (Stable.ioa:27:3) */
  onBelowDeliver(v: View, q: Proc, m: Msg | null): boolean {
    if (this.cur === v) {
      this.rows = this.rows.modify(this.self, (old) =>
        old.set(q, this.rows.at(this.self).at(q) + 1),
      );
    }
    this.out.above('deliver', [v, q, val<Msg>(m, 'Stable.ioa:29:34')]);
    return true;
  }

  /** on timer gossip (Stable.ioa:31:3) */
  onTimerGossip(): boolean {
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.members) {
      if (!(q !== this.self)) continue;
      packet ??= {
        header: {
          tag: 'gossip',
          v: val<View>(this.cur, 'Stable.ioa:33:47'),
          row: share(this.rows.at(this.self)),
        },
        body: null,
      };
      this.out.below('send', [q, packet]);
    }
    return true;
  }

  /**
   * on below recv(q, m) with gossip(v, row) (Stable.ioa:37:3)
   * Rows only grow; an older one that comes late changes nothing.
   */
  onBelowRecvGossip(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'gossip' }>,
  ): boolean {
    const { v, row } = header;
    if (!(m === null && this.cur === v)) return false;
    for (const o of this.members) {
      this.rows = this.rows.modify(q, (old) =>
        old.set(o, Math.max(this.rows.at(q).at(o), row.at(o))),
      );
      if (
        this.released.at(o) <
        comprehend(
          this.members,
          () => true,
          (r: Proc) => this.rows.at(r).at(o),
        ).least('Stable.ioa:40:28')
      ) {
        this.released = this.released.set(
          o,
          comprehend(
            this.members,
            () => true,
            (r: Proc) => this.rows.at(r).at(o),
          ).least('Stable.ioa:41:28'),
        );
        this.out.below('release', [o, this.released.at(o)]);
      }
    }
    return true;
  }

  above(action: string, args: Args): void {
    switch (action) {
      case 'install': {
        const [x0, x1] = args as readonly [View, SetOf<Proc>];
        if (this.onAboveInstall(x0, x1)) return;
        return;
      }
      case 'cast': {
        const [x0] = args as readonly [Msg];
        this.out.below('cast', [{ header: null, body: x0 }]);
        return;
      }
      case 'send': {
        const [x0, x1] = args as readonly [Proc, Msg];
        this.out.below('send', [x0, { header: null, body: x1 }]);
        return;
      }
      case 'want': {
        const [x0, x1] = args as readonly [Proc, number];
        this.out.below('want', [x0, x1]);
        return;
      }
    }
  }

  below(action: string, args: Args): void {
    switch (action) {
      case 'deliver': {
        const [x0, x1, x2] = args as readonly [View, Proc, Packet];
        const header = x2.header as Header | null;
        const body = x2.body;
        if (header === null && this.onBelowDeliver(x0, x1, body)) return;
        return;
      }
      case 'recv': {
        const [x0, x1] = args as readonly [Proc, Packet];
        const header = x1.header as Header | null;
        const body = x1.body;
        if (header?.tag === 'gossip' && this.onBelowRecvGossip(x0, body, header)) return;
        if (header === null && body !== null) this.out.above('recv', [x0, body]);
        return;
      }
    }
  }

  timer(name: string): void {
    switch (name) {
      case 'gossip':
        this.onTimerGossip();
        return;
    }
  }

  start(): void {
    // Nothing to do.
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { cur: this.cur, members: this.members, rows: this.rows, released: this.released };
  }
}
