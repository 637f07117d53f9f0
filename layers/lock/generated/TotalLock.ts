// generated from TotalLock.ioa; do not edit
import {
  MapOf,
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

type Proc = string;
type View = unknown;
type Header =
  | ({ readonly tag: 'upd' } & { readonly k: number; readonly owner: Proc | null })
  | ({ readonly tag: 'token' } & { readonly t: Proc; readonly n: number })
  | ({ readonly tag: 'request' } & {});
type Grant = { readonly owner: Proc | null };

const $View = schema.sort('View');
const $Proc = schema.sort('Proc');
const $Header = schema.union('Header', {
  upd: { k: schema.nat, owner: schema.nullOf($Proc) },
  token: { t: $Proc, n: schema.nat },
  request: {},
});
const $Packet = schema.tuple('Packet', {
  header: schema.nullOf($Header),
  body: schema.nullOf($View),
});
const $Grant = schema.tuple('Grant', { owner: schema.nullOf($Proc) });

export const TotalLock: LayerModule = {
  name: 'TotalLock',
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
    name: 'Lock',
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
      { name: 'acquire', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'release', kind: 'input', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'take', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'free', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      { name: 'transfer', kind: 'internal', parameters: [{ name: 'p', sort: $Proc }] },
      {
        name: 'owned',
        kind: 'output',
        parameters: [
          { name: 'p', sort: $Proc },
          { name: 'q', sort: schema.nullOf($Proc) },
        ],
      },
    ],
  },
  constants: [{ name: 'burst', sort: schema.nat, value: 64 }],
  message: 'View',
  packet: schema.tuple('Packet', { header: schema.nullOf($Header), body: schema.nullOf($View) }),
  states: [
    { name: 'cur', sort: schema.nullOf($View) },
    { name: 'members', sort: schema.setOf($Proc) },
    { name: 'gone', sort: schema.bool },
    { name: 'wants', sort: schema.bool },
    { name: 'done', sort: schema.bool },
    { name: 'known', sort: schema.nullOf($Proc) },
    { name: 'seen', sort: schema.nat },
    { name: 'owner', sort: schema.nullOf($Proc) },
    { name: 'blocked', sort: schema.bool },
    { name: 'holds', sort: schema.bool },
    { name: 'slot', sort: schema.nat },
    { name: 'base', sort: schema.nat },
    { name: 'filled', sort: schema.mapOf(schema.nat, $Grant) },
    { name: 'wanted', sort: schema.setOf($Proc) },
    { name: 'asked', sort: schema.bool },
    { name: 'spent', sort: schema.nat },
  ],
  timers: [],
  create: (self, constants, out) => new TotalLockMachine(self, constants, out),
};

