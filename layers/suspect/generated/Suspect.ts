// generated from Suspect.ioa; do not edit
import {
  ArrayOf,
  SetOf,
  comprehend,
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

type Proc = string;
type Header =
  | ({ readonly tag: 'beat' } & { readonly n: number; readonly hears: SetOf<Proc> })
  | ({ readonly tag: 'bye' } & {});
type Msg = unknown;
type View = string;

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  beat: { n: schema.nat, hears: schema.setOf($Proc) },
  bye: {},
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});

export const Suspect: LayerModule = {
  name: 'Suspect',
  over: {
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
    ],
  },
  implements: {
    name: 'ReachView',
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
      {
        name: 'reach',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'R', sort: schema.setOf($Proc) },
        ],
      },
      { name: 'leave', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
    ],
  },
  constants: [
    { name: 'peers', sort: schema.setOf($Proc), value: SetOf.of<Proc>() },
    { name: 'beatPeriod', sort: schema.nat, value: 50 },
    { name: 'misses', sort: schema.nat, value: 8 },
  ],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'contacts', sort: schema.setOf($Proc) },
    { name: 'gone', sort: schema.setOf($Proc) },
    { name: 'hears', sort: schema.setOf($Proc) },
    { name: 'idle', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'last', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'reach', sort: schema.setOf($Proc) },
    { name: 'beats', sort: schema.nat },
    { name: 'left', sort: schema.bool },
  ],
  timers: [{ name: 'beat', period: (constants) => constants['beatPeriod'] as number }],
  create: (self, constants, out) => new SuspectMachine(self, constants, out),
};

class SuspectMachine implements LayerMachine {
  readonly self: Proc;
  readonly peers: SetOf<Proc>;
  readonly beatPeriod: number;
  readonly misses: number;
  readonly out: Sink;
  /** everybody ever heard of, but who left */
  contacts: SetOf<Proc>;
  /** who left; an endpoint's name is not used again */
  gone: SetOf<Proc>;
  /** whose beats arrive */
  hears: SetOf<Proc>;
  /** for how many of our beats nothing came */
  idle: ArrayOf<Proc, number>;
  /** the latest beat; an older one that comes late is stale */
  last: ArrayOf<Proc, number>;
  reach: SetOf<Proc>;
  beats: number;
  left: boolean;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.peers = constants['peers'] as SetOf<Proc>;
    this.beatPeriod = constants['beatPeriod'] as number;
    this.misses = constants['misses'] as number;
    this.out = out;
    this.contacts = SetOf.of<Proc>();
    this.gone = SetOf.of<Proc>();
    this.hears = SetOf.of<Proc>();
    this.idle = ArrayOf.constant<Proc, number>(0);
    this.last = ArrayOf.constant<Proc, number>(0);
    this.reach = SetOf.of<Proc>();
    this.beats = 0;
    this.left = false;
  }

  /** on start (Suspect.ioa:28:3) */
  onStart(): boolean {
    this.contacts = this.peers.fork().difference(SetOf.of<Proc>(this.self));
    return true;
  }

  /** on timer beat (Suspect.ioa:31:3) */
  onTimerBeat(): boolean {
    if (!!this.left) return false;
    this.beats = this.beats + 1;
    for (const q of this.hears) {
      this.idle = this.idle.set(q, this.idle.at(q) + 1);
    }
    this.hears = comprehend(
      this.hears,
      (q: Proc) => this.idle.at(q) <= this.misses,
      (q: Proc) => q,
    );
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.contacts) {
      packet ??= { header: { tag: 'beat', n: this.beats, hears: share(this.hears) }, body: null };
      this.out.below('send', [q, packet]);
    }
    if (!this.reach.subsetOf(this.hears)) {
      this.reach = this.reach.intersection(this.hears);
      this.out.above('reach', [share(this.reach)]);
    }
    return true;
  }

  /** on below recv(q, m) with beat(n, known) (Suspect.ioa:41:3) */
  onBelowRecvBeat(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'beat' }>,
  ): boolean {
    const { n, hears: known } = header;
    if (!(m === null && !this.gone.has(q) && this.last.at(q) < n && !this.left)) return false;
    this.last = this.last.set(q, n);
    this.idle = this.idle.set(q, 0);
    this.hears = this.hears.add(q);
    this.contacts = this.contacts
      .fork()
      .union(known.fork().add(q))
      .difference(this.gone.fork().add(this.self));
    if (known.has(this.self) && !this.reach.has(q)) {
      this.reach = this.reach.add(q);
      this.out.above('reach', [share(this.reach)]);
    } else if (!known.has(this.self) && this.reach.has(q)) {
      this.reach = this.reach.delete(q);
      this.out.above('reach', [share(this.reach)]);
    }
    return true;
  }

  /** on below recv(q, m) with bye() (Suspect.ioa:54:3) */
  onBelowRecvBye(
    q: Proc,
    m: Msg | null,
    _header: Extract<Header, { readonly tag: 'bye' }>,
  ): boolean {
    if (!(m === null && !this.left)) return false;
    this.gone = this.gone.add(q);
    this.contacts = this.contacts.delete(q);
    this.hears = this.hears.delete(q);
    if (this.reach.has(q)) {
      this.reach = this.reach.delete(q);
      this.out.above('reach', [share(this.reach)]);
    }
    return true;
  }

  /**
   * on below recv(q, m) (Suspect.ioa:64:3)
   * Any word is a sign of life.
   */
  onBelowRecv(q: Proc, m: Msg | null): boolean {
    this.idle = this.idle.set(q, 0);
    this.out.above('recv', [q, val<Msg>(m, 'Suspect.ioa:66:28')]);
    return true;
  }

  /** on above leave() (Suspect.ioa:68:3) */
  onAboveLeave(): boolean {
    this.left = true;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.contacts) {
      packet ??= { header: { tag: 'bye' }, body: null };
      this.out.below('send', [q, packet]);
    }
    return true;
  }

  above(action: string, args: Args): void {
    switch (action) {
      case 'leave': {
        if (this.onAboveLeave()) return;
        return;
      }
      case 'install': {
        const [x0, x1] = args as readonly [View, SetOf<Proc>];
        this.out.below('install', [x0, x1]);
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
      case 'recv': {
        const [x0, x1] = args as readonly [Proc, Packet];
        const header = x1.header as Header | null;
        const body = x1.body;
        if (header?.tag === 'beat' && this.onBelowRecvBeat(x0, body, header)) return;
        if (header?.tag === 'bye' && this.onBelowRecvBye(x0, body, header)) return;
        if (header === null && this.onBelowRecv(x0, body)) return;
        return;
      }
      case 'deliver': {
        const [x0, x1, x2] = args as readonly [View, Proc, Packet];
        const header = x2.header as Header | null;
        const body = x2.body;
        if (header === null && body !== null) this.out.above('deliver', [x0, x1, body]);
        return;
      }
    }
  }

  timer(name: string): void {
    switch (name) {
      case 'beat':
        this.onTimerBeat();
        return;
    }
  }

  start(): void {
    this.onStart();
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      contacts: this.contacts,
      gone: this.gone,
      hears: this.hears,
      idle: this.idle,
      last: this.last,
      reach: this.reach,
      beats: this.beats,
      left: this.left,
    };
  }
}
