/**
 * A layer at one process, step by step: a handler begins when the process is idle, and goes on from
 * point to point. What it says upwards is an output at its point; what it says downwards is part of a step.
 */
import type { Bound, Expr } from '../../ir/expr.js';
import type {
  Action,
  Automaton,
  Guard,
  Handler,
  StateVariable,
  Transition,
} from '../../ir/program.js';
import { freshName } from '../../ir/fresh-name.js';
import { rewriteAutomaton } from '../../ir/rewrite-automaton.js';
import { rewriteExpr, rewriteStmts } from '../../ir/rewrite.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import type { Stmt } from '../../ir/stmt.js';
import { equal, local } from '../infer/terms.js';
import { branchOf, chain, headed, type Branch } from '../layers/branches.js';
import type { Event } from '../layers/events.js';
import { timersOf } from '../layers/internals.js';
import { actionOf, internalAction, withoutConstants } from '../layers/machine.js';
import { afterStart, BELOW, type Model } from '../layers/model.js';
import { passHandler } from '../layers/pass-handler.js';
import { Pieces, type Counter } from './pieces.js';
import { IDLE, Points, type Point } from './points.js';

/** The layer at `self`; `counter` is the variable that says where it stands. */
export interface SteppedProcess {
  readonly automaton: Automaton;
  readonly counter: Counter;
  /** What begins a run: these wait until the process is idle. */
  readonly stimuli: readonly string[];
}

export function steppedProcess(m: Model): SteppedProcess {
  const { layer } = m;
  const fixed = new Set([m.self.name, ...layer.constants.map((c) => c.name)]);
  const points = new Points(`${layer.name}Point`, fixed);
  const taken = new Set(layer.states.map((s) => s.name));
  const open: Counter = { name: freshName('pc', taken), sort: points.sort };
  const builder = new Builder(m, points, open);
  const begins = builder.begins();
  const goesOn = builder.goesOn();
  const counter = { ...open, sort: points.sort };
  const automaton = completed(builder.frame(begins, goesOn), counter);
  return {
    automaton: withoutConstants(automaton, layer),
    counter,
    stimuli: [...new Set(begins.map((t) => t.action))],
  };
}

/** Points are found on the way; only now is it known which there are. */
function completed(automaton: Automaton, counter: Counter): Automaton {
  const sort = (s: Sort): Sort =>
    s.kind === 'union' && s.name === counter.sort.name ? counter.sort : s;
  return rewriteAutomaton(automaton, { sort });
}

class Builder {
  private readonly m: Model;
  private readonly points: Points;
  private readonly counter: Counter;

  constructor(m: Model, points: Points, counter: Counter) {
    this.m = m;
    this.points = points;
    this.counter = counter;
  }

  /** A clause for each stimulus: the first handler that fits. */
  begins(): readonly Transition[] {
    const { m } = this;
    const heard = [
      ...m.above.filter((e) => e.kind === 'input').map((e) => this.heard(e, '')),
      ...m.below.filter((e) => e.kind === 'output').map((e) => this.heard(e, BELOW)),
    ];
    const timers = timersOf(m.layer).map((name) => this.timer(name));
    return m.starts.length === 0 ? [...heard, ...timers] : [...heard, this.start(), ...timers];
  }

  /** A clause for each point; a point's own step may lead to new ones. */
  goesOn(): readonly Transition[] {
    const clauses: Transition[] = [];
    for (let i = 0; i < this.points.all.length; i++) {
      const point = this.points.all[i];
      if (point !== undefined) clauses.push(this.onward(point));
    }
    return clauses;
  }

  frame(begins: readonly Transition[], goesOn: readonly Transition[]): Automaton {
    const { m, counter } = this;
    const { layer } = m;
    return {
      kind: 'automaton',
      name: layer.name,
      doc: layer.doc,
      span: layer.span,
      file: layer.file,
      parameters: { types: layer.parameters.types, values: [...layer.parameters.values, m.self] },
      sorts: [...layer.sorts, layer.header, layer.packet, counter.sort],
      definitions: layer.definitions,
      signature: this.signature(goesOn),
      states: [...layer.states, ...this.machinery()],
      transitions: [...begins, ...goesOn],
      tasks: [],
    };
  }

  private signature(goesOn: readonly Transition[]): readonly Action[] {
    const { m } = this;
    const steps = goesOn.filter((t) => t.kind === 'internal').map((t) => t.action);
    const timers = timersOf(m.layer).map((name) => `timer.${name}`);
    const starts = m.starts.length > 0 ? ['layer.start'] : [];
    return [
      ...m.above.map((e) => actionOf(e, m, '')),
      ...m.below.filter((e) => e.kind === 'output').map((e) => actionOf(e, m, BELOW)),
      ...[...timers, ...starts, ...steps].map((name): Action => internalAction(name, m)),
    ];
  }

  private machinery(): readonly StateVariable[] {
    const { m, counter } = this;
    const { span } = m.layer;
    const idle: Expr = { kind: 'inject', tag: IDLE, args: [], sort: counter.sort, span };
    const no: Expr = { kind: 'literal', value: false, sort: BOOL, span };
    const variable = (name: string, sort: Sort, value: Expr, doc: string): StateVariable => ({
      name,
      sort,
      initial: { kind: 'value', value },
      ghost: false,
      doc,
      span,
    });
    return [
      variable(counter.name, counter.sort, idle, 'where a handler pauses'),
      ...(m.starts.length > 0 ? [variable(m.started, BOOL, no, '')] : []),
    ];
  }

