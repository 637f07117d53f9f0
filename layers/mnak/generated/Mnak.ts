// generated from Mnak.ioa; do not edit
import {
  ArrayOf,
  MapOf,
  SetOf,
  compare,
  comprehend,
  div,
  holds,
  mod,
  schema,
  share,
  spend,
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
type Header =
  | ({ readonly tag: 'data' } & { readonly v: View; readonly o: Proc; readonly k: number })
  | ({ readonly tag: 'nak' } & {
      readonly v: View;
      readonly o: Proc;
      readonly lacks: SetOf<number>;
    })
  | ({ readonly tag: 'head' } & { readonly v: View; readonly count: number });

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  data: { v: $View, o: $Proc, k: schema.nat },
  nak: { v: $View, o: $Proc, lacks: schema.setOf(schema.nat) },
  head: { v: $View, count: schema.nat },
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});

export const Mnak: LayerModule = {
  name: 'Mnak',
  over: {
    name: 'Network',
    actions: [
      {
        name: 'transmit',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      {
        name: 'receive',
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
  constants: [
    { name: 'nakPeriod', sort: schema.nat, value: 10 },
    { name: 'headPeriod', sort: schema.nat, value: 25 },
    { name: 'tailPeriod', sort: schema.nat, value: 5 },
    { name: 'burst', sort: schema.nat, value: 64 },
  ],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'got', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'known', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'holes', sort: schema.arrayOf([$Proc], schema.setOf(schema.nat)) },
    { name: 'kept', sort: schema.arrayOf([$Proc], schema.mapOf(schema.nat, $Msg)) },
    { name: 'low', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'fresh', sort: schema.setOf(schema.nat) },
    { name: 'told', sort: schema.bool },
    { name: 'turn', sort: schema.nat },
  ],
  timers: [
    { name: 'nak', period: (constants) => constants['nakPeriod'] as number },
    { name: 'tail', period: (constants) => constants['tailPeriod'] as number },
    { name: 'head', period: (constants) => constants['headPeriod'] as number },
  ],
  create: (self, constants, out) => new MnakMachine(self, constants, out),
};

class MnakMachine implements LayerMachine {
  readonly self: Proc;
  readonly nakPeriod: number;
  readonly headPeriod: number;
  readonly tailPeriod: number;
  readonly burst: number;
  readonly out: Sink;
  cur: View | null;
  members: SetOf<Proc>;
  /** delivered, for each origin */
  got: ArrayOf<Proc, number>;
  /** known to exist */
  known: ArrayOf<Proc, number>;
  /** known to exist, not here */
  holes: ArrayOf<Proc, SetOf<number>>;
  kept: ArrayOf<Proc, MapOf<number, Msg>>;
  /** released */
  low: ArrayOf<Proc, number>;
  /** holes that are being asked for at once */
  fresh: SetOf<number>;
  /** what I cast last has been advertised */
  told: boolean;
  /** who is asked next */
  turn: number;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.nakPeriod = constants['nakPeriod'] as number;
    this.headPeriod = constants['headPeriod'] as number;
    this.tailPeriod = constants['tailPeriod'] as number;
    this.burst = constants['burst'] as number;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.got = ArrayOf.constant<Proc, number>(0);
    this.known = ArrayOf.constant<Proc, number>(0);
    this.holes = ArrayOf.constant<Proc, SetOf<number>>(SetOf.of<number>());
    this.kept = ArrayOf.constant<Proc, MapOf<number, Msg>>(MapOf.of<number, Msg>());
    this.low = ArrayOf.constant<Proc, number>(0);
    this.fresh = SetOf.of<number>();
    this.told = true;
    this.turn = 0;
  }

  /** on above install(v, S) (Mnak.ioa:39:3) */
  onAboveInstall(v: View, S: SetOf<Proc>): boolean {
    if (!holds(() => this.cur === null || compare(val<View>(this.cur, 'Mnak.ioa:39:45'), v) < 0))
      return false;
    this.cur = v;
    this.members = share(S);
    this.got = ArrayOf.constant<Proc, number>(0);
    this.known = ArrayOf.constant<Proc, number>(0);
    this.holes = ArrayOf.constant<Proc, SetOf<number>>(SetOf.of<number>());
    this.kept = ArrayOf.constant<Proc, MapOf<number, Msg>>(MapOf.of<number, Msg>());
    this.low = ArrayOf.constant<Proc, number>(0);
    return true;
  }

  /**
   * on above cast(m) (Mnak.ioa:49:3)
   * A process gets its own casts without the network, at once.
   */
  onAboveCast(m: Msg): boolean {
    if (!(this.cur !== null)) return false;
    this.told = false;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.members) {
      if (!(q !== this.self)) continue;
      packet ??= {
        header: {
          tag: 'data',
          v: val<View>(this.cur, 'Mnak.ioa:52:47'),
          o: this.self,
          k: this.got.at(this.self),
        },
        body: m,
      };
      this.out.below('transmit', [q, packet]);
    }
    this.out.above('deliver', [val<View>(this.cur, 'Mnak.ioa:54:28'), this.self, m]);
    this.kept = this.kept.modify(this.self, (old) => old.set(this.got.at(this.self), m));
    this.got = this.got.set(this.self, this.got.at(this.self) + 1);
    this.known = this.known.set(this.self, this.got.at(this.self));
    return true;
  }

  /** on below receive(q, m) with data(v, o, k) (Mnak.ioa:59:3) */
  onBelowReceiveData(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'data' }>,
  ): boolean {
    const { v, o, k } = header;
    if (!(this.cur === v && this.members.has(o))) return false;
    if (this.known.at(o) < k) {
      while (this.known.at(o) < k) {
        spend('Mnak.ioa:61:11');
        if (this.fresh.size < this.burst) {
          this.fresh = this.fresh.add(this.known.at(o));
        }
        this.holes = this.holes.modify(o, (old) => old.add(this.known.at(o)));
        this.known = this.known.set(o, this.known.at(o) + 1);
      }
      this.out.below('transmit', [
        q,
        { header: { tag: 'nak', v: v, o: o, lacks: share(this.fresh) }, body: null },
      ]);
      this.fresh = SetOf.of<number>();
    }
    if (this.known.at(o) === k) {
      this.holes = this.holes.modify(o, (old) => old.add(k));
      this.known = this.known.set(o, k + 1);
    }
    if (this.holes.at(o).has(k)) {
      this.holes = this.holes.modify(o, (old) => old.delete(k));
      this.kept = this.kept.modify(o, (old) => old.set(k, val<Msg>(m, 'Mnak.ioa:75:25')));
      while (this.got.at(o) < this.known.at(o) && !this.holes.at(o).has(this.got.at(o))) {
        spend('Mnak.ioa:76:11');
        this.out.above('deliver', [v, o, this.kept.at(o).at(this.got.at(o), 'Mnak.ioa:77:38')]);
        this.got = this.got.set(o, this.got.at(o) + 1);
      }
    }
    return true;
  }

  /** on below receive(q, m) with head(v, count) (Mnak.ioa:82:3) */
  onBelowReceiveHead(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'head' }>,
  ): boolean {
    const { v, count } = header;
    if (!(m === null && this.cur === v)) return false;
    if (this.known.at(q) < count) {
      while (this.known.at(q) < count) {
        spend('Mnak.ioa:84:11');
        if (this.fresh.size < this.burst) {
          this.fresh = this.fresh.add(this.known.at(q));
        }
        this.holes = this.holes.modify(q, (old) => old.add(this.known.at(q)));
        this.known = this.known.set(q, this.known.at(q) + 1);
      }
      this.out.below('transmit', [
        q,
        { header: { tag: 'nak', v: v, o: q, lacks: share(this.fresh) }, body: null },
      ]);
      this.fresh = SetOf.of<number>();
    }
    return true;
  }

  /**
   * on above want(q, k) (Mnak.ioa:94:3)
   * Somebody has them, whatever the origin says.
   */
  onAboveWant(q: Proc, k: number): boolean {
    while (this.known.at(q) < k) {
      spend('Mnak.ioa:95:9');
      this.holes = this.holes.modify(q, (old) => old.add(this.known.at(q)));
      this.known = this.known.set(q, this.known.at(q) + 1);
    }
    return true;
  }

  /** on timer nak (Mnak.ioa:100:3) */
  onTimerNak(): boolean {
    this.turn = this.turn + 1 < 2 * this.members.size ? this.turn + 1 : 0;
    for (const o of this.members) {
      if (!(this.holes.at(o).size !== 0)) continue;
      let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
      for (const q of asked(o, this.turn, this.members)) {
        if (!(q !== this.self)) continue;
        packet ??= {
          header: {
            tag: 'nak',
            v: val<View>(this.cur, 'Mnak.ioa:105:19'),
            o: o,
            lacks: comprehend(
              this.holes.at(o),
              (k: number) => k < this.holes.at(o).least('Mnak.ioa:105:67') + this.burst,
              (k: number) => k,
            ),
          },
          body: null,
        };
        this.out.below('transmit', [q, packet]);
      }
    }
    return true;
  }

  /** on below receive(q, m) with nak(v, o, lacks) (Mnak.ioa:109:3) */
  onBelowReceiveNak(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'nak' }>,
  ): boolean {
    const { v, o, lacks } = header;
    if (!(m === null && this.cur === v)) return false;
    for (const k of lacks) {
      if (!this.kept.at(o).has(k)) continue;
      this.out.below('transmit', [
        q,
        {
          header: { tag: 'data', v: v, o: o, k: k },
          body: this.kept.at(o).at(k, 'Mnak.ioa:111:34'),
        },
      ]);
    }
    return true;
  }

  /**
   * on timer tail (Mnak.ioa:116:3)
   * What is cast last is advertised soon, and then again and again: what is released has arrived
   * everywhere, and need not be.
   */
  onTimerTail(): boolean {
    if (!!this.told) return false;
    this.told = true;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.members) {
      if (!(q !== this.self)) continue;
      packet ??= {
        header: {
          tag: 'head',
          v: val<View>(this.cur, 'Mnak.ioa:119:49'),
          count: this.got.at(this.self),
        },
        body: null,
      };
      this.out.below('transmit', [q, packet]);
    }
    return true;
  }

  /** on timer head (Mnak.ioa:121:3) */
  onTimerHead(): boolean {
    if (!(this.low.at(this.self) < this.got.at(this.self))) return false;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.members) {
      if (!(q !== this.self)) continue;
      packet ??= {
        header: {
          tag: 'head',
          v: val<View>(this.cur, 'Mnak.ioa:123:49'),
          count: this.got.at(this.self),
        },
        body: null,
      };
      this.out.below('transmit', [q, packet]);
    }
    return true;
  }

  /** on above release(q, k) (Mnak.ioa:126:3) */
  onAboveRelease(q: Proc, k: number): boolean {
    while (this.low.at(q) < k && this.low.at(q) < this.got.at(q)) {
      spend('Mnak.ioa:127:9');
      this.kept = this.kept.modify(q, (old) => old.remove(this.low.at(q)));
      this.low = this.low.set(q, this.low.at(q) + 1);
    }
    return true;
  }

  /**
   * on above send(q, m) (Mnak.ioa:133:3)
   * Control traffic needs no view and no number; to oneself it needs no network.
   */
  onAboveSend1(q: Proc, m: Msg): boolean {
    if (!(q === this.self)) return false;
    this.out.above('recv', [this.self, m]);
    return true;
  }

  /** on above send(q, m) (Mnak.ioa:135:3) */
  onAboveSend2(q: Proc, m: Msg): boolean {
    this.out.below('transmit', [q, { header: null, body: m }]);
    return true;
  }

  /** on below receive(q, m) (Mnak.ioa:137:3) */
  onBelowReceive(q: Proc, m: Msg | null): boolean {
    this.out.above('recv', [q, val<Msg>(m, 'Mnak.ioa:138:28')]);
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
        if (this.onAboveCast(x0)) return;
        return;
      }
      case 'want': {
        const [x0, x1] = args as readonly [Proc, number];
        if (this.onAboveWant(x0, x1)) return;
        return;
      }
      case 'release': {
        const [x0, x1] = args as readonly [Proc, number];
        if (this.onAboveRelease(x0, x1)) return;
        return;
      }
      case 'send': {
        const [x0, x1] = args as readonly [Proc, Msg];
        if (this.onAboveSend1(x0, x1)) return;
        if (this.onAboveSend2(x0, x1)) return;
        return;
      }
    }
  }

  below(action: string, args: Args): void {
    switch (action) {
      case 'receive': {
        const [x0, x1] = args as readonly [Proc, Packet];
        const header = x1.header as Header | null;
        const body = x1.body;
        if (header?.tag === 'data' && this.onBelowReceiveData(x0, body, header)) return;
        if (header?.tag === 'head' && this.onBelowReceiveHead(x0, body, header)) return;
        if (header?.tag === 'nak' && this.onBelowReceiveNak(x0, body, header)) return;
        if (header === null && this.onBelowReceive(x0, body)) return;
        return;
      }
    }
  }

  timer(name: string): void {
    switch (name) {
      case 'nak':
        this.onTimerNak();
        return;
      case 'tail':
        this.onTimerTail();
        return;
      case 'head':
        this.onTimerHead();
        return;
    }
  }

  start(): void {
    // Nothing to do.
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      cur: this.cur,
      members: this.members,
      got: this.got,
      known: this.known,
      holes: this.holes,
      kept: this.kept,
      low: this.low,
      fresh: this.fresh,
      told: this.told,
      turn: this.turn,
    };
  }
}

/** Every other time the origin, else the members one after the other, a different one for each origin, so that nobody is asked for everything. */
function asked(o: Proc, turn: number, S: SetOf<Proc>): SetOf<Proc> {
  return mod(turn, 2, 'Mnak.ioa:36:8') === 0
    ? SetOf.of<Proc>(o)
    : comprehend(
        S,
        (q: Proc) =>
          S.rank(q) === mod(S.rank(o) + div(turn, 2, 'Mnak.ioa:37:63'), S.size, 'Mnak.ioa:37:49'),
        (q: Proc) => q,
      );
}
