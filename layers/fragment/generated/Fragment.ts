// generated from Fragment.ioa; do not edit
import {
  ArrayOf,
  Seq,
  compare,
  holds,
  joined,
  pieceCount,
  pieces,
  schema,
  share,
  spend,
  val,
  type Args,
  type Constants,
  type LayerMachine,
  type LayerModule,
  type Packet,
  type SetOf,
  type Sink,
} from '../../src/support/index.js';

type View = string;
type Proc = string;
type Msg = unknown;
type Header = { readonly tag: 'piece' } & {
  readonly i: number;
  readonly n: number;
  readonly text: string;
};

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  piece: { i: schema.nat, n: schema.nat, text: schema.string },
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});

export const Fragment: LayerModule = {
  name: 'Fragment',
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
  constants: [{ name: 'size', sort: schema.nat, value: 1100 }],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'texts', sort: schema.seqOf(schema.string) },
    { name: 'next', sort: schema.nat },
    { name: 'parts', sort: schema.arrayOf([$Proc], schema.seqOf(schema.string)) },
    { name: 'got', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'extra', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'wanted', sort: schema.arrayOf([$Proc], schema.nat) },
  ],
  timers: [],
  cuts: true,
  create: (self, constants, out) => new FragmentMachine(self, constants, out),
};

class FragmentMachine implements LayerMachine {
  readonly self: Proc;
  readonly size: number;
  readonly out: Sink;
  cur: View | null;
  /** the pieces of one's own cast */
  texts: Seq<string>;
  /** which of them goes out next */
  next: number;
  /** of what is arriving, from each origin */
  parts: ArrayOf<Proc, Seq<string>>;
  /** casts delivered */
  got: ArrayOf<Proc, number>;
  /** pieces known to exist beyond one a cast */
  extra: ArrayOf<Proc, number>;
  /** casts that are known to exist */
  wanted: ArrayOf<Proc, number>;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.size = constants['size'] as number;
    this.out = out;
    this.cur = null;
    this.texts = Seq.of<string>();
    this.next = 0;
    this.parts = ArrayOf.constant<Proc, Seq<string>>(Seq.of<string>());
    this.got = ArrayOf.constant<Proc, number>(0);
    this.extra = ArrayOf.constant<Proc, number>(0);
    this.wanted = ArrayOf.constant<Proc, number>(0);
  }

  /** on above install(v, S) (Fragment.ioa:26:3) */
  onAboveInstall(v: View, S: SetOf<Proc>): boolean {
    if (
      !holds(() => this.cur === null || compare(val<View>(this.cur, 'Fragment.ioa:26:45'), v) < 0)
    )
      return false;
    this.cur = v;

    this.parts = ArrayOf.constant<Proc, Seq<string>>(Seq.of<string>());
    this.got = ArrayOf.constant<Proc, number>(0);
    this.extra = ArrayOf.constant<Proc, number>(0);
    this.wanted = ArrayOf.constant<Proc, number>(0);
    this.out.below('install', [v, share(S)]);
    return true;
  }

  /** on above cast(m) (Fragment.ioa:35:3) */
  onAboveCast(m: Msg): boolean {
    if (!(this.cur !== null)) return false;
    if (pieceCount(this.out, m, this.size) === 1) {
      this.out.below('cast', [{ header: null, body: m }]);
    } else {
      this.texts = pieces(this.out, m, this.size);
      this.next = 0;
      while (this.next < this.texts.size) {
        spend('Fragment.ioa:42:11');

        this.out.below('cast', [
          {
            header: {
              tag: 'piece',
              i: this.next,
              n: this.texts.size,
              text: this.texts.at(this.next, 'Fragment.ioa:44:63'),
            },
            body: null,
          },
        ]);
        this.next = this.next + 1;
      }
    }

    return true;
  }

  /** on below deliver(v, q, m) with piece(i, n, text) (Fragment.ioa:50:3) */
  onBelowDeliverPiece(
    v: View,
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'piece' }>,
  ): boolean {
    const { i, n, text } = header;
    if (!(m === null && this.cur === v)) return false;
    this.parts = this.parts.modify(q, (old) => old.append(text));
    if (i === 0) {
      this.extra = this.extra.set(q, this.extra.at(q) + Math.abs(n - 1));
      if (this.got.at(q) < this.wanted.at(q)) {
        this.out.below('want', [q, this.wanted.at(q) + this.extra.at(q)]);
      }
    }
    if (i + 1 === n) {
      this.out.above('deliver', [v, q, joined(this.out, this.parts.at(q), 'Fragment.ioa:57:36')]);
      this.parts = this.parts.set(q, Seq.of<string>());
      this.got = this.got.set(q, this.got.at(q) + 1);
    }
    return true;
  }

  /** on below deliver(v, q, m) (Fragment.ioa:62:3) */
  onBelowDeliver(v: View, q: Proc, m: Msg | null): boolean {
    if (!(this.cur === v)) return false;
    this.out.above('deliver', [v, q, val<Msg>(m, 'Fragment.ioa:63:34')]);
    this.got = this.got.set(q, this.got.at(q) + 1);
    return true;
  }

  /**
   * on above want(q, k) (Fragment.ioa:67:3)
   * How many pieces those have that are not here is seen when the first of each has come.
   */
  onAboveWant(q: Proc, k: number): boolean {
    if (!(this.wanted.at(q) < k)) return false;
    this.wanted = this.wanted.set(q, k);
    if (this.got.at(q) < k) {
      this.out.below('want', [q, k + this.extra.at(q)]);
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
      case 'want': {
        const [x0, x1] = args as readonly [Proc, number];
        if (this.onAboveWant(x0, x1)) return;
        return;
      }
      case 'send': {
        const [x0, x1] = args as readonly [Proc, Msg];
        this.out.below('send', [x0, { header: null, body: x1 }]);
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
        if (header?.tag === 'piece' && this.onBelowDeliverPiece(x0, x1, body, header)) return;
        if (header === null && this.onBelowDeliver(x0, x1, body)) return;
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
      texts: this.texts,
      next: this.next,
      parts: this.parts,
      got: this.got,
      extra: this.extra,
      wanted: this.wanted,
    };
  }
}
