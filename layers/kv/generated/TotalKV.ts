// generated from TotalKV.ioa; do not edit
import {
  MapOf,
  Seq,
  SetOf,
  compare,
  comprehend,
  isCase,
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
type Key = string;
type Proc = string;
type Header =
  | ({ readonly tag: 'bind' } & { readonly k: number; readonly pk: Key })
  | ({ readonly tag: 'unbind' } & { readonly k: number; readonly rk: Key })
  | ({ readonly tag: 'install' } & { readonly k: number; readonly all: MapOf<Key, Val> })
  | ({ readonly tag: 'token' } & { readonly t: Proc; readonly n: number })
  | ({ readonly tag: 'request' } & {});
type Change =
  | ({ readonly tag: 'bind' } & { readonly pk: Key; readonly x: Val })
  | ({ readonly tag: 'unbind' } & { readonly rk: Key })
  | ({ readonly tag: 'install' } & { readonly all: MapOf<Key, Val> });
type View = string;
type Request =
  | ({ readonly tag: 'putting' } & { readonly k: Key; readonly x: Val })
  | ({ readonly tag: 'removing' } & { readonly k: Key });

const $View = schema.sort('View');
const $Proc = schema.sort('Proc');
const $Key = schema.sort('Key');
const $Val = schema.sort('Val');
const $Header = schema.union('Header', {
  bind: { k: schema.nat, pk: $Key },
  unbind: { k: schema.nat, rk: $Key },
  install: { k: schema.nat, all: schema.mapOf($Key, $Val) },
  token: { t: $Proc, n: schema.nat },
  request: {},
});
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($Val),
});
const $Request = schema.union('Request', { putting: { k: $Key, x: $Val }, removing: { k: $Key } });
const $Change = schema.union('Change', {
  bind: { pk: $Key, x: $Val },
  unbind: { rk: $Key },
  install: { all: schema.mapOf($Key, $Val) },
});

export const TotalKV: LayerModule = {
  name: 'TotalKV',
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
    name: 'KV',
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
        name: 'put',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'k', sort: $Key },
          { name: 'x', sort: $Val },
        ],
      },
      {
        name: 'remove',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'k', sort: $Key },
        ],
      },
      {
        name: 'get',
        kind: 'input',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'k', sort: $Key },
        ],
      },
      { name: 'order', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'transfer', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'begin', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'stored',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'k', sort: $Key },
          { name: 'x', sort: $Val },
        ],
      },
      {
        name: 'removed',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'k', sort: $Key },
        ],
      },
      {
        name: 'found',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'k', sort: $Key },
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
    { name: 'todo', sort: schema.seqOf($Request) },
    { name: 'asked', sort: schema.seqOf($Key) },
    { name: 'store', sort: schema.mapOf($Key, $Val) },
    { name: 'seen', sort: schema.nat },
    { name: 'blocked', sort: schema.bool },
    { name: 'holds', sort: schema.bool },
    { name: 'slot', sort: schema.nat },
    { name: 'base', sort: schema.nat },
    { name: 'filled', sort: schema.mapOf(schema.nat, $Change) },
    { name: 'wanted', sort: schema.setOf($Proc) },
    { name: 'asked2', sort: schema.bool },
    { name: 'spent', sort: schema.nat },
  ],
  timers: [],
  create: (self, constants, out) => new TotalKVMachine(self, constants, out),
};

