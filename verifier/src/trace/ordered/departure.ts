/** Virtual synchrony as a guard of `view`: those who go together from one view to the next agree on what they leave. */
import { equalExpr } from '@maat/spec-lang';
import type { Expr, Transition } from '@maat/spec-lang';
import { isCurrentView, isLocal } from './cells.js';

/**
 * `cur[p] ~= nil => \A q (q \in entered[v] /\ prev[v, q] = cur[p] => a = b)`, where a and b are one
 * cell of the old view, p's and q's. It is symmetric, so the order of departures does not matter.
 */
export function agreesOnDeparture(guard: Expr, view: Transition): boolean {
  const [p, v] = view.parameters.map((b) => b.name);
  if (p === undefined || v === undefined) return false;
  const [inView, all] = parts(guard, 'implies');
  if (inView === undefined || all === undefined || !isInView(inView, p)) return false;
  if (all.kind !== 'quantified' || all.quantifier !== 'forall') return false;
  const q = all.variable.name;
  const [together, body] = parts(all.body, 'implies');
  if (q === p || together === undefined || body === undefined) return false;
  const [entered, cameFrom] = parts(together, 'and');
  if (entered === undefined || cameFrom === undefined) return false;
  return isEntered(entered, q, v) && cameWith(cameFrom, p, q, v) && isAgreement(body, p, q);
}

function isInView(expr: Expr, p: string): boolean {
  const [cur, nil] = parts(expr, 'ne');
  return isCur(cur, p) && nil?.kind === 'apply' && nil.op === 'nil';
}

/** `q \in entered[v]`. */
function isEntered(expr: Expr, q: string, v: string): boolean {
  const [who, set] = parts(expr, 'in');
  const [of, view] = set === undefined ? [] : parts(set, 'index');
  return isLocal(who, q) && of?.kind === 'state' && of.name === 'entered' && isLocal(view, v);
}

/** `prev[v, q] = cur[p]`. */
function cameWith(expr: Expr, p: string, q: string, v: string): boolean {
  const [prev, cur] = parts(expr, 'eq');
  const [of, view, who] = prev === undefined ? [] : parts(prev, 'index');
  const isPrev = of?.kind === 'state' && of.name === 'prev';
  return isPrev && isLocal(view, v) && isLocal(who, q) && isCur(cur, p);
}

function isAgreement(body: Expr, p: string, q: string): boolean {
  if (body.kind === 'quantified' && body.quantifier === 'forall')
    return ![p, q].includes(body.variable.name) && isAgreement(body.body, p, q);
  if (body.kind === 'apply' && body.op === 'and')
    return body.args.every((part) => isAgreement(part, p, q));
  const [left, right] = parts(body, 'eq');
  if (left === undefined || right === undefined) return false;
  return isSwapped(left, right, p, q) || isSwapped(right, left, p, q);
}

/** One side speaks of p, the other says the same of q; `cur[p]` means the view that both leave. */
function isSwapped(own: Expr, other: Expr, p: string, q: string): boolean {
  const [of, view, who, ...rest] = parts(own, 'index');
  const [otherOf, otherView, otherWho, ...otherRest] = parts(other, 'index');
  if (of?.kind !== 'state' || otherOf?.kind !== 'state' || of.name !== otherOf.name) return false;
  if (view === undefined || otherView === undefined) return false;
  const sameView = isCurrentView(view, p) && equalExpr(view, otherView);
  const sameRest =
    rest.length === otherRest.length &&
    rest.every((e, i) => e.kind === 'local' && equalExpr(e, otherRest[i] ?? own));
  return sameView && isLocal(who, p) && isLocal(otherWho, q) && sameRest;
}

function isCur(expr: Expr | undefined, p: string): boolean {
  const [of, who] = expr === undefined ? [] : parts(expr, 'index');
  return of?.kind === 'state' && of.name === 'cur' && isLocal(who, p);
}

function parts(expr: Expr, op: string): readonly Expr[] {
  return expr.kind === 'apply' && expr.op === op ? expr.args : [];
}
