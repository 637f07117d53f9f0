// generated from TotalRegister.ioa; do not edit
import {
  MapOf,
  Seq,
  SetOf,
  compare,
  comprehend,
  isCase,
  nat,
  part,
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

type Val = unknown;
type Proc = string;
type Header =
  | ({ readonly tag: 'write' } & { readonly k: number })
  | ({ readonly tag: 'install' } & { readonly k: number; readonly old: Val | null })
  | ({ readonly tag: 'token' } & { readonly t: Proc; readonly n: number })
  | ({ readonly tag: 'request' } & {});
type Update =
  | ({ readonly tag: 'write' } & { readonly by: Proc; readonly x: Val })
  | ({ readonly tag: 'install' } & { readonly old: Val | null });
type View = string;

const $View = schema.sort('View');
const $Proc = schema.sort('Proc');
const $Val = schema.sort('Val');
const $Header = schema.union('Header', {
  write: { k: schema.nat },
  install: { k: schema.nat, old: schema.nullOf($Val) },
  token: { t: $Proc, n: schema.nat },
  request: {},
});
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Val),
});
const $Update = schema.union('Update', {
  write: { by: $Proc, x: $Val },
  install: { old: schema.nullOf($Val) },
});

export const TotalRegister: LayerModule = {
  name: 'TotalRegister',
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
    name: 'Register',
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
        name: 'write',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'x', sort: $Val },
        ],
      },
      { name: 'read', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'order', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'transfer', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'begin', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'wrote',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: $Proc },
          { name: 'x', sort: $Val },
        ],
      },
      {
        name: 'value',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'x', sort: schema.nullOf($Val) },
        ],
      },
    ],
  },
  constants: [{ name: 'burst', sort: schema.nat, value: 64 }],
  message: 'Val',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($Val) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'gone', sort: schema.bool },
    { name: 'todo', sort: schema.seqOf($Val) },
    { name: 'asked', sort: schema.nat },
    { name: 'copy', sort: schema.nullOf($Val) },
    { name: 'seen', sort: schema.nat },
    { name: 'blocked', sort: schema.bool },
    { name: 'holds', sort: schema.bool },
    { name: 'slot', sort: schema.nat },
    { name: 'base', sort: schema.nat },
    { name: 'filled', sort: schema.mapOf(schema.nat, $Update) },
    { name: 'wanted', sort: schema.setOf($Proc) },
    { name: 'asked2', sort: schema.bool },
    { name: 'spent', sort: schema.nat },
  ],
  timers: [],
  create: (self, constants, out) => new TotalRegisterMachine(self, constants, out),
};

class TotalRegisterMachine implements LayerMachine {
  readonly self: Proc;
  readonly burst: number;
  readonly out: Sink;
  /** the view that this process is in */
  cur: View | null;
  /** its members */
  members: SetOf<Proc>;
  /** this process has left */
  gone: boolean;
  /** writes that wait for their turn */
  todo: Seq<Val>;
  /** reads that wait for their answer */
  asked: number;
  /** what p knows */
  copy: Val | null;
  /** how much of the log took effect at p */
  seen: number;
  /** a view change is on: nothing may be cast */
  blocked: boolean;
  /** the token is here */
  holds: boolean;
  /** the next slot of the log, as far as known; exact with the token */
  slot: number;
  /** the next slot when the token came */
  base: number;
  /** received, not yet observed */
  filled: MapOf<number, Update>;
  /** who asked for the token */
  wanted: SetOf<Proc>;
  /** this process has asked */
  asked2: boolean;
  /** updates since the token came */
  spent: number;

  constructor(self: Proc, constants: Constants, out: Sink) {
    this.self = self;
    this.burst = constants['burst'] as number;
    this.out = out;
    this.cur = null;
    this.members = SetOf.of<Proc>();
    this.gone = false;
    this.todo = Seq.of<Val>();
    this.asked = 0;
    this.copy = null;
    this.seen = 0;
    this.blocked = false;
    this.holds = false;
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Update>();
    this.wanted = SetOf.of<Proc>();
    this.asked2 = false;
    this.spent = 0;
  }