  private heard(event: Event, prefix: string): Transition {
    const { m } = this;
    const side = prefix === '' ? 'above' : 'below';
    const own = m.layer.handlers.filter(
      (h) => h.trigger.kind === side && h.trigger.action === event.name,
    );
    const isPass = m.layer.passes.some((p) => p.from === side && p.action === event.name);
    const handlers = isPass ? [...own, passHandler(event, m, side)] : own;
    const branches = handlers.map((h) => branchOf(h, event, m, this.taker(h)));
    return {
      action: prefix + event.name,
      kind: 'input',
      parameters: event.action.parameters,
      locals: branches.flatMap((b) => b.locals),
      pre: [],
      eff: [...this.startFirst(), ...chain(branches, m)],
      doc: own[0]?.doc ?? '',
      span: own[0]?.span ?? m.layer.span,
    };
  }

  private timer(name: string): Transition {
    const { m } = this;
    const handlers = m.layer.handlers.filter(
      (h) => h.trigger.kind === 'timer' && h.trigger.name === name,
    );
    const branches = handlers.map((h): Branch => ({
      condition: h.where,
      body: this.taker(h)(h.eff),
      locals: h.locals,
    }));
    return {
      ...this.internal(`timer.${name}`, afterStart(m), chain(branches, m)),
      locals: branches.flatMap((b) => b.locals),
      doc: handlers[0]?.doc ?? '',
    };
  }

  private start(): Transition {
    const { m } = this;
    const { span } = m.layer;
    const started: Expr = { kind: 'state', name: m.started, sort: BOOL, span };
    const before: Expr = { kind: 'apply', op: 'not', args: [started], sort: BOOL, span };
    const locals = m.starts.flatMap((h) => h.locals);
    return { ...this.internal('layer.start', [before], this.startBody()), locals };
  }

  private startFirst(): readonly Stmt[] {
    const { m } = this;
    if (m.starts.length === 0) return [];
    const { span } = m.layer;
    const started: Expr = { kind: 'state', name: m.started, sort: BOOL, span };
    const condition: Expr = { kind: 'apply', op: 'not', args: [started], sort: BOOL, span };
    return [{ kind: 'if', branches: [{ condition, body: this.startBody() }], otherwise: [], span }];
  }

  /** What is done at the start is one step: it comes before whatever comes first. */
  private startBody(): readonly Stmt[] {
    const { m } = this;
    const { span } = m.layer;
    const yes: Expr = { kind: 'literal', value: true, sort: BOOL, span };
    const target = { name: m.started, scope: 'state' as const, sort: BOOL, path: [] };
    const pieces = new Pieces(m, this.points, this.counter, 'start');
    return [
      { kind: 'assign', target, value: yes, span },
      ...m.starts.flatMap((h) => pieces.undivided(h.eff)),
    ];
  }

  private taker(h: Handler): (stmts: readonly Stmt[]) => readonly Stmt[] {
    const pieces = new Pieces(this.m, this.points, this.counter, headed(h));
    return (stmts) => pieces.first(stmts, IDLE);
  }

  /** The step that is taken at a point. */
  private onward(point: Point): Transition {
    const [first, ...rest] = point.rest;
    const base = point.tag.replace(/\d+$/, '');
    const pieces = new Pieces(this.m, this.points, this.counter, base);
    if (first?.kind === 'while') {
      const eff = pieces.round(first, rest, point);
      return this.placed(point, this.internal(point.tag, [this.standsAt(point)], eff));
    }
    if (first?.kind !== 'emit') throw new TypeError('a point stands before a loop or an event');
    const event = this.m.above.find((e) => e.name === first.action);
    if (event === undefined) throw new TypeError(`no event ${first.action} to emit`);
    const values = this.placedTerms(point, first.args);
    const fields = event.parameters.map((p, i): Expr => {
      const value = values[i];
      if (value === undefined) throw new TypeError(`no value for ${p.name}`);
      return equal(local(p.name, p.sort, first.span), value);
    });
    const { span } = first;
    return {
      action: event.name,
      kind: 'output',
      case: point.tag,
      parameters: event.action.parameters,
      locals: [],
      pre: [this.standsAt(point), ...fields].map((condition): Guard => ({
        name: '',
        condition,
        span,
      })),
      eff: rewriteStmts(pieces.first(rest, point), { locals: this.values(point) }),
      doc: '',
      span,
    };
  }

  private placed(point: Point, t: Transition): Transition {
    return { ...t, eff: rewriteStmts(t.eff, { locals: this.values(point) }) };
  }

  private placedTerms(point: Point, terms: readonly Expr[]): readonly Expr[] {
    return terms.map((e) => rewriteExpr(e, { locals: this.values(point) }));
  }

  /** The handler's names, read where the point keeps them. */
  private values(point: Point): ReadonlyMap<string, Expr> {
    return new Map(
      point.kept.map(({ local: l, field }) => [
        l.name,
        { kind: 'select', of: this.counterAt(l.span), field, sort: l.sort, span: l.span },
      ]),
    );
  }

  private standsAt(point: Point): Expr {
    const { span } = this.m.layer;
    const tag: Expr = { kind: 'literal', value: point.tag, sort: { kind: 'string' }, span };
    return { kind: 'apply', op: 'hasTag', args: [this.counterAt(span), tag], sort: BOOL, span };
  }

  private counterAt(span: Expr['span']): Expr {
    return { kind: 'state', name: this.counter.name, sort: this.counter.sort, span };
  }

  private internal(action: string, pre: readonly Expr[], eff: readonly Stmt[]): Transition {
    const { span } = this.m.layer;
    const parameters: readonly Bound[] = [{ name: 'p', sort: this.m.self.sort }];
    const guards = pre.map((condition): Guard => ({ name: '', condition, span }));
    return { action, kind: 'internal', parameters, locals: [], pre: guards, eff, doc: '', span };
  }
}
