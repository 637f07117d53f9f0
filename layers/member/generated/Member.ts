// generated from Member.ioa; do not edit
import {
  ArrayOf,
  Seq,
  SetOf,
  compare,
  eq,
  forAll,
  holds,
  mint,
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

type Proc = string;
type View = string;
type Msg = unknown;
type Header =
  | ({ readonly tag: 'propose' } & {
      readonly v: View;
      readonly n: number;
      readonly T: SetOf<Proc>;
    })
  | ({ readonly tag: 'status' } & {
      readonly w: View | null;
      readonly p: View | null;
      readonly n: number;
      readonly r: boolean;
    })
  | ({ readonly tag: 'commit' } & { readonly v: View });

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  propose: { v: $View, n: schema.nat, T: schema.setOf($Proc) },
  status: { w: schema.nullOf($View), p: schema.nullOf($View), n: schema.nat, r: schema.bool },
  commit: { v: $View },
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});

export const Member: LayerModule = {
  name: 'Member',
  over: {
    name: 'FlushView',
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
        name: 'reach',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'R', sort: schema.setOf($Proc) },
        ],
      },
      { name: 'leave', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'sync',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
          { name: 'T', sort: schema.setOf($Proc) },
        ],
      },
      {
        name: 'synced',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'v', sort: $View },
        ],
      },
    ],
  },
  implements: {
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
      { name: 'block', kind: 'output', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'blockOk', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
    ],
  },
  constants: [
    { name: 'tick', sort: schema.nat, value: 30 },
    { name: 'settle', sort: schema.nat, value: 3 },
    { name: 'retry', sort: schema.nat, value: 20 },
  ],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'at', sort: schema.arrayOf([$Proc], schema.nullOf($View)) },
    { name: 'reach', sort: schema.setOf($Proc) },
    { name: 'wanted', sort: schema.setOf($Proc) },
    { name: 'high', sort: schema.nat },
    { name: 'promised', sort: schema.nullOf($View) },
    { name: 'leader', sort: schema.nullOf($Proc) },
    { name: 'party', sort: schema.setOf($Proc) },
    { name: 'ready', sort: schema.bool },
    { name: 'acks', sort: schema.setOf($Proc) },
    { name: 'formed', sort: schema.bool },
    { name: 'waited', sort: schema.nat },
    { name: 'asked', sort: schema.bool },
    { name: 'blocked', sort: schema.bool },
    { name: 'held', sort: schema.seqOf($Msg) },
    { name: 'left', sort: schema.bool },
  ],
  timers: [
    { name: 'judge', period: (constants) => constants['tick'] as number },
    { name: 'remind', period: (constants) => constants['tick'] as number },
    { name: 'status', period: (constants) => constants['tick'] as number },
  ],
  create: (self, constants, out) => new MemberMachine(self, constants, out),
};

