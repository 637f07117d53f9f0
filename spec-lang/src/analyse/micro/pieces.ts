/**
 * A handler's effect in pieces, each an atomic step: a piece ends where something is said upwards,
 * which is a step that others see, and at the head of a loop.
 */
import type { Expr } from '../../ir/expr.js';
import { substatements } from '../../ir/fold.js';
import type { UnionSort } from '../../ir/sort.js';
import type { Emit, Stmt, WhileStmt } from '../../ir/stmt.js';
import type { Span } from '../../text/span.js';
import { local } from '../infer/terms.js';
import type { Model } from '../layers/model.js';
import { packed } from '../layers/queue.js';
import { IDLE, type Point, type Points } from './points.js';

/** The variable that says where the process stands. */
export interface Counter {
  readonly name: string;
  readonly sort: UnionSort;
}

/** Where a piece begins; its end says so only when that is elsewhere. */
export type Origin = Point | typeof IDLE;

export class Pieces {
  private readonly m: Model;
  private readonly points: Points;
  private readonly counter: Counter;
  /** Names the handler. */
  private readonly base: string;

  constructor(m: Model, points: Points, counter: Counter, base: string) {
    this.m = m;
    this.points = points;
    this.counter = counter;
    this.base = base;
  }

  /** What is done in one step of these statements. */
  first(stmts: readonly Stmt[], from: Origin): readonly Stmt[] {
    const [stmt, ...rest] = stmts;
    if (stmt === undefined) return from === IDLE ? [] : [this.pause(IDLE, [], this.m.layer.span)];
    switch (stmt.kind) {
      case 'emit':
        if (stmt.to === 'above') return this.pauseAt(stmts, from);
        return [this.told(stmt), ...this.first(rest, from)];
      case 'if':
        if (!pauses(stmt)) return [this.whole(stmt), ...this.first(rest, from)];
        return [
          {
            ...stmt,
            branches: stmt.branches.map((b) => ({
              ...b,
              body: this.first([...b.body, ...rest], from),
            })),
            otherwise: this.first([...stmt.otherwise, ...rest], from),
          },
        ];
      case 'while':
        return surelyPauses(stmt.body) ? this.round(stmt, rest, from) : this.pauseAt(stmts, from);
      case 'for':
        if (pauses(stmt)) throw new Unsteppable(stmt.span);
        return [this.whole(stmt), ...this.first(rest, from)];
      case 'assign':
      case 'choose':
      case 'fire':
        return [stmt, ...this.first(rest, from)];
    }
  }

  /** The head of a loop: once more, or on. */
  round(loop: WhileStmt, rest: readonly Stmt[], from: Origin): readonly Stmt[] {
    const again = this.first([...loop.body, loop, ...rest], from);
    const { condition, span } = loop;
    const otherwise = this.first(rest, from);
    return [{ kind: 'if', branches: [{ condition, body: again }], otherwise, span }];
  }

  /** All of it in one step. */
  undivided(stmts: readonly Stmt[]): readonly Stmt[] {
    const pause = stmts.find(pauses);
    if (pause !== undefined) throw new Unsteppable(pause.span);
    return stmts.map((s) => this.whole(s));
  }

  private pauseAt(stmts: readonly Stmt[], from: Origin): readonly Stmt[] {
    const point = this.points.at(stmts, this.base);
    if (point === from) return [];
    const kept = point.kept.map((k) => k.local);
    return [this.pause(point.tag, kept, stmts[0]?.span ?? this.m.layer.span)];
  }

  private pause(tag: string, args: readonly Expr[], span: Span): Stmt {
    const { name, sort } = this.counter;
    const value: Expr = { kind: 'inject', tag, args, sort, span };
    return { kind: 'assign', target: { name, scope: 'state', sort, path: [] }, value, span };
  }

  /** What is said downwards is said at once: with the process and its packet, for the service to hear. */
  private told(stmt: Emit): Emit {
    const { self, below, layer } = this.m;
    const event = below.find((e) => e.name === stmt.action);
    if (event === undefined) throw new TypeError(`no event ${stmt.action} to emit`);
    const args = stmt.args.map((arg, i) =>
      i === event.packetAt ? packed(arg, stmt.header, layer.packet, stmt.span) : arg,
    );
    const { header: _, ...rest } = stmt;
    return { ...rest, args: [local(self.name, self.sort, stmt.span), ...args] };
  }

  /** A statement without a pause in it. */
  private whole(stmt: Stmt): Stmt {
    const inner = (stmts: readonly Stmt[]): readonly Stmt[] => stmts.map((s) => this.whole(s));
    switch (stmt.kind) {
      case 'emit':
        return this.told(stmt);
      case 'if':
        return {
          ...stmt,
          branches: stmt.branches.map((b) => ({ ...b, body: inner(b.body) })),
          otherwise: inner(stmt.otherwise),
        };
      case 'for':
      case 'while':
        return { ...stmt, body: inner(stmt.body) };
      case 'assign':
      case 'choose':
      case 'fire':
        return stmt;
    }
  }
}

/** A loop over a set in which something is said upwards, or that has another loop inside, has no steps yet. */
export class Unsteppable extends Error {
  readonly span: Span;

  constructor(span: Span, what = 'a for loop that speaks upwards or contains a while loop') {
    super(what);
    this.span = span;
  }
}

function pauses(stmt: Stmt): boolean {
  for (const s of substatements(stmt)) {
    if (s.kind === 'while' || (s.kind === 'emit' && s.to === 'above')) return true;
  }
  return false;
}

/** Whatever way it takes. */
function surelyPauses(stmts: readonly Stmt[]): boolean {
  return stmts.some((s) => {
    if (s.kind === 'emit') return s.to === 'above';
    if (s.kind === 'while') return !surelyPauses(s.body);
    return (
      s.kind === 'if' && s.branches.every((b) => surelyPauses(b.body)) && surelyPauses(s.otherwise)
    );
  });
}