class TotalKVMachine implements LayerMachine {
  readonly self: Proc;
  readonly burst: number;
  readonly out: Sink;
  /** the view that this process is in */
  cur: View | null;
  /** its members */
  members: SetOf<Proc>;
  /** this process has left */
  gone: boolean;
  todo: Seq<Request>;
  asked: Seq<Key>;
  store: MapOf<Key, Val>;
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
  filled: MapOf<number, Change>;
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
    this.todo = Seq.of<Request>();
    this.asked = Seq.of<Key>();
    this.store = MapOf.of<Key, Val>();
    this.seen = 0;
    this.blocked = false;
    this.holds = false;
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Change>();
    this.wanted = SetOf.of<Proc>();
    this.asked2 = false;
    this.spent = 0;
  }

  /** on above put(k, x) (TotalKV.ioa:29:3) */
  onAbovePut(k: Key, x: Val): boolean {
    this.todo = this.todo.append({ tag: 'putting', k: k, x: x });
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:31:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:33:15'),
        this.store.has(this.asked.head('TotalKV.ioa:34:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:34:63'), 'TotalKV.ioa:34:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:36:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:42:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:47:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:52:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:38:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:53:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:62:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:64:59'), 'k', 'TotalKV.ioa:64:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:64:29'), 'x', 'TotalKV.ioa:64:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:67:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:72:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:74:52'), 'k', 'TotalKV.ioa:74:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:77:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:83:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:84:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:89:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on above remove(k) (TotalKV.ioa:93:3) */
  onAboveRemove(k: Key): boolean {
    this.todo = this.todo.append({ tag: 'removing', k: k });
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:95:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:97:15'),
        this.store.has(this.asked.head('TotalKV.ioa:98:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:98:63'), 'TotalKV.ioa:98:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:100:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:106:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:111:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:116:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:102:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:117:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:126:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:128:59'), 'k', 'TotalKV.ioa:128:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:128:29'), 'x', 'TotalKV.ioa:128:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:131:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:136:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:138:52'), 'k', 'TotalKV.ioa:138:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:141:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:147:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:148:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:153:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on above get(k) (TotalKV.ioa:157:3) */
  onAboveGet(k: Key): boolean {
    this.asked = this.asked.append(k);
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:159:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:161:15'),
        this.store.has(this.asked.head('TotalKV.ioa:162:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:162:63'), 'TotalKV.ioa:162:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:164:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:170:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:175:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:180:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:166:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:181:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:190:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:192:59'), 'k', 'TotalKV.ioa:192:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:192:29'), 'x', 'TotalKV.ioa:192:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:195:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:200:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:202:52'), 'k', 'TotalKV.ioa:202:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:205:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:211:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:212:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:217:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on above leave() (TotalKV.ioa:221:3) */
  onAboveLeave(): boolean {
    this.gone = true;
    this.out.below('leave', []);
    return true;
  }

  /** on below deliver(q, m) with bind(k, pk_) (TotalKV.ioa:224:3) */
  onBelowDeliverBind(
    _q: Proc,
    m: Val | null,
    header: Extract<Header, { readonly tag: 'bind' }>,
  ): boolean {
    const { k, pk: pk_ } = header;
    this.filled = this.filled.set(k, {
      tag: 'bind',
      pk: pk_,
      x: val<Val>(m, 'TotalKV.ioa:225:32'),
    });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (
      this.filled.has(this.seen) &&
      ((this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:228:43'), 'install')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalKV.ioa:229:43'), 'bind')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalKV.ioa:230:43'), 'unbind')))
    ) {
      spend('TotalKV.ioa:227:9');
      if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:231:41'), 'install')
      ) {
        this.out.fire('begin', [this.self]);
        this.store = share(
          part(
            this.filled.at(this.seen, 'TotalKV.ioa:233:22'),
            'all',
            'TotalKV.ioa:233:22',
          ) as MapOf<Key, Val>,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:236:45'), 'bind')
      ) {
        this.out.above('stored', [
          part(this.filled.at(this.seen, 'TotalKV.ioa:237:31'), 'pk', 'TotalKV.ioa:237:31') as Key,
          part(this.filled.at(this.seen, 'TotalKV.ioa:237:48'), 'x', 'TotalKV.ioa:237:48') as Val,
        ]);
        this.store = this.store.set(
          part(this.filled.at(this.seen, 'TotalKV.ioa:238:19'), 'pk', 'TotalKV.ioa:238:19') as Key,
          part(this.filled.at(this.seen, 'TotalKV.ioa:238:39'), 'x', 'TotalKV.ioa:238:39') as Val,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:241:45'), 'unbind')
      ) {
        this.out.above('removed', [
          part(this.filled.at(this.seen, 'TotalKV.ioa:242:32'), 'rk', 'TotalKV.ioa:242:32') as Key,
        ]);
        this.store = this.store.remove(
          part(this.filled.at(this.seen, 'TotalKV.ioa:243:36'), 'rk', 'TotalKV.ioa:243:36') as Key,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      }
    }
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:248:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:250:15'),
        this.store.has(this.asked.head('TotalKV.ioa:251:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:251:63'), 'TotalKV.ioa:251:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:253:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:259:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:264:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:269:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:255:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:270:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:279:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:281:59'), 'k', 'TotalKV.ioa:281:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:281:29'), 'x', 'TotalKV.ioa:281:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:284:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:289:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:291:52'), 'k', 'TotalKV.ioa:291:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:294:21');
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
          this.self === this.members.least('TotalKV.ioa:302:57')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:307:19'), 'putting')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:312:19'), 'removing')))
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
                ? this.wanted.least('TotalKV.ioa:316:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalKV.ioa:317:20'),
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
          ? this.wanted.least('TotalKV.ioa:323:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalKV.ioa:324:20'),
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
        this.self === this.members.least('TotalKV.ioa:332:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:333:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:338:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below deliver(q, m) with unbind(k, rk_) (TotalKV.ioa:342:3) */
  onBelowDeliverUnbind(
    _q: Proc,
    m: Val | null,
    header: Extract<Header, { readonly tag: 'unbind' }>,
  ): boolean {
    const { k, rk: rk_ } = header;
    if (!(m === null)) return false;
    this.filled = this.filled.set(k, { tag: 'unbind', rk: rk_ });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (
      this.filled.has(this.seen) &&
      ((this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:346:43'), 'install')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalKV.ioa:347:43'), 'bind')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalKV.ioa:348:43'), 'unbind')))
    ) {
      spend('TotalKV.ioa:345:9');
      if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:349:41'), 'install')
      ) {
        this.out.fire('begin', [this.self]);
        this.store = share(
          part(
            this.filled.at(this.seen, 'TotalKV.ioa:351:22'),
            'all',
            'TotalKV.ioa:351:22',
          ) as MapOf<Key, Val>,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:354:45'), 'bind')
      ) {
        this.out.above('stored', [
          part(this.filled.at(this.seen, 'TotalKV.ioa:355:31'), 'pk', 'TotalKV.ioa:355:31') as Key,
          part(this.filled.at(this.seen, 'TotalKV.ioa:355:48'), 'x', 'TotalKV.ioa:355:48') as Val,
        ]);
        this.store = this.store.set(
          part(this.filled.at(this.seen, 'TotalKV.ioa:356:19'), 'pk', 'TotalKV.ioa:356:19') as Key,
          part(this.filled.at(this.seen, 'TotalKV.ioa:356:39'), 'x', 'TotalKV.ioa:356:39') as Val,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:359:45'), 'unbind')
      ) {
        this.out.above('removed', [
          part(this.filled.at(this.seen, 'TotalKV.ioa:360:32'), 'rk', 'TotalKV.ioa:360:32') as Key,
        ]);
        this.store = this.store.remove(
          part(this.filled.at(this.seen, 'TotalKV.ioa:361:36'), 'rk', 'TotalKV.ioa:361:36') as Key,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      }
    }
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:366:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:368:15'),
        this.store.has(this.asked.head('TotalKV.ioa:369:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:369:63'), 'TotalKV.ioa:369:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:371:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:377:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:382:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:387:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:373:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:388:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:397:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:399:59'), 'k', 'TotalKV.ioa:399:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:399:29'), 'x', 'TotalKV.ioa:399:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:402:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:407:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:409:52'), 'k', 'TotalKV.ioa:409:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:412:21');
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
          this.self === this.members.least('TotalKV.ioa:420:57')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:425:19'), 'putting')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:430:19'), 'removing')))
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
                ? this.wanted.least('TotalKV.ioa:434:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalKV.ioa:435:20'),
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
          ? this.wanted.least('TotalKV.ioa:441:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalKV.ioa:442:20'),
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
        this.self === this.members.least('TotalKV.ioa:450:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:451:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:456:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below deliver(q, m) with install(k, all_) (TotalKV.ioa:460:3) */
  onBelowDeliverInstall(
    _q: Proc,
    m: Val | null,
    header: Extract<Header, { readonly tag: 'install' }>,
  ): boolean {
    const { k, all: all_ } = header;
    if (!(m === null)) return false;
    this.filled = this.filled.set(k, { tag: 'install', all: share(all_) });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (
      this.filled.has(this.seen) &&
      ((this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:464:43'), 'install')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalKV.ioa:465:43'), 'bind')) ||
        (this.cur !== null &&
          !this.gone &&
          isCase(this.filled.at(this.seen, 'TotalKV.ioa:466:43'), 'unbind')))
    ) {
      spend('TotalKV.ioa:463:9');
      if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:467:41'), 'install')
      ) {
        this.out.fire('begin', [this.self]);
        this.store = share(
          part(
            this.filled.at(this.seen, 'TotalKV.ioa:469:22'),
            'all',
            'TotalKV.ioa:469:22',
          ) as MapOf<Key, Val>,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:472:45'), 'bind')
      ) {
        this.out.above('stored', [
          part(this.filled.at(this.seen, 'TotalKV.ioa:473:31'), 'pk', 'TotalKV.ioa:473:31') as Key,
          part(this.filled.at(this.seen, 'TotalKV.ioa:473:48'), 'x', 'TotalKV.ioa:473:48') as Val,
        ]);
        this.store = this.store.set(
          part(this.filled.at(this.seen, 'TotalKV.ioa:474:19'), 'pk', 'TotalKV.ioa:474:19') as Key,
          part(this.filled.at(this.seen, 'TotalKV.ioa:474:39'), 'x', 'TotalKV.ioa:474:39') as Val,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        isCase(this.filled.at(this.seen, 'TotalKV.ioa:477:45'), 'unbind')
      ) {
        this.out.above('removed', [
          part(this.filled.at(this.seen, 'TotalKV.ioa:478:32'), 'rk', 'TotalKV.ioa:478:32') as Key,
        ]);
        this.store = this.store.remove(
          part(this.filled.at(this.seen, 'TotalKV.ioa:479:36'), 'rk', 'TotalKV.ioa:479:36') as Key,
        );
        this.filled = this.filled.remove(this.seen);
        this.seen = this.seen + 1;
      }
    }
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:484:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:486:15'),
        this.store.has(this.asked.head('TotalKV.ioa:487:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:487:63'), 'TotalKV.ioa:487:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:489:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:495:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:500:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:505:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:491:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:506:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:515:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:517:59'), 'k', 'TotalKV.ioa:517:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:517:29'), 'x', 'TotalKV.ioa:517:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:520:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:525:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:527:52'), 'k', 'TotalKV.ioa:527:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:530:21');
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
          this.self === this.members.least('TotalKV.ioa:538:57')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:543:19'), 'putting')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:548:19'), 'removing')))
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
                ? this.wanted.least('TotalKV.ioa:552:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalKV.ioa:553:20'),
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
          ? this.wanted.least('TotalKV.ioa:559:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalKV.ioa:560:20'),
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
        this.self === this.members.least('TotalKV.ioa:568:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:569:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:574:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below deliver(q, m) with token(t, n) (TotalKV.ioa:578:3) */
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
      while (this.asked.size !== 0) {
        spend('TotalKV.ioa:586:11');
        this.out.above('found', [
          this.asked.head('TotalKV.ioa:588:17'),
          this.store.has(this.asked.head('TotalKV.ioa:589:35'))
            ? this.store.at(this.asked.head('TotalKV.ioa:589:65'), 'TotalKV.ioa:589:59')
            : null,
        ]);
        this.asked = this.asked.tail('TotalKV.ioa:591:22');
      }
      while (
        this.holds &&
        !this.blocked &&
        this.base <= this.seen &&
        (this.spent < this.burst || this.wanted.size === 0) &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalKV.ioa:597:60')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:602:22'), 'putting')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:607:22'), 'removing')))
      ) {
        spend('TotalKV.ioa:593:11');
        if (
          this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalKV.ioa:608:58')
        ) {
          this.out.fire('transfer', [this.self]);
          this.out.below('cast', [
            { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
        } else if (
          this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:617:24'), 'putting')
        ) {
          this.out.fire('order', [this.self]);
          this.out.below('cast', [
            {
              header: {
                tag: 'bind',
                k: this.slot,
                pk: part(this.todo.head('TotalKV.ioa:619:61'), 'k', 'TotalKV.ioa:619:61') as Key,
              },
              body: part(this.todo.head('TotalKV.ioa:619:31'), 'x', 'TotalKV.ioa:619:31') as Val,
            },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
          this.todo = this.todo.tail('TotalKV.ioa:622:23');
        } else if (
          this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:627:24'), 'removing')
        ) {
          this.out.fire('order', [this.self]);
          this.out.below('cast', [
            {
              header: {
                tag: 'unbind',
                k: this.slot,
                rk: part(this.todo.head('TotalKV.ioa:629:54'), 'k', 'TotalKV.ioa:629:54') as Key,
              },
              body: null,
            },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
          this.todo = this.todo.tail('TotalKV.ioa:632:23');
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
            this.self === this.members.least('TotalKV.ioa:640:59')) ||
            (this.cur !== null &&
              !this.gone &&
              0 < this.slot &&
              this.todo.size !== 0 &&
              isCase(this.todo.head('TotalKV.ioa:645:21'), 'putting')) ||
            (this.cur !== null &&
              !this.gone &&
              0 < this.slot &&
              this.todo.size !== 0 &&
              isCase(this.todo.head('TotalKV.ioa:650:21'), 'removing')))
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
                  ? this.wanted.least('TotalKV.ioa:654:22')
                  : comprehend(
                      this.wanted,
                      (x: Proc) => compare(this.self, x) < 0,
                      (x: Proc) => x,
                    ).least('TotalKV.ioa:655:22'),
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
            ? this.wanted.least('TotalKV.ioa:661:22')
            : comprehend(
                this.wanted,
                (x: Proc) => compare(this.self, x) < 0,
                (x: Proc) => x,
              ).least('TotalKV.ioa:662:22'),
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
          this.self === this.members.least('TotalKV.ioa:670:57')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:675:19'), 'putting')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:680:19'), 'removing')))
      ) {
        this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
        this.asked2 = true;
      }
    }
    return true;
  }

  /** on below deliver(q, m) with request() (TotalKV.ioa:685:3) */
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
          this.self === this.members.least('TotalKV.ioa:692:57')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:697:19'), 'putting')) ||
          (this.cur !== null &&
            !this.gone &&
            0 < this.slot &&
            this.todo.size !== 0 &&
            isCase(this.todo.head('TotalKV.ioa:702:19'), 'removing')))
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
                ? this.wanted.least('TotalKV.ioa:706:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalKV.ioa:707:20'),
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
          ? this.wanted.least('TotalKV.ioa:713:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalKV.ioa:714:20'),
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
        this.self === this.members.least('TotalKV.ioa:722:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:723:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:728:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  /** on below block() (TotalKV.ioa:732:3) */
  onBelowBlock(): boolean {
    this.blocked = true;
    this.out.below('blockOk', []);
    return true;
  }

  /** on below view(v, S) (TotalKV.ioa:735:3) */
  onBelowView(v: View, S: SetOf<Proc>): boolean {
    if (!!this.gone) return false;
    this.out.above('view', [v, share(S)]);
    this.cur = v;
    this.members = share(S);
    this.seen = 0;
    this.blocked = false;
    this.holds = this.self === S.least('TotalKV.ioa:741:25');
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Change>();
    this.wanted = SetOf.of<Proc>();
    this.asked2 = false;
    this.spent = 0;
    while (this.asked.size !== 0) {
      spend('TotalKV.ioa:748:9');
      this.out.above('found', [
        this.asked.head('TotalKV.ioa:750:15'),
        this.store.has(this.asked.head('TotalKV.ioa:751:33'))
          ? this.store.at(this.asked.head('TotalKV.ioa:751:63'), 'TotalKV.ioa:751:57')
          : null,
      ]);
      this.asked = this.asked.tail('TotalKV.ioa:753:20');
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:759:58')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:764:20'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:769:20'), 'removing')))
    ) {
      spend('TotalKV.ioa:755:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:770:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'install', k: this.slot, all: share(this.store) }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:779:22'), 'putting')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'bind',
              k: this.slot,
              pk: part(this.todo.head('TotalKV.ioa:781:59'), 'k', 'TotalKV.ioa:781:59') as Key,
            },
            body: part(this.todo.head('TotalKV.ioa:781:29'), 'x', 'TotalKV.ioa:781:29') as Val,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:784:21');
      } else if (
        this.cur !== null &&
        !this.gone &&
        0 < this.slot &&
        this.todo.size !== 0 &&
        isCase(this.todo.head('TotalKV.ioa:789:22'), 'removing')
      ) {
        this.out.fire('order', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'unbind',
              k: this.slot,
              rk: part(this.todo.head('TotalKV.ioa:791:52'), 'k', 'TotalKV.ioa:791:52') as Key,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.todo = this.todo.tail('TotalKV.ioa:794:21');
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked2 &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalKV.ioa:800:55')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:801:66'), 'putting')) ||
        (this.cur !== null &&
          !this.gone &&
          0 < this.slot &&
          this.todo.size !== 0 &&
          isCase(this.todo.head('TotalKV.ioa:806:17'), 'removing')))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked2 = true;
    }
    return true;
  }

  above(action: string, args: Args): void {
    switch (action) {
      case 'put': {
        const [x0, x1] = args as readonly [Key, Val];
        if (this.onAbovePut(x0, x1)) return;
        return;
      }
      case 'remove': {
        const [x0] = args as readonly [Key];
        if (this.onAboveRemove(x0)) return;
        return;
      }
      case 'get': {
        const [x0] = args as readonly [Key];
        if (this.onAboveGet(x0)) return;
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
        if (header?.tag === 'bind' && this.onBelowDeliverBind(x0, body, header)) return;
        if (header?.tag === 'unbind' && this.onBelowDeliverUnbind(x0, body, header)) return;
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
      store: this.store,
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
