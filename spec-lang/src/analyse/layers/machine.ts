/** What both meanings of a layer share: its actions at a process, and its constants put in. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Action, Automaton, Layer } from '../../ir/program.js';
import { rewriteAutomaton } from '../../ir/rewrite-automaton.js';
import { rewriteExpr } from '../../ir/rewrite.js';
import { equal, local } from '../infer/terms.js';
import type { Event } from './events.js';
import type { Model } from './model.js';

/**
 * Seen from the layer, the service's outputs below are inputs, and its inputs outputs. Its user gives it only those
 * inputs that the service above has; what it says itself is held against the services, whatever it is.
 */
export function actionOf(event: Event, m: Model, prefix: string): Action {
  const kind = prefix === '' ? event.kind : event.kind === 'input' ? 'output' : 'input';
  const here = atSelf(event.action.parameters, m);
  const { where: allowed } = event.action;
  const given = prefix === '' && kind === 'input' && allowed !== undefined;
  const where = given ? both(here, allowed) : here;
  return { ...event.action, name: prefix + event.name, kind, where };
}

function both(left: Expr, right: Expr): Expr {
  return { kind: 'apply', op: 'and', args: [left, right], sort: left.sort, span: right.span };
}

export function internalAction(name: string, m: Model): Action {
  const parameters = [{ name: 'p', sort: m.self.sort }];
  return { name, kind: 'internal', parameters, where: atSelf(parameters, m), span: m.layer.span };
}

function atSelf(parameters: readonly Bound[], m: Model): Expr {
  const { span } = m.layer;
  const at = parameters[0]?.name ?? '';
  return equal(local(at, m.self.sort, span), local('self', m.self.sort, span));
}

/** Constants have their values; one may use those before it. */
export function withoutConstants(automaton: Automaton, layer: Layer): Automaton {
  const locals = new Map<string, Expr>();
  for (const c of layer.constants) locals.set(c.name, rewriteExpr(c.value, { locals }));
  return locals.size === 0 ? automaton : rewriteAutomaton(automaton, { locals });
}
