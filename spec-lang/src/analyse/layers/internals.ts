/** The internal actions of a layer: its timers, which fire when nothing is queued, and its start. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Layer, Transition } from '../../ir/program.js';
import { BOOL } from '../../ir/sort.js';
import type { Stmt } from '../../ir/stmt.js';
import { chain, type Branch } from './branches.js';
import { afterStart, type Model } from './model.js';
import { queueOf } from './queue.js';
import { queued } from './queued.js';

export const START = 'layer.start';

export function timersOf(layer: Layer): readonly string[] {
  return [
    ...new Set(layer.handlers.flatMap((h) => (h.trigger.kind === 'timer' ? [h.trigger.name] : []))),
  ];
}

/** Whatever comes first, the start handlers have run before it. */
export function startFirst(m: Model): readonly Stmt[] {
  if (m.starts.length === 0) return [];
  const { span } = m.layer;
  const started: Expr = { kind: 'state', name: m.started, sort: BOOL, span };
  const condition: Expr = { kind: 'apply', op: 'not', args: [started], sort: BOOL, span };
  return [{ kind: 'if', branches: [{ condition, body: startBody(m) }], otherwise: [], span }];
}

function startBody(m: Model): readonly Stmt[] {
  const { span } = m.layer;
  const yes: Expr = { kind: 'literal', value: true, sort: BOOL, span };
  const target = { name: m.started, scope: 'state' as const, sort: BOOL, path: [] };
  const eff = m.starts.flatMap((h) => queued(h.eff, m));
  return [{ kind: 'assign', target, value: yes, span }, ...eff];
}

/** The start happens once. */
export function internals(m: Model): readonly Transition[] {
  const timers = timersOf(m.layer).map((name) => timerClause(name, m));
  return m.starts.length === 0 ? timers : [startClause(m), ...timers];
}

/** Handlers run to completion: a timer waits until what was emitted before is out, so it cannot flood the queue. */
function timerClause(name: string, m: Model): Transition {
  const handlers = m.layer.handlers.filter(
    (h) => h.trigger.kind === 'timer' && h.trigger.name === name,
  );
  const branches = handlers.map((h): Branch => ({
    condition: h.where,
    body: queued(h.eff, m),
    locals: h.locals,
  }));
  const locals = branches.flatMap((b) => b.locals);
  const doc = handlers[0]?.doc ?? '';
  const pre = [...afterStart(m), nothingQueued(m)];
  return { ...internalClause(`timer.${name}`, pre, chain(branches, m), locals, m), doc };
}

function nothingQueued(m: Model): Expr {
  const { span } = m.layer;
  const queue = queueOf(m.queue, span);
  const nothing: Expr = { kind: 'apply', op: 'empty', args: [], sort: queue.sort, span };
  return { kind: 'apply', op: 'eq', args: [queue, nothing], sort: BOOL, span };
}

function startClause(m: Model): Transition {
  const { span } = m.layer;
  const started: Expr = { kind: 'state', name: m.started, sort: BOOL, span };
  const before: Expr = { kind: 'apply', op: 'not', args: [started], sort: BOOL, span };
  const locals = m.starts.flatMap((h) => h.locals);
  return internalClause(START, [before], startBody(m), locals, m);
}

function internalClause(
  action: string,
  pre: readonly Expr[],
  eff: readonly Stmt[],
  locals: readonly Bound[],
  m: Model,
): Transition {
  const { span } = m.layer;
  const guards = pre.map((condition) => ({ name: '', condition, span }));
  const parameters = [{ name: 'p', sort: m.self.sort }];
  return { action, kind: 'internal', parameters, locals, pre: guards, eff, doc: '', span };
}
