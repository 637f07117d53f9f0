// generated from Sync.ioa; do not edit
import {
  ArrayOf,
  MapOf,
  Seq,
  SetOf,
  compare,
  comprehend,
  forAll,
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
type Report = { readonly view: View | null; readonly row: ArrayOf<Proc, number> };
type Msg = unknown;
type Header = { readonly tag: 'report' } & {
  readonly v: View;
  readonly w: View | null;
  readonly row: ArrayOf<Proc, number>;
};

const $Proc = schema.sort('Proc');
const $View = schema.sort('View');
const $Header = schema.union('Header', {
  report: { v: $View, w: schema.nullOf($View), row: schema.arrayOf([$Proc], schema.nat) },
});
const $Msg = schema.sort('Msg');
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Msg),
});
const $Report = schema.tuple('Report', {
  view: schema.nullOf($View),
  row: schema.arrayOf([$Proc], schema.nat),
});

export const Sync: LayerModule = {
  name: 'Sync',
  over: {
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
    ],
  },
  implements: {
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
  constants: [{ name: 'reportPeriod', sort: schema.nat, value: 30 }],
  message: 'Msg',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Msg) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'casts', sort: schema.nat },
    { name: 'row', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'next', sort: schema.nullOf($View) },
    { name: 'party', sort: schema.setOf($Proc) },
    { name: 'told', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'reports', sort: schema.mapOf($Proc, $Report) },
    { name: 'cut', sort: schema.arrayOf([$Proc], schema.nat) },
    { name: 'held', sort: schema.arrayOf([$Proc], schema.seqOf($Msg)) },
  ],
  timers: [{ name: 'report', period: (constants) => constants['reportPeriod'] as number }],
  create: (self, constants, out) => new SyncMachine(self, constants, out),
};