class TotalLockMachine implements LayerMachine {
  readonly self: Proc;
  readonly burst: number;
  readonly out: Sink;
  /** the view that this process is in */
  cur: View | null;
  /** its members */
  members: SetOf<Proc>;
  /** this process has left */
  gone: boolean;
  wants: boolean;
  /** p gave back what it has */
  done: boolean;
  /** who has the lock, as p knows it */
  known: Proc | null;
  seen: number;
  /** as far as observed */
  owner: Proc | null;
  /** a view change is on: nothing may be cast */
  blocked: boolean;
  /** the token is here */
  holds: boolean;
  /** the next slot of the log, as far as known; exact with the token */
  slot: number;
  /** the next slot when the token came */
  base: number;
  /** received, not yet observed */
  filled: MapOf<number, Grant>;
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
    this.wants = false;
    this.done = false;
    this.known = null;
    this.seen = 0;
    this.owner = null;
    this.blocked = false;
    this.holds = false;
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Grant>();
    this.wanted = SetOf.of<Proc>();
    this.asked = false;
    this.spent = 0;
  }

  /** on above acquire() (TotalLock.ioa:28:3) */
  onAboveAcquire(): boolean {
    this.wants = true;
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:34:58')) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.wants &&
          0 < this.slot &&
          this.owner === null) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.done &&
          0 < this.slot &&
          this.owner === this.self))
    ) {
      spend('TotalLock.ioa:30:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:42:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'upd',
              k: this.slot,
              owner:
                this.known !== null &&
                this.members.has(val<Proc>(this.known, 'TotalLock.ioa:47:36'))
                  ? this.known
                  : null,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.wants &&
        0 < this.slot &&
        this.owner === null
      ) {
        this.out.fire('take', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'upd', k: this.slot, owner: this.self }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.wants = false;
        this.done = false;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.done &&
        0 < this.slot &&
        this.owner === this.self
      ) {
        this.out.fire('free', [this.self]);
        this.out.below('cast', [{ header: { tag: 'upd', k: this.slot, owner: null }, body: null }]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.done = false;
      }
    }
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.slot &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:81:57')) ||
          (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
          (this.cur !== null &&
            !this.gone &&
            this.done &&
            0 < this.slot &&
            this.owner === this.self))
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
                ? this.wanted.least('TotalLock.ioa:87:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalLock.ioa:88:20'),
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
          ? this.wanted.least('TotalLock.ioa:94:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalLock.ioa:95:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:103:55')) ||
        (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
        (this.cur !== null && !this.gone && this.done && 0 < this.slot && this.owner === this.self))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on above release() (TotalLock.ioa:109:3) */
  onAboveRelease(): boolean {
    this.done = true;
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:115:58')) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.wants &&
          0 < this.slot &&
          this.owner === null) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.done &&
          0 < this.slot &&
          this.owner === this.self))
    ) {
      spend('TotalLock.ioa:111:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:123:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'upd',
              k: this.slot,
              owner:
                this.known !== null &&
                this.members.has(val<Proc>(this.known, 'TotalLock.ioa:128:36'))
                  ? this.known
                  : null,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.wants &&
        0 < this.slot &&
        this.owner === null
      ) {
        this.out.fire('take', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'upd', k: this.slot, owner: this.self }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.wants = false;
        this.done = false;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.done &&
        0 < this.slot &&
        this.owner === this.self
      ) {
        this.out.fire('free', [this.self]);
        this.out.below('cast', [{ header: { tag: 'upd', k: this.slot, owner: null }, body: null }]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.done = false;
      }
    }
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.slot &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:162:57')) ||
          (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
          (this.cur !== null &&
            !this.gone &&
            this.done &&
            0 < this.slot &&
            this.owner === this.self))
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
                ? this.wanted.least('TotalLock.ioa:168:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalLock.ioa:169:20'),
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
          ? this.wanted.least('TotalLock.ioa:175:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalLock.ioa:176:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:184:55')) ||
        (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
        (this.cur !== null && !this.gone && this.done && 0 < this.slot && this.owner === this.self))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on above leave() (TotalLock.ioa:190:3) */
  onAboveLeave(): boolean {
    this.gone = true;
    this.out.below('leave', []);
    return true;
  }

  /** on below deliver(q, m) with upd(k, owner_) (TotalLock.ioa:193:3) */
  onBelowDeliverUpd(
    _q: Proc,
    m: View | null,
    header: Extract<Header, { readonly tag: 'upd' }>,
  ): boolean {
    const { k, owner: owner_ } = header;
    if (!(m === null)) return false;
    this.filled = this.filled.set(k, { owner: owner_ });
    if (this.slot <= k) {
      this.slot = k + 1;
    }
    while (this.filled.has(this.seen) && this.cur !== null && !this.gone) {
      spend('TotalLock.ioa:196:9');
      this.out.above('owned', [this.filled.at(this.seen, 'TotalLock.ioa:197:28').owner]);
      this.owner = this.filled.at(this.seen, 'TotalLock.ioa:198:20').owner;
      this.known = this.filled.at(this.seen, 'TotalLock.ioa:199:20').owner;
      this.filled = this.filled.remove(this.seen);
      this.seen = this.seen + 1;
    }
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:207:58')) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.wants &&
          0 < this.slot &&
          this.owner === null) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.done &&
          0 < this.slot &&
          this.owner === this.self))
    ) {
      spend('TotalLock.ioa:203:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:215:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'upd',
              k: this.slot,
              owner:
                this.known !== null &&
                this.members.has(val<Proc>(this.known, 'TotalLock.ioa:220:36'))
                  ? this.known
                  : null,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.wants &&
        0 < this.slot &&
        this.owner === null
      ) {
        this.out.fire('take', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'upd', k: this.slot, owner: this.self }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.wants = false;
        this.done = false;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.done &&
        0 < this.slot &&
        this.owner === this.self
      ) {
        this.out.fire('free', [this.self]);
        this.out.below('cast', [{ header: { tag: 'upd', k: this.slot, owner: null }, body: null }]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.done = false;
      }
    }
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.slot &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:254:57')) ||
          (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
          (this.cur !== null &&
            !this.gone &&
            this.done &&
            0 < this.slot &&
            this.owner === this.self))
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
                ? this.wanted.least('TotalLock.ioa:260:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalLock.ioa:261:20'),
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
          ? this.wanted.least('TotalLock.ioa:267:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalLock.ioa:268:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:276:55')) ||
        (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
        (this.cur !== null && !this.gone && this.done && 0 < this.slot && this.owner === this.self))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on below deliver(q, m) with token(t, n) (TotalLock.ioa:282:3) */
  onBelowDeliverToken(
    q: Proc,
    m: View | null,
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
        this.base <= this.seen &&
        (this.spent < this.burst || this.wanted.size === 0) &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:294:60')) ||
          (this.cur !== null &&
            this.seen === this.slot &&
            !this.gone &&
            this.wants &&
            0 < this.slot &&
            this.owner === null) ||
          (this.cur !== null &&
            this.seen === this.slot &&
            !this.gone &&
            this.done &&
            0 < this.slot &&
            this.owner === this.self))
      ) {
        spend('TotalLock.ioa:290:11');
        if (
          this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:302:58')
        ) {
          this.out.fire('transfer', [this.self]);
          this.out.below('cast', [
            {
              header: {
                tag: 'upd',
                k: this.slot,
                owner:
                  this.known !== null &&
                  this.members.has(val<Proc>(this.known, 'TotalLock.ioa:307:38'))
                    ? this.known
                    : null,
              },
              body: null,
            },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
        } else if (
          this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.wants &&
          0 < this.slot &&
          this.owner === null
        ) {
          this.out.fire('take', [this.self]);
          this.out.below('cast', [
            { header: { tag: 'upd', k: this.slot, owner: this.self }, body: null },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
          this.wants = false;
          this.done = false;
        } else if (
          this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.done &&
          0 < this.slot &&
          this.owner === this.self
        ) {
          this.out.fire('free', [this.self]);
          this.out.below('cast', [
            { header: { tag: 'upd', k: this.slot, owner: null }, body: null },
          ]);
          this.slot = this.slot + 1;
          this.spent = this.spent + 1;
          this.done = false;
        }
      }
      if (
        this.holds &&
        !this.blocked &&
        this.wanted.size !== 0 &&
        !(
          this.seen < this.slot &&
          this.spent < this.burst &&
          ((this.cur !== null &&
            !this.gone &&
            this.slot === 0 &&
            this.self === this.members.least('TotalLock.ioa:341:59')) ||
            (this.cur !== null &&
              !this.gone &&
              this.wants &&
              0 < this.slot &&
              this.owner === null) ||
            (this.cur !== null &&
              !this.gone &&
              this.done &&
              0 < this.slot &&
              this.owner === this.self))
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
                  ? this.wanted.least('TotalLock.ioa:347:22')
                  : comprehend(
                      this.wanted,
                      (x: Proc) => compare(this.self, x) < 0,
                      (x: Proc) => x,
                    ).least('TotalLock.ioa:348:22'),
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
            ? this.wanted.least('TotalLock.ioa:354:22')
            : comprehend(
                this.wanted,
                (x: Proc) => compare(this.self, x) < 0,
                (x: Proc) => x,
              ).least('TotalLock.ioa:355:22'),
        );
        this.holds = false;
      }
      if (
        !this.holds &&
        !this.blocked &&
        !this.asked &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:363:57')) ||
          (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
          (this.cur !== null &&
            !this.gone &&
            this.done &&
            0 < this.slot &&
            this.owner === this.self))
      ) {
        this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
        this.asked = true;
      }
    }
    return true;
  }

  /** on below deliver(q, m) with request() (TotalLock.ioa:370:3) */
  onBelowDeliverRequest(
    q: Proc,
    m: View | null,
    _header: Extract<Header, { readonly tag: 'request' }>,
  ): boolean {
    if (!(m === null && q !== this.self)) return false;
    this.wanted = this.wanted.add(q);
    if (
      this.holds &&
      !this.blocked &&
      this.wanted.size !== 0 &&
      !(
        this.seen < this.slot &&
        this.spent < this.burst &&
        ((this.cur !== null &&
          !this.gone &&
          this.slot === 0 &&
          this.self === this.members.least('TotalLock.ioa:377:57')) ||
          (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
          (this.cur !== null &&
            !this.gone &&
            this.done &&
            0 < this.slot &&
            this.owner === this.self))
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
                ? this.wanted.least('TotalLock.ioa:383:20')
                : comprehend(
                    this.wanted,
                    (x: Proc) => compare(this.self, x) < 0,
                    (x: Proc) => x,
                  ).least('TotalLock.ioa:384:20'),
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
          ? this.wanted.least('TotalLock.ioa:390:20')
          : comprehend(
              this.wanted,
              (x: Proc) => compare(this.self, x) < 0,
              (x: Proc) => x,
            ).least('TotalLock.ioa:391:20'),
      );
      this.holds = false;
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:399:55')) ||
        (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
        (this.cur !== null && !this.gone && this.done && 0 < this.slot && this.owner === this.self))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  /** on below block() (TotalLock.ioa:405:3) */
  onBelowBlock(): boolean {
    this.blocked = true;
    this.out.below('blockOk', []);
    return true;
  }

  /** on below view(v, S) (TotalLock.ioa:408:3) */
  onBelowView(v: View, S: SetOf<Proc>): boolean {
    if (!!this.gone) return false;
    this.out.above('view', [v, share(S)]);
    this.cur = v;
    this.members = share(S);
    this.seen = 0;
    this.owner = null;
    this.blocked = false;
    this.holds = this.self === S.least('TotalLock.ioa:415:25');
    this.slot = 0;
    this.base = 0;
    this.filled = MapOf.of<number, Grant>();
    this.wanted = SetOf.of<Proc>();
    this.asked = false;
    this.spent = 0;
    while (
      this.holds &&
      !this.blocked &&
      this.base <= this.seen &&
      (this.spent < this.burst || this.wanted.size === 0) &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:426:58')) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.wants &&
          0 < this.slot &&
          this.owner === null) ||
        (this.cur !== null &&
          this.seen === this.slot &&
          !this.gone &&
          this.done &&
          0 < this.slot &&
          this.owner === this.self))
    ) {
      spend('TotalLock.ioa:422:9');
      if (
        this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:434:56')
      ) {
        this.out.fire('transfer', [this.self]);
        this.out.below('cast', [
          {
            header: {
              tag: 'upd',
              k: this.slot,
              owner:
                this.known !== null &&
                this.members.has(val<Proc>(this.known, 'TotalLock.ioa:439:36'))
                  ? this.known
                  : null,
            },
            body: null,
          },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.wants &&
        0 < this.slot &&
        this.owner === null
      ) {
        this.out.fire('take', [this.self]);
        this.out.below('cast', [
          { header: { tag: 'upd', k: this.slot, owner: this.self }, body: null },
        ]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.wants = false;
        this.done = false;
      } else if (
        this.cur !== null &&
        this.seen === this.slot &&
        !this.gone &&
        this.done &&
        0 < this.slot &&
        this.owner === this.self
      ) {
        this.out.fire('free', [this.self]);
        this.out.below('cast', [{ header: { tag: 'upd', k: this.slot, owner: null }, body: null }]);
        this.slot = this.slot + 1;
        this.spent = this.spent + 1;
        this.done = false;
      }
    }
    if (
      !this.holds &&
      !this.blocked &&
      !this.asked &&
      ((this.cur !== null &&
        !this.gone &&
        this.slot === 0 &&
        this.self === this.members.least('TotalLock.ioa:471:55')) ||
        (this.cur !== null && !this.gone && this.wants && 0 < this.slot && this.owner === null) ||
        (this.cur !== null && !this.gone && this.done && 0 < this.slot && this.owner === this.self))
    ) {
      this.out.below('cast', [{ header: { tag: 'request' }, body: null }]);
      this.asked = true;
    }
    return true;
  }

  above(action: string, _args: Args): void {
    switch (action) {
      case 'acquire': {
        if (this.onAboveAcquire()) return;
        return;
      }
      case 'release': {
        if (this.onAboveRelease()) return;
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
      wants: this.wants,
      done: this.done,
      known: this.known,
      seen: this.seen,
      owner: this.owner,
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