class MemberMachine implements LayerMachine {
  readonly self: Proc;
  readonly tick: number;
  readonly settle: number;
  readonly retry: number;
  readonly out: Sink;
  cur: View | null;
  members: SetOf<Proc>;
  /** where the others say they are */
  at: ArrayOf<Proc, View | null>;
  reach: SetOf<Proc>;
  /** whom the next view should have */
  wanted: SetOf<Proc>;
  /** the greatest number of a view known */
  high: number;
  /** the greatest proposal accepted, */
  promised: View | null;
  /** whose it is, */
  leader: Proc | null;
  /** whom it is for; empty: it was installed */
  party: SetOf<Proc>;
  /** synchronised for it */
  ready: boolean;
  /** leader: who is ready */
  acks: SetOf<Proc>;
  /** leader: all were */
  formed: boolean;
  /** ticks in want of a view */
  waited: number;
  /** the user is asked to block, */
  asked: boolean;
  /** and does */
  blocked: boolean;
  /** casts for the next view */
  held: Seq<Msg>;
  left: boolean;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.tick = constants['tick'] as number;
    this.settle = constants['settle'] as number;
    this.retry = constants['retry'] as number;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.at = ArrayOf.constant<Proc, View | null>(null);
    this.reach = SetOf.of<Proc>();
    this.wanted = SetOf.of<Proc>();
    this.high = 0;
    this.promised = null;
    this.leader = null;
    this.party = SetOf.of<Proc>();
    this.ready = false;
    this.acks = SetOf.of<Proc>();
    this.formed = false;
    this.waited = 0;
    this.asked = false;
    this.blocked = false;
    this.held = Seq.of<Msg>();
    this.left = false;
  }

  /**
   * on start (Member.ioa:52:3)
   * A process begins alone, and is merged.
   */
  onStart(): boolean {
    this.high = 1;
    this.cur = mint(this.high, this.self);
    this.promised = this.cur;
    this.members = SetOf.of<Proc>(this.self);
    this.wanted = SetOf.of<Proc>(this.self);
    this.out.fire('newView', [val<View>(this.cur, 'Member.ioa:58:22'), share(this.members)]);
    this.out.below('install', [val<View>(this.cur, 'Member.ioa:59:28'), share(this.members)]);
    this.out.above('view', [val<View>(this.cur, 'Member.ioa:60:25'), share(this.members)]);
    return true;
  }

  /** on above cast(m) (Member.ioa:62:3) */
  onAboveCast1(m: Msg): boolean {
    if (!(!this.blocked && !this.left)) return false;
    this.out.fire('send', [this.self]);
    this.out.below('cast', [{ header: null, body: m }]);
    return true;
  }

  /** on above cast(m) (Member.ioa:65:3) */
  onAboveCast2(m: Msg): boolean {
    this.held = this.held.append(m);
    return true;
  }

  /** on below deliver(v, q, m) (Member.ioa:68:3) */
  onBelowDeliver(v: View, q: Proc, m: Msg | null): boolean {
    if (!(this.cur === v && !this.left)) return false;
    this.out.above('deliver', [q, val<Msg>(m, 'Member.ioa:69:31')]);
    return true;
  }

  /** on below reach(R) (Member.ioa:71:3) */
  onBelowReach(R: SetOf<Proc>): boolean {
    this.reach = share(R);
    this.wanted = R.fork().add(this.self);
    this.waited = 0;
    return true;
  }

  /**
   * on timer judge (Member.ioa:78:3)
   * The one place where a view change begins. An attempt of one's own that failed is repeated
   * with those who became ready, so that nobody can hold up the rest.
   */
  onTimerJudge(): boolean {
    if (!!this.left) return false;
    if (
      this.party.size === 0 &&
      eq(this.wanted, this.members) &&
      forAll(this.members, (q: Proc) => q === this.self || this.at.at(q) === this.cur)
    ) {
      this.waited = 0;
    } else {
      this.waited = this.waited + 1;
    }
    if (
      this.waited >
      patience(
        this.wanted.rank(this.self),
        !eq(this.wanted, this.party.size === 0 ? this.members : this.party),
        this.party.size !== 0 &&
          this.leader !== this.self &&
          this.reach.has(val<Proc>(this.leader, 'Member.ioa:85:70')),
        this.settle,
        this.retry,
      )
    ) {
      if (this.leader === this.self && eq(this.party, this.wanted)) {
        this.wanted = this.acks.fork().add(this.self);
      }
      this.waited = 0;
      this.high = this.high + 1;
      let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
      for (const q of this.wanted) {
        packet ??= {
          header: {
            tag: 'propose',
            v: mint(this.high, this.self),
            n: this.high,
            T: share(this.wanted),
          },
          body: null,
        };
        this.out.below('send', [q, packet]);
      }
    }
    return true;
  }

  /** on timer remind (Member.ioa:92:3) */
  onTimerRemind(): boolean {
    if (!(this.leader === this.self && this.party.size !== 0 && !this.left)) return false;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    let packet2: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.party) {
      if (this.formed) {
        packet ??= {
          header: { tag: 'commit', v: val<View>(this.promised, 'Member.ioa:94:62') },
          body: null,
        };
        this.out.below('send', [q, packet]);
      } else if (!this.acks.has(q)) {
        packet2 ??= {
          header: {
            tag: 'propose',
            v: val<View>(this.promised, 'Member.ioa:95:74'),
            n: this.high,
            T: share(this.party),
          },
          body: null,
        };
        this.out.below('send', [q, packet2]);
      }
    }
    return true;
  }

  /**
   * on below recv(q, m) with propose(v, n, T) (Member.ioa:100:3)
   * Whatever was promised before is void. The user blocks once, however many attempts it takes.
   */
  onBelowRecvPropose(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'propose' }>,
  ): boolean {
    const { v, n, T } = header;
    if (
      !holds(
        () =>
          m === null &&
          compare(val<View>(this.promised, 'Member.ioa:100:53'), v) < 0 &&
          T.has(this.self) &&
          !this.left,
      )
    )
      return false;
    this.high = Math.max(this.high, n);
    this.promised = v;
    this.leader = q;
    this.party = share(T);
    this.ready = false;
    this.acks = SetOf.of<Proc>();
    this.formed = false;
    this.waited = 0;
    if (this.blocked) {
      this.out.below('sync', [v, share(T)]);
    } else if (!this.asked) {
      this.asked = true;
      this.out.above('block', []);
    }
    return true;
  }

  /** on above blockOk() (Member.ioa:115:3) */
  onAboveBlockOk(): boolean {
    if (!(this.asked && !this.blocked)) return false;
    this.blocked = true;
    this.out.below('sync', [val<View>(this.promised, 'Member.ioa:117:25'), share(this.party)]);
    return true;
  }

  /** on below synced(v) (Member.ioa:119:3) */
  onBelowSynced(v: View): boolean {
    if (!(this.promised === v)) return false;
    this.ready = true;
    this.out.below('send', [
      val<Proc>(this.leader, 'Member.ioa:121:25'),
      {
        header: { tag: 'status', w: this.cur, p: this.promised, n: this.high, r: this.ready },
        body: null,
      },
    ]);
    return true;
  }

  /** on timer status (Member.ioa:123:3) */
  onTimerStatus(): boolean {
    if (!!this.left) return false;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.reach.fork().add(this.self)) {
      packet ??= {
        header: { tag: 'status', w: this.cur, p: this.promised, n: this.high, r: this.ready },
        body: null,
      };
      this.out.below('send', [q, packet]);
    }
    return true;
  }

  /**
   * on below recv(q, m) with status(w, p, n, r) (Member.ioa:130:3)
   * Who is ready for the view that we are in has missed the commit. (The leader may have crashed,
   * so everybody repeats it.)
   */
  onBelowRecvStatus(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'status' }>,
  ): boolean {
    const { w, p, n, r } = header;
    if (!(m === null)) return false;
    this.high = Math.max(this.high, n);
    this.at = this.at.set(q, w);
    if (r && p === this.cur) {
      this.out.below('send', [
        q,
        { header: { tag: 'commit', v: val<View>(this.cur, 'Member.ioa:133:66') }, body: null },
      ]);
    } else if (r && p === this.promised && this.leader === this.self && !this.formed) {
      this.acks = this.acks.add(q);
      if (this.party.subsetOf(this.acks)) {
        this.formed = true;
        this.out.fire('newView', [
          val<View>(this.promised, 'Member.ioa:138:26'),
          share(this.party),
        ]);
        let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
        for (const t of this.party) {
          packet ??= {
            header: { tag: 'commit', v: val<View>(this.promised, 'Member.ioa:139:73') },
            body: null,
          };
          this.out.below('send', [t, packet]);
        }
      }
    }
    return true;
  }

  /** on below recv(q, m) with commit(v) (Member.ioa:143:3) */
  onBelowRecvCommit(
    _q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'commit' }>,
  ): boolean {
    const { v } = header;
    if (!(m === null && this.ready && this.promised === v && !this.left)) return false;
    this.cur = this.promised;
    this.members = share(this.party);
    this.at = ArrayOf.constant<Proc, View | null>(null);
    this.wanted = this.reach.fork().add(this.self);
    this.party = SetOf.of<Proc>();
    this.ready = false;
    this.waited = 0;
    this.asked = false;
    this.blocked = false;
    this.out.below('install', [v, share(this.members)]);
    this.out.above('view', [v, share(this.members)]);
    while (this.held.size !== 0) {
      spend('Member.ioa:155:9');
      this.out.fire('send', [this.self]);
      this.out.below('cast', [{ header: null, body: this.held.head('Member.ioa:157:27') }]);
      this.held = this.held.tail('Member.ioa:158:19');
    }
    return true;
  }

  /** on above leave() (Member.ioa:161:3) */
  onAboveLeave(): boolean {
    this.left = true;
    this.out.below('leave', []);
    return true;
  }

  above(action: string, args: Args): void {
    switch (action) {
      case 'cast': {
        const [x0] = args as readonly [Msg];
        if (this.onAboveCast1(x0)) return;
        if (this.onAboveCast2(x0)) return;
        return;
      }
      case 'blockOk': {
        if (this.onAboveBlockOk()) return;
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
        const [x0, x1, x2] = args as readonly [View, Proc, Packet];
        const header = x2.header as Header | null;
        const body = x2.body;
        if (header === null && this.onBelowDeliver(x0, x1, body)) return;
        return;
      }
      case 'reach': {
        const [x0] = args as readonly [SetOf<Proc>];
        if (this.onBelowReach(x0)) return;
        return;
      }
      case 'recv': {
        const [x0, x1] = args as readonly [Proc, Packet];
        const header = x1.header as Header | null;
        const body = x1.body;
        if (header?.tag === 'propose' && this.onBelowRecvPropose(x0, body, header)) return;
        if (header?.tag === 'status' && this.onBelowRecvStatus(x0, body, header)) return;
        if (header?.tag === 'commit' && this.onBelowRecvCommit(x0, body, header)) return;
        return;
      }
      case 'synced': {
        const [x0] = args as readonly [View];
        if (this.onBelowSynced(x0)) return;
        return;
      }
    }
  }

  timer(name: string): void {
    switch (name) {
      case 'judge':
        this.onTimerJudge();
        return;
      case 'remind':
        this.onTimerRemind();
        return;
      case 'status':
        this.onTimerStatus();
        return;
    }
  }

  start(): void {
    this.onStart();
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      cur: this.cur,
      members: this.members,
      at: this.at,
      reach: this.reach,
      wanted: this.wanted,
      high: this.high,
      promised: this.promised,
      leader: this.leader,
      party: this.party,
      ready: this.ready,
      acks: this.acks,
      formed: this.formed,
      waited: this.waited,
      asked: this.asked,
      blocked: this.blocked,
      held: this.held,
      left: this.left,
    };
  }
}

/** How many ticks to wait before proposing. The leader acts when the wish is new (`fresh`) and has settled, or when its attempt failed. Others step in much later, one after the other, and later still when somebody else's attempt is under way: proposals must not chase each other. */
function patience(
  place: number,
  fresh: boolean,
  led: boolean,
  settle: number,
  retry: number,
): number {
  return led ? retry * (place + 2) : place === 0 && fresh ? settle : retry * (place + 1);
}