class SyncMachine implements LayerMachine {
  readonly self: Proc;
  readonly reportPeriod: number;
  readonly out: Sink;
  cur: View | null;
  members: SetOf<Proc>;
  /** own casts in this view */
  casts: number;
  /** delivered above, of each origin */
  row: ArrayOf<Proc, number>;
  /** the view we are brought to; nil: not frozen */
  next: View | null;
  /** who goes there */
  party: SetOf<Proc>;
  /** what we reported; it must not change */
  told: ArrayOf<Proc, number>;
  reports: MapOf<Proc, Report>;
  /** 0 until all have reported */
  cut: ArrayOf<Proc, number>;
  /** arrived while frozen, beyond row */
  held: ArrayOf<Proc, Seq<Msg>>;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.reportPeriod = constants['reportPeriod'] as number;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.casts = 0;
    this.row = ArrayOf.constant<Proc, number>(0);
    this.next = null;
    this.party = SetOf.of<Proc>();
    this.told = ArrayOf.constant<Proc, number>(0);
    this.reports = MapOf.of<Proc, Report>();
    this.cut = ArrayOf.constant<Proc, number>(0);
    this.held = ArrayOf.constant<Proc, Seq<Msg>>(Seq.of<Msg>());
  }

  /** on above install(v, S) (Sync.ioa:29:3) */
  onAboveInstall(v: View, S: SetOf<Proc>): boolean {
    if (!holds(() => this.cur === null || compare(val<View>(this.cur, 'Sync.ioa:29:45'), v) < 0))
      return false;
    this.cur = v;
    this.members = share(S);
    this.casts = 0;
    this.row = ArrayOf.constant<Proc, number>(0);
    this.next = null;
    this.reports = MapOf.of<Proc, Report>();
    this.held = ArrayOf.constant<Proc, Seq<Msg>>(Seq.of<Msg>());
    this.out.below('install', [v, share(S)]);
    return true;
  }

  /** on above cast(m) (Sync.ioa:39:3) */
  onAboveCast(m: Msg): boolean {
    this.casts = this.casts + 1;
    this.out.below('cast', [{ header: null, body: m }]);
    return true;
  }

  /**
   * on above sync(v, T) (Sync.ioa:45:3)
   * Own casts count as delivered, since they are sure to come up. What is held stays held: a
   * flush that came to nothing has not delivered it, this one may.
   */
  onAboveSync(v: View, T: SetOf<Proc>): boolean {
    if (
      !holds(
        () =>
          (this.cur === null || compare(val<View>(this.cur, 'Sync.ioa:45:43'), v) < 0) &&
          (this.next === null || compare(val<View>(this.next, 'Sync.ioa:45:74'), v) < 0),
      )
    )
      return false;
    this.next = v;
    this.party = share(T);
    this.told = this.cur === null ? share(this.row) : this.row.fork().set(this.self, this.casts);
    this.reports = MapOf.of<Proc, Report>();
    this.cut = ArrayOf.constant<Proc, number>(0);
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.party) {
      packet ??= {
        header: { tag: 'report', v: v, w: this.cur, row: share(this.told) },
        body: null,
      };
      this.out.below('send', [q, packet]);
    }
    return true;
  }

  /**
   * on timer report (Sync.ioa:54:3)
   * Nobody knows who else still waits for us, so this goes on until the view is installed.
   */
  onTimerReport(): boolean {
    if (!(this.next !== null)) return false;
    let packet: { readonly header: Header | null; readonly body: unknown } | undefined;
    for (const q of this.party) {
      packet ??= {
        header: {
          tag: 'report',
          v: val<View>(this.next, 'Sync.ioa:55:69'),
          w: this.cur,
          row: share(this.told),
        },
        body: null,
      };
      this.out.below('send', [q, packet]);
    }
    return true;
  }

  /** on below recv(q, m) with report(v, w, theirs) (Sync.ioa:57:3) */
  onBelowRecvReport(
    q: Proc,
    m: Msg | null,
    header: Extract<Header, { readonly tag: 'report' }>,
  ): boolean {
    const { v, w, row: theirs } = header;
    if (!(m === null && this.next === v && this.party.has(q) && !this.reports.has(q))) return false;
    this.reports = this.reports.set(q, { view: w, row: share(theirs) });
    if (this.party.subsetOf(this.reports.keys())) {
      for (const o of this.members) {
        this.cut = this.cut.set(
          o,
          comprehend(
            this.party,
            (r: Proc) => this.reports.at(r, 'Sync.ioa:61:78').view === this.cur,
            (r: Proc) => this.reports.at(r, 'Sync.ioa:61:34').row.at(o),
          ).greatest('Sync.ioa:61:23'),
        );
        while (this.row.at(o) < this.cut.at(o) && this.held.at(o).size !== 0) {
          spend('Sync.ioa:62:13');
          this.out.above('deliver', [
            val<View>(this.cur, 'Sync.ioa:63:34'),
            o,
            this.held.at(o).head('Sync.ioa:63:46'),
          ]);
          this.held = this.held.modify(o, (old) => old.tail('Sync.ioa:64:26'));
          this.row = this.row.set(o, this.row.at(o) + 1);
        }
        if (this.row.at(o) < this.cut.at(o)) {
          this.out.below('want', [o, this.cut.at(o)]);
        }
      }
      if (forAll(this.members, (o: Proc) => this.row.at(o) === this.cut.at(o))) {
        this.out.above('synced', [v]);
      }
    }
    return true;
  }

  /** on below deliver(v, q, m) (Sync.ioa:72:3) */
  onBelowDeliver1(v: View, q: Proc, m: Msg | null): boolean {
    if (!(this.cur === v && this.next === null)) return false;
    this.row = this.row.set(q, this.row.at(q) + 1);
    this.out.above('deliver', [v, q, val<Msg>(m, 'Sync.ioa:74:34')]);
    return true;
  }

  /**
   * on below deliver(v, q, m) (Sync.ioa:77:3)
   * Here the cut is known and nothing of q's is held, so this is the next one.
   */
  onBelowDeliver2(v: View, q: Proc, m: Msg | null): boolean {
    if (!(this.cur === v && this.row.at(q) < this.cut.at(q))) return false;
    this.row = this.row.set(q, this.row.at(q) + 1);
    this.out.above('deliver', [v, q, val<Msg>(m, 'Sync.ioa:79:34')]);
    if (forAll(this.members, (o: Proc) => this.row.at(o) === this.cut.at(o))) {
      this.out.above('synced', [val<View>(this.next, 'Sync.ioa:80:76')]);
    }
    return true;
  }

  /** on below deliver(v, q, m) (Sync.ioa:82:3) */
  onBelowDeliver3(v: View, q: Proc, m: Msg | null): boolean {
    if (!(this.cur === v)) return false;
    this.held = this.held.modify(q, (old) => old.append(val<Msg>(m, 'Sync.ioa:83:31')));
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
      case 'sync': {
        const [x0, x1] = args as readonly [View, SetOf<Proc>];
        if (this.onAboveSync(x0, x1)) return;
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
      case 'leave': {
        this.out.below('leave', []);
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
        if (header?.tag === 'report' && this.onBelowRecvReport(x0, body, header)) return;
        if (header === null && body !== null) this.out.above('recv', [x0, body]);
        return;
      }
      case 'deliver': {
        const [x0, x1, x2] = args as readonly [View, Proc, Packet];
        const header = x2.header as Header | null;
        const body = x2.body;
        if (header === null && this.onBelowDeliver1(x0, x1, body)) return;
        if (header === null && this.onBelowDeliver2(x0, x1, body)) return;
        if (header === null && this.onBelowDeliver3(x0, x1, body)) return;
        return;
      }
      case 'reach': {
        const [x0] = args as readonly [SetOf<Proc>];
        this.out.above('reach', [x0]);
        return;
      }
    }
  }

  timer(name: string): void {
    switch (name) {
      case 'report':
        this.onTimerReport();
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
      casts: this.casts,
      row: this.row,
      next: this.next,
      party: this.party,
      told: this.told,
      reports: this.reports,
      cut: this.cut,
      held: this.held,
    };
  }
}
