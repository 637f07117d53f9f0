// generated from Causal.ioa; do not edit
import {
  ArrayOf,
  Seq,
  SetOf,
  compare,
  comprehend,
  forAllOfThem,
  holds,
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
type Header = { readonly tag: 'stamp' } & { readonly past: ArrayOf<Proc, number> };

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', { stamp: { past: schema.arrayOf([$Proc], schema.nat) } });
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});

export const Causal: LayerModule = {
  name: 'Causal',
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
    name: 'CausalView',
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
  constants: [],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'got', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'early', sort: schema.arrayOf([$Proc], schema.seqOf($Msg)) },
    {
      name: 'pasts',
      sort: schema.arrayOf([$Proc], schema.seqOf(schema.arrayOf([$Proc], schema.nat))),
    },
    { name: 'next', sort: schema.nullOf($Proc) },
  ],
  timers: [],
  create: (self, constants, out) => new CausalMachine(self, constants, out),
};

class CausalMachine implements LayerMachine {
  readonly self: Proc;
  readonly out: Sink;
  cur: View | null;
  members: SetOf<Proc>;
  /** delivered, for each origin */
  got: ArrayOf<Proc, number>;
  /** arrived and not delivered, in the order cast, */
  early: ArrayOf<Proc, Seq<Msg>>;
  /** and what comes before each */
  pasts: ArrayOf<Proc, Seq<ArrayOf<Proc, number>>>;
  /** whose turn it is */
  next: Proc | null;

  constructor(self: Proc, _constants: Constants, out: Sink) {
    this.self = self;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.got = ArrayOf.constant<Proc, number>(0);
    this.early = ArrayOf.constant<Proc, Seq<Msg>>(Seq.of<Msg>());
    this.pasts = ArrayOf.constant<Proc, Seq<ArrayOf<Proc, number>>>(
      Seq.of<ArrayOf<Proc, number>>(),
    );
    this.next = null;
  }

  /** on above install(v, S) (Causal.ioa:24:3) */
  onAboveInstall(v: View, S: SetOf<Proc>): boolean {
    if (!holds(() => this.cur === null || compare(val<View>(this.cur, 'Causal.ioa:24:45'), v) < 0))
      return false;
    this.cur = v;
    this.members = share(S);
    this.got = ArrayOf.constant<Proc, number>(0);
    this.early = ArrayOf.constant<Proc, Seq<Msg>>(Seq.of<Msg>());
    this.pasts = ArrayOf.constant<Proc, Seq<ArrayOf<Proc, number>>>(
      Seq.of<ArrayOf<Proc, number>>(),
    );
    this.out.below('install', [v, share(S)]);
    return true;
  }

  /** on above cast(m) (Causal.ioa:32:3) */
  onAboveCast(m: Msg): boolean {
    this.out.below('cast', [{ header: { tag: 'stamp', past: share(this.got) }, body: m }]);
    return true;
  }

  /** on below deliver(v, q, m) with stamp(past) (Causal.ioa:35:3) */
  onBelowDeliverStamp(
    v: View,
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'stamp' }>,
  ): boolean {
    const { past } = header;
    if (!(this.cur === v)) return false;
    this.early = this.early.modify(q, (old) => old.append(val<Msg>(m, 'Causal.ioa:36:33')));
    this.pasts = this.pasts.modify(q, (old) => old.append(share(past)));
    while (due(this.early, this.pasts, this.got, this.members).size !== 0) {
      spend('Causal.ioa:38:9');
      this.next = due(this.early, this.pasts, this.got, this.members).least('Causal.ioa:39:25');
      this.out.above('deliver', [
        v,
        val<Proc>(this.next, 'Causal.ioa:40:33'),
        this.early.at(val<Proc>(this.next, 'Causal.ioa:40:54')).head('Causal.ioa:40:43'),
      ]);
      this.got = this.got.set(
        val<Proc>(this.next, 'Causal.ioa:41:15'),
        this.got.at(val<Proc>(this.next, 'Causal.ioa:41:32')) + 1,
      );
      this.early = this.early.modify(val<Proc>(this.next, 'Causal.ioa:42:17'), (old) =>
        old.tail('Causal.ioa:42:30'),
      );
      this.pasts = this.pasts.modify(val<Proc>(this.next, 'Causal.ioa:43:17'), (old) =>
        old.tail('Causal.ioa:43:30'),
      );
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
        if (this.onAboveCast(x0)) return;
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
        if (header?.tag === 'stamp' && this.onBelowDeliverStamp(x0, x1, body, header)) return;
        return;
      }
      case 'recv': {
        const [x0, x1] = args as readonly [Proc, Packet];
        const header = x1.header as Header | null;
        const body = x1.body;
        if (header === null && body !== null) this.out.above('recv', [x0, body]);
        return;
      }
    }
  }

  timer(): void {
    // There is none.
  }

  start(): void {
    // Nothing to do.
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      cur: this.cur,
      members: this.members,
      got: this.got,
      early: this.early,
      pasts: this.pasts,
      next: this.next,
    };
  }
}

/** Whose first one waits for nothing. */
function due(
  early: ArrayOf<Proc, Seq<Msg>>,
  pasts: ArrayOf<Proc, Seq<ArrayOf<Proc, number>>>,
  got: ArrayOf<Proc, number>,
  S: SetOf<Proc>,
): SetOf<Proc> {
  return comprehend(
    S,
    (o: Proc) =>
      early.at(o).size !== 0 &&
      forAllOfThem(S, (r: Proc) => pasts.at(o).head('Causal.ioa:22:68').at(r) <= got.at(r)),
    (o: Proc) => o,
  );
}