  /** on above write(x) (TotalRegister.ioa:28:3) */
  onAboveWrite(x: Val): boolean {
    this.todo = this.todo.append(x);
    while (this.asked > 0) {
      spend('TotalRegister.ioa:30:9');
      this.out.above('value', [this.copy]);
      this.asked = nat(this.asked - 1, 'TotalRegister.ioa:32:11');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:38:58')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      spend('TotalRegister.ioa:34:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:40:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, old: this.copy }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: { tag: 'write', k: this.slot },
            body: this.todo.head('TotalRegister.ioa:47:29'),
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalRegister.ioa:50:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:56:55')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on above read() (TotalRegister.ioa:61:3) */
  onAboveRead(): boolean {
    this.asked = this.asked + 1;
    while (this.asked > 0) {
      spend('TotalRegister.ioa:63:9');
      this.out.above('value', [this.copy]);
      this.asked = nat(this.asked - 1, 'TotalRegister.ioa:65:11');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:71:58')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      spend('TotalRegister.ioa:67:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:73:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, old: this.copy }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: { tag: 'write', k: this.slot },
            body: this.todo.head('TotalRegister.ioa:80:29'),
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalRegister.ioa:83:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:89:55')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on above leave() (TotalRegister.ioa:94:3) */
  onAboveLeave(): boolean {
    this.gone = true;
    this.out.below('leave', []);
    return true;
  }

  /** on below deliver(q, m) with write(k) (TotalRegister.ioa:97:3) */
  onBelowDeliverWrite(
    q: Proc,
    m: Val | null,
    header: Extract<Header, { readonly tag: 'write' }>,
  ): boolean {
    const { k } = header;
    this.filled = this.filled.set(k, {
      tag: 'write',
      by: q,
      x: val<Val>(m, 'TotalRegister.ioa:98:31'),
    });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (
      this.filled.has(this.seen) &&
      ((this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalRegister.ioa:101:43'), 'install')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalRegister.ioa:102:43'), 'write')))
    ) {
      spend('TotalRegister.ioa:100:9');
      if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalRegister.ioa:103:41'), 'install')
      ) {
        this.out.fire('begin', [this.self]);
        this.copy = part(
          this.filled.at(this.seen, 'TotalRegister.ioa:105:21'),
          'old',
          'TotalRegister.ioa:105:21',
        ) as Val | null;
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalRegister.ioa:108:45'), 'write')
      ) {
        this.out.above('wrote', [
          part(
            this.filled.at(this.seen, 'TotalRegister.ioa:109:30'),
            'by',
            'TotalRegister.ioa:109:30',
          ) as Proc,
          part(
            this.filled.at(this.seen, 'TotalRegister.ioa:109:47'),
            'x',
            'TotalRegister.ioa:109:47',
          ) as Val,
        ]);
        this.copy = part(
          this.filled.at(this.seen, 'TotalRegister.ioa:110:27'),
          'x',
          'TotalRegister.ioa:110:27',
        ) as Val;
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      }
    }
    while (this.asked > 0) {
      spend('TotalRegister.ioa:115:9');
      this.out.above('value', [this.copy]);
      this.asked = nat(this.asked - 1, 'TotalRegister.ioa:117:11');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:123:58')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      spend('TotalRegister.ioa:119:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:125:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, old: this.copy }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: { tag: 'write', k: this.slot },
            body: this.todo.head('TotalRegister.ioa:132:29'),
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalRegister.ioa:135:21');
      }
    }
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.base &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalRegister.ioa:143:57')) ||
          (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
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
                ? this.wanted.least('TotalRegister.ioa:148:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalRegister.ioa:149:20'),
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
          ? this.wanted.least('TotalRegister.ioa:155:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalRegister.ioa:156:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:164:55')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below deliver(q, m) with install(k, old_) (TotalRegister.ioa:169:3) */
  onBelowDeliverInstall(
    _q: Proc,
    m: Val | null,
    header: Extract<Header, { readonly tag: 'install' }>,
  ): boolean {
    const { k, old: old_ } = header;
    if (!(m === null)) return false;
    this.filled = this.filled.set(k, { tag: 'install', old: old_ });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (
      this.filled.has(this.seen) &&
      ((this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalRegister.ioa:173:43'), 'install')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalRegister.ioa:174:43'), 'write')))
    ) {
      spend('TotalRegister.ioa:172:9');
      if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalRegister.ioa:175:41'), 'install')
      ) {
        this.out.fire('begin', [this.self]);
        this.copy = part(
          this.filled.at(this.seen, 'TotalRegister.ioa:177:21'),
          'old',
          'TotalRegister.ioa:177:21',
        ) as Val | null;
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalRegister.ioa:180:45'), 'write')
      ) {
        this.out.above('wrote', [
          part(
            this.filled.at(this.seen, 'TotalRegister.ioa:181:30'),
            'by',
            'TotalRegister.ioa:181:30',
          ) as Proc,
          part(
            this.filled.at(this.seen, 'TotalRegister.ioa:181:47'),
            'x',
            'TotalRegister.ioa:181:47',
          ) as Val,
        ]);
        this.copy = part(
          this.filled.at(this.seen, 'TotalRegister.ioa:182:27'),
          'x',
          'TotalRegister.ioa:182:27',
        ) as Val;
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      }
    }
    while (this.asked > 0) {
      spend('TotalRegister.ioa:187:9');
      this.out.above('value', [this.copy]);
      this.asked = nat(this.asked - 1, 'TotalRegister.ioa:189:11');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:195:58')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      spend('TotalRegister.ioa:191:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:197:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, old: this.copy }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: { tag: 'write', k: this.slot },
            body: this.todo.head('TotalRegister.ioa:204:29'),
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalRegister.ioa:207:21');
      }
    }
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.base &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalRegister.ioa:215:57')) ||
          (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
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
                ? this.wanted.least('TotalRegister.ioa:220:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalRegister.ioa:221:20'),
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
          ? this.wanted.least('TotalRegister.ioa:227:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalRegister.ioa:228:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:236:55')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below deliver(q, m) with token(t, n) (TotalRegister.ioa:241:3) */
  onBelowDeliverToken(
    q: Proc,
    m: Val | null,
    header: Extract<Header, { readonly tag: 'token' }>,
  ): boolean {
    const { t, n } = header;
    if (!(m === null)) return false;
    this.wanted = this.wanted.delete(q);
    if (t === this.self) {
      this.holds = true;
      this.slot = n;
      this.base = n;
      this.asked2 = false;
      this.spent = 0;
      while (this.asked > 0) {
        spend('TotalRegister.ioa:249:11');
        this.out.above('value', [this.copy]);
        this.asked = nat(this.asked - 1, 'TotalRegister.ioa:251:13');
      }
      while (
        this.holds &&
        !this.blocked &&
        this.base <= this.seen &&
        (this.spent < this.burst || this.wanted.size === 0) &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalRegister.ioa:257:60')) ||
          (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
      ) {
        spend('TotalRegister.ioa:253:11');
        if (
          this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalRegister.ioa:259:58')
        ) {
          this.out.fire('transfer', [this.self]);
          this.out.below('cast', [
            { header: { tag: 'install', k: this.slot, old: this.copy }, body: null },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
        } else if (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0) {
          this.out.fire('order', [this.self]);
          this.out.below('cast', [
            {
              header: { tag: 'write', k: this.slot },
              body: this.todo.head('TotalRegister.ioa:266:31'),
            },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
          this.todo = this.todo.tail('TotalRegister.ioa:269:23');
        }
      }
      if (
        this.holds &&
        !this.blocked &&
        this.wanted.size !== 0 &&
        !(
          this.seen < this.base &&
          this.spent < this.burst &&
          ((this.cur !== null &&
            !this.gone &&
            this.slot === 0 &&
            this.self === this.members.least('TotalRegister.ioa:277:59')) ||
            (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
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
                  ? this.wanted.least('TotalRegister.ioa:282:22')
                  : comprehend(
                      this.wanted,
                      (x: Proc) => compare(this.self, x) < 0,
                      (x: Proc) => x,
                    ).least('TotalRegister.ioa:283:22'),
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
            ? this.wanted.least('TotalRegister.ioa:289:22')
            : comprehend(
                this.wanted,
                (x: Proc) => compare(this.self, x) < 0,
                (x: Proc) => x,
              ).least('TotalRegister.ioa:290:22'),
        );
        this.holds = false;
      }
      if (
        !this.holds &&
        !this.blocked &&
        !this.asked2 &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalRegister.ioa:298:57')) ||
          (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
      ) {
        this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
        this.asked2 = true;
      }
    }
    return true;
  }

  /** on below deliver(q, m) with request() (TotalRegister.ioa:304:3) */
  onBelowDeliverRequest(
    q: Proc,
    m: Val | null,
    _header: Extract<Header, { readonly tag: 'request' }>,
  ): boolean {
    if (!(m === null && q !== this.self)) return false;
    this.wanted = this.wanted.add(q);
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.base &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalRegister.ioa:311:57')) ||
          (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
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
                ? this.wanted.least('TotalRegister.ioa:316:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalRegister.ioa:317:20'),
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
          ? this.wanted.least('TotalRegister.ioa:323:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalRegister.ioa:324:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:332:55')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below block() (TotalRegister.ioa:337:3) */
  onBelowBlock(): boolean {
    this.blocked = true;
    this.out.below('blockOk', []);
    return true;
  }

  /** on below view(v, S) (TotalRegister.ioa:340:3) */
  onBelowView(v: View, S: SetOf<Proc>): boolean {
    if (!!this.gone) return false;
    this.out.above('view', [v, share(S)]);
    this.cur = v;
    this.members = share(S);
    this.seen = 0;
    this.blocked = false;
    this.holds = this.self === S.least('TotalRegister.ioa:346:25');
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Update>();
    this.wanted = SetOf.of<Proc>();
    this.asked2 = false;
    this.spent = 0;
    while (this.asked > 0) {
      spend('TotalRegister.ioa:353:9');
      this.out.above('value', [this.copy]);
      this.asked = nat(this.asked - 1, 'TotalRegister.ioa:355:11');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:361:58')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      spend('TotalRegister.ioa:357:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:363:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, old: this.copy }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: { tag: 'write', k: this.slot },
            body: this.todo.head('TotalRegister.ioa:370:29'),
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalRegister.ioa:373:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalRegister.ioa:379:55')) ||
        (this.cur !== null && !this.gone && 0 < this.slot && this.todo.size !== 0))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  above(action: string, args: Args): void {
    switch (action) {
      case 'write': {
        const [x0] = args as readonly [Val];
        if (this.onAboveWrite(x0)) return;
        return;
      }
      case 'read': {
        if (this.onAboveRead()) return;
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
        if (header?.tag === 'write' && this.onBelowDeliverWrite(x0, body, header)) return;
        if (header?.tag === 'install' && this.onBelowDeliverInstall(x0, body, header)) return;
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
      todo: this.todo,
      asked: this.asked,
      copy: this.copy,
      seen: this.seen,
      blocked: this.blocked,
      holds: this.holds,
      slot: this.slot,
      base: this.base,
      filled: this.filled,
      wanted: this.wanted,
      asked2: this.asked2,
      spent: this.spent,
    };
  }
}
