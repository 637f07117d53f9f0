// generated from Fragment.ioa; do not edit
import {
  ArrayOf,
  Seq,
  compare,
  holds,
  joined,
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
  readonly k: number;
  readonly i: number;
  readonly n: number;
  readonly text: string;
};

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  piece: { k: schema.nat, i: schema.nat, n: schema.nat, text: schema.string },
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
  constants: [{ name: 'size', sort: schema.nat, value: 1000 }],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'casts', sort: schema.nat },
    { name: 'texts', sort: schema.seqOf(schema.string) },
    { name: 'next', sort: schema.nat },
    { name: 'parts', sort: schema.arrayOf([$Proc], schema.seqOf(schema.string)) },
    { name: 'heard', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'got', sort: schema.arrayOf([$Proc], schema.nat) },
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
  /** own, in this view */
  casts: number;
  /** the pieces of one's own cast */
  texts: Seq<string>;
  /** which of them goes out next */
  next: number;
  /** of what is arriving, from each origin */
  parts: ArrayOf<Proc, Seq<string>>;
  /** pieces */
  heard: ArrayOf<Proc, number>;
  /** casts delivered */
  got: ArrayOf<Proc, number>;
  /** casts that are known to exist */
  wanted: ArrayOf<Proc, number>;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.size = constants['size'] as number;
    this.out = out;
    this.cur = null;
    this.casts = 0;
    this.texts = Seq.of<string>();
    this.next = 0;
    this.parts = ArrayOf.constant<Proc, Seq<string>>(Seq.of<string>());
    this.heard = ArrayOf.constant<Proc, number>(0);
    this.got = ArrayOf.constant<Proc, number>(0);
    this.wanted = ArrayOf.constant<Proc, number>(0);
  }

  /** on above install(v, S) (Fragment.ioa:24:3) */
  onAboveInstall(v: View, S: SetOf<Proc>): boolean {
    if (
      !holds(() => this.cur === null || compare(val<View>(this.cur, 'Fragment.ioa:24:45'), v) < 0)
    )
      return false;
    this.cur = v;
    this.casts = 0;
    this.parts = ArrayOf.constant<Proc, Seq<string>>(Seq.of<string>());
    this.heard = ArrayOf.constant<Proc, number>(0);
    this.got = ArrayOf.constant<Proc, number>(0);
    this.wanted = ArrayOf.constant<Proc, number>(0);
    this.out.below('install', [v, share(S)]);
    return true;
  }

  /** on above cast(m) (Fragment.ioa:33:3) */
  onAboveCast(m: Msg): boolean {
    if (!(this.cur !== null)) return false;
    this.texts = pieces(this.out, m, this.size);
    this.next = 0;
    while (this.next < this.texts.size) {
      spend('Fragment.ioa:36:9');
      this.out.below('cast', [
        {
          header: {
            tag: 'piece',
            k: this.casts,
            i: this.next,
            n: this.texts.size,
            text: this.texts.at(this.next, 'Fragment.ioa:37:68'),
          },
          body: null,
        },
      ]);
      this.next = this.next + 1;
    }
    this.casts = this.casts + 1;
    return true;
  }

  /** on below deliver(v, q, m) with piece(k, i, n, text) (Fragment.ioa:42:3) */
  onBelowDeliverPiece(
    v: View,
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'piece' }>,
  ): boolean {
    const { i, n, text } = header;
    if (!(m === null && this.cur === v)) return false;
    this.heard = this.heard.set(q, this.heard.at(q) + 1);
    this.parts = this.parts.modify(q, (old) => old.append(text));
    if (i + 1 === n) {
      this.out.above('deliver', [v, q, joined(this.out, this.parts.at(q), 'Fragment.ioa:46:36')]);
      this.parts = this.parts.set(q, Seq.of<string>());
      this.got = this.got.set(q, this.got.at(q) + 1);
      if (this.got.at(q) < this.wanted.at(q)) {
        this.out.below('want', [q, this.heard.at(q) + 1]);
      }
    } else if (this.got.at(q) < this.wanted.at(q)) {
      this.out.below('want', [q, this.heard.at(q) + Math.max(1, Math.abs(n - i - 1))]);
    }
    return true;
  }

  /**
   * on above want(q, k) (Fragment.ioa:55:3)
   * How many pieces they have is seen when the first of each has come.
   */
  onAboveWant(q: Proc, k: number): boolean {
    if (!(this.wanted.at(q) < k)) return false;
    this.wanted = this.wanted.set(q, k);
    if (this.got.at(q) < k) {
      this.out.below('want', [q, this.heard.at(q) + 1]);
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
      casts: this.casts,
      texts: this.texts,
      next: this.next,
      parts: this.parts,
      heard: this.heard,
      got: this.got,
      wanted: this.wanted,
    };
  }
}
