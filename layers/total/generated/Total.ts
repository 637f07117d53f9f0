// generated from Total.ioa; do not edit
import {
  MapOf,
  Seq,
  SetOf,
  compare,
  comprehend,
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

type Msg = unknown;
type Proc = string;
type Header =
  | ({ readonly tag: 'upd' } & { readonly k: number })
  | ({ readonly tag: 'token' } & { readonly t: Proc; readonly n: number })
  | ({ readonly tag: 'request' } & {});
type Entry = { readonly from: Proc; readonly msg: Msg };
type View = string;

const $View = schema.sort('View');
const $Proc = schema.sort('Proc');
const $Header = schema.union('Header', {
  upd: { k: schema.nat },
  token: { t: $Proc, n: schema.nat },
  request: {},
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});
const $Entry = schema.tuple('Entry', { from: $Proc, msg: $Msg });

export const Total: LayerModule = {
  name: 'Total',
  over: {
    name: 'SVS',
    actions: [
      {
        name: 'newView',
        kind: 'internal',
        parameters: [
          { name: 'v', sort: $View },
          { name: 'S', sort: schema.setOf($Proc) },
        ],
      },
      {
        name: 'view',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'S', sort: schema.setOf($Proc) },
        ],
      },
      { name: 'leave', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'cast',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      { name: 'send', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'deliver',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Packet },
        ],
      },
      { name: 'block', kind: 'output', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'blockOk', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
    ],
  },
  implements: {
    name: 'ETO',
    actions: [
      {
        name: 'newView',
        kind: 'internal',
        parameters: [
          { name: 'v', sort: $View },
          { name: 'S', sort: schema.setOf($Proc) },
        ],
      },
      {
        name: 'view',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'S', sort: schema.setOf($Proc) },
        ],
      },
      { name: 'leave', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'cast',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'm', sort: $Msg },
        ],
      },
      { name: 'send', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'deliver',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'm', sort: $Msg },
        ],
      },
    ],
  },
  constants: [{ name: 'burst', sort: schema.nat, value: 64 }],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'gone', sort: schema.bool },
    { name: 'pend', sort: schema.seqOf($Msg) },
    { name: 'next', sort: schema.nat },
    { name: 'blocked', sort: schema.bool },
    { name: 'holds', sort: schema.bool },
    { name: 'slot', sort: schema.nat },
    { name: 'base', sort: schema.nat },
    { name: 'filled', sort: schema.mapOf(schema.nat, $Entry) },
    { name: 'wanted', sort: schema.setOf($Proc) },
    { name: 'asked', sort: schema.bool },
    { name: 'spent', sort: schema.nat },
  ],
  timers: [],
  create: (self, constants, out) => new TotalMachine(self, constants, out),
};

class TotalMachine implements LayerMachine {
  readonly self: Proc;
  readonly burst: number;
  readonly out: Sink;
  /** the view that this process is in */
  cur: View | null;
  /** its members */
  members: SetOf<Proc>;
  /** this process has left */
  gone: boolean;
  pend: Seq<Msg>;
  next: number;
  /** a view change is on: nothing may be cast */
  blocked: boolean;
  /** the token is here */
  holds: boolean;
  /** the next slot of the log, as far as known; exact with the token */
  slot: number;
  /** the next slot when the token came */
  base: number;
  /** received, not yet observed */
  filled: MapOf<number, Entry>;
  /** who asked for the token */
  wanted: SetOf<Proc>;
  /** this process has asked */
  asked: boolean;
  /** updates since the token came */
  spent: number;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.burst = constants['burst'] as number;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.gone = false;
    this.pend = Seq.of<Msg>();
    this.next = 0;
    this.blocked = false;
    this.holds = false;
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Entry>();
    this.wanted = SetOf.of<Proc>();
    this.asked = false;
    this.spent = 0;
  }

  /** on above cast(m) (Total.ioa:25:3) */
  onAboveCast(m: Msg): boolean {
    this.pend = this.pend.append(m);
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.next &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      spend('Total.ioa:27:9');
      this.out.fire('send', [this.self]);
      this.out.below('cast', [
        { header: { tag: 'upd', k: this.slot }, body: this.pend.head('Total.ioa:35:27') },
      ]);
      this.slot = this.slot + 1;
      this.spent = this.spent + 1;
      this.pend = this.pend.tail('Total.ioa:38:19');
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on above leave() (Total.ioa:44:3) */
  onAboveLeave(): boolean {
    this.gone = true;
    this.out.below('leave', []);
    return true;
  }

  /** on below deliver(q, m) with upd(k) (Total.ioa:47:3) */
  onBelowDeliverUpd(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'upd' }>,
  ): boolean {
    const { k } = header;
    this.filled = this.filled.set(k, { from: q, msg: val<Msg>(m, 'Total.ioa:48:26') });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (this.filled.has(this.next) && this.cur !== null && !this.gone) {
      spend('Total.ioa:50:9');
      this.out.above('deliver', [
        this.filled.at(this.next, 'Total.ioa:51:30').from,
        this.filled.at(this.next, 'Total.ioa:51:49').msg,
      ]);
      this.filled = this.filled.remove(this.next);
      this.next = this.next + 1;
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.next &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      spend('Total.ioa:55:9');
      this.out.fire('send', [this.self]);
      this.out.below('cast', [
        { header: { tag: 'upd', k: this.slot }, body: this.pend.head('Total.ioa:63:27') },
      ]);
      this.slot = this.slot + 1;
      this.spent = this.spent + 1;
      this.pend = this.pend.tail('Total.ioa:66:19');
    }
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.next < this.base &&
        this.spent < this.burst &&
        this.cur !== null &&
        !this.gone &&
        this.pend.size !== 0
      )
    ) {
      this.out.below('cast', [
        {
          header: {
            tag: 'token',
            t:
              comprehend(
                this.wanted,
                (x: Proc) => compare(this.self, x) < 0,
                (x: Proc) => x,
              ).size === 0
                ? this.wanted.least('Total.ioa:75:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('Total.ioa:76:20'),
            n: this.slot,
          },
          body: null,
        },
      ]);
      this.wanted = this.wanted.delete(
        comprehend(
          this.wanted,
          (x: Proc) => compare(this.self, x) < 0,
          (x: Proc) => x,
        ).size === 0
          ? this.wanted.least('Total.ioa:82:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('Total.ioa:83:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on below deliver(q, m) with token(t, n) (Total.ioa:92:3) */
  onBelowDeliverToken(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'token' }>,
  ): boolean {
    const { t, n } = header;
    if (!(m === null)) return false;
    this.wanted = this.wanted.delete(q);
    if (t === this.self) {
      this.holds = true;
      this.slot = n;
      this.base = n;
      this.asked = false;
      this.spent = 0;
      while (
        this.holds &&
        !this.blocked &&
        this.base <= this.next &&
        (this.spent < this.burst || this.wanted.size === 0) &&
        this.cur !== null &&
        !this.gone &&
        this.pend.size !== 0
      ) {
        spend('Total.ioa:100:11');
        this.out.fire('send', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'upd', k: this.slot }, body: this.pend.head('Total.ioa:108:29') },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.pend = this.pend.tail('Total.ioa:111:21');
      }
      if (
        this.holds &&
        !this.blocked &&
        this.wanted.size !== 0 &&
        !(
          this.next < this.base &&
          this.spent < this.burst &&
          this.cur !== null &&
          !this.gone &&
          this.pend.size !== 0
        )
      ) {
        this.out.below('cast', [
          {
            header: {
              tag: 'token',
              t:
                comprehend(
                  this.wanted,
                  (x: Proc) => compare(this.self, x) < 0,
                  (x: Proc) => x,
                ).size === 0
                  ? this.wanted.least('Total.ioa:120:22')
                  : comprehend(
                      this.wanted,
                      (x: Proc) => compare(this.self, x) < 0,
                      (x: Proc) => x,
                    ).least('Total.ioa:121:22'),
              n: this.slot,
            },
            body: null,
          },
        ]);
        this.wanted = this.wanted.delete(
          comprehend(
            this.wanted,
            (x: Proc) => compare(this.self, x) < 0,
            (x: Proc) => x,
          ).size === 0
            ? this.wanted.least('Total.ioa:127:22')
            : comprehend(
                this.wanted,
                (x: Proc) => compare(this.self, x) < 0,
                (x: Proc) => x,
              ).least('Total.ioa:128:22'),
        );
        this.holds = false;
      }
      if (
        !this.holds &&
        !this.blocked &&
        !this.asked &&
        this.cur !== null &&
        !this.gone &&
        this.pend.size !== 0
      ) {
        this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
        this.asked = true;
      }
    }
    return true;
  }

  /** on below deliver(q, m) with request() (Total.ioa:138:3) */
  onBelowDeliverRequest(
    q: Proc,
    m: Msg | null,
    _header: Extract<Header, { readonly tag: 'request' }>,
  ): boolean {
    if (!(m === null && q !== this.self)) return false;
    this.wanted = this.wanted.add(q);
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.next < this.base &&
        this.spent < this.burst &&
        this.cur !== null &&
        !this.gone &&
        this.pend.size !== 0
      )
    ) {
      this.out.below('cast', [
        {
          header: {
            tag: 'token',
            t:
              comprehend(
                this.wanted,
                (x: Proc) => compare(this.self, x) < 0,
                (x: Proc) => x,
              ).size === 0
                ? this.wanted.least('Total.ioa:147:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('Total.ioa:148:20'),
            n: this.slot,
          },
          body: null,
        },
      ]);
      this.wanted = this.wanted.delete(
        comprehend(
          this.wanted,
          (x: Proc) => compare(this.self, x) < 0,
          (x: Proc) => x,
        ).size === 0
          ? this.wanted.least('Total.ioa:154:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('Total.ioa:155:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on below block() (Total.ioa:164:3) */
  onBelowBlock(): boolean {
    this.blocked = true;
    this.out.below('blockOk', []);
    return true;
  }

  /** on below view(v, S) (Total.ioa:167:3) */
  onBelowView(v: View, S: SetOf<Proc>): boolean {
    if (!!this.gone) return false;
    this.out.above('view', [v, share(S)]);
    this.next = 0;
    this.cur = v;
    this.members = share(S);
    this.blocked = false;
    this.holds = this.self === S.least('Total.ioa:173:25');
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Entry>();
    this.wanted = SetOf.of<Proc>();
    this.asked = false;
    this.spent = 0;
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.next &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      spend('Total.ioa:180:9');
      this.out.fire('send', [this.self]);
      this.out.below('cast', [
        { header: { tag: 'upd', k: this.slot }, body: this.pend.head('Total.ioa:188:27') },
      ]);
      this.slot = this.slot + 1;
      this.spent = this.spent + 1;
      this.pend = this.pend.tail('Total.ioa:191:19');
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      this.cur !== null &&
      !this.gone &&
      this.pend.size !== 0
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  above(action: string, args: Args): void {
    switch (action) {
      case 'cast': {
        const [x0] = args as readonly [Msg];
        if (this.onAboveCast(x0)) return;
        return;
      }
      case 'leave': {
        if (this.onAboveLeave()) return;
        return;
      }
    }
  }

  below(action: string, args: Args): void {
    switch (action) {
      case 'deliver': {
        const [x0, x1] = args as readonly [Proc, Packet];
        const header = x1.header as Header | null;
        const body = x1.body;
        if (header?.tag === 'upd' && this.onBelowDeliverUpd(x0, body, header)) return;
        if (header?.tag === 'token' && this.onBelowDeliverToken(x0, body, header)) return;
        if (header?.tag === 'request' && this.onBelowDeliverRequest(x0, body, header)) return;
        return;
      }
      case 'block': {
        if (this.onBelowBlock()) return;
        return;
      }
      case 'view': {
        const [x0, x1] = args as readonly [View, SetOf<Proc>];
        if (this.onBelowView(x0, x1)) return;
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
      gone: this.gone,
      pend: this.pend,
      next: this.next,
      blocked: this.blocked,
      holds: this.holds,
      slot: this.slot,
      base: this.base,
      filled: this.filled,
      wanted: this.wanted,
      asked: this.asked,
      spent: this.spent,
    };
  }
}
