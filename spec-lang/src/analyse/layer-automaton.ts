/**
 * What a layer means at one process: an automaton over its states and a queue of events. A handler
 * is an input that appends what it emits; outputs take the head of the queue, one at a time.
 */
import type { Expr } from '../ir/expr.js';
import type { Action, Automaton, Layer, StateVariable, Transition } from '../ir/program.js';
import { BOOL, type Sort } from '../ir/sort.js';
import { equal, local } from './infer/terms.js';
import { branchOf, chain } from './layers/branches.js';
import type { Event } from './layers/events.js';
import { internals, START, startFirst, timersOf } from './layers/internals.js';
import { afterStart, BELOW, modelOf, type Model, type Services } from './layers/model.js';
import { eventTag, fieldName, queueOf } from './layers/queue.js';
import { actionOf, internalAction, withoutConstants } from './layers/machine.js';
import { passHandler } from './layers/pass-handler.js';
import type { Queued } from './layers/run-to-completion.js';

export function layerMeaning(layer: Layer, services: Services): Automaton {
  const m = modelOf(layer, services);
  const signature = [
    ...m.above.map((e) => actionOf(e, m, '')),
    ...m.below.map((e) => actionOf(e, m, BELOW)),
    ...timersOf(layer).map((name): Action => internalAction(`timer.${name}`, m)),
    ...(m.starts.length > 0 ? [internalAction(START, m)] : []),
  ];
  const automaton: Automaton = {
    kind: 'automaton',
    name: layer.name,
    doc: layer.doc,
    span: layer.span,
    file: layer.file,
    parameters: { types: layer.parameters.types, values: [...layer.parameters.values, m.self] },
    sorts: [...layer.sorts, layer.header, layer.packet, m.queue.event],
    definitions: layer.definitions,
    signature,
    states: [...layer.states, ...machinery(m)],
    transitions: [
      ...m.above.flatMap((e) => clauses(e, m, '')),
      ...m.below.flatMap((e) => clauses(e, m, BELOW)),
      ...internals(m),
    ],
    tasks: [],
  };
  return withoutConstants(automaton, layer);
}

/** For run-to-completion.ts: the layer's queue, and the events that leave it. */
export function queuedOf(layer: Layer, services: Services): Queued {
  const m = modelOf(layer, services);
  const above = m.above.filter((e) => e.kind === 'output').map((e) => e.name);
  const below = m.below.filter((e) => e.kind === 'input').map((e) => BELOW + e.name);
  const start = { variable: `${layer.name}.${m.started}`, action: START };
  return {
    queue: `${layer.name}.${m.queue.name}`,
    emits: [...above, ...below],
    ...(m.starts.length > 0 ? { start } : {}),
  };
}

function machinery(m: Model): readonly StateVariable[] {
  const { span } = m.layer;
  const sort: Sort = { kind: 'seq', of: m.queue.event };
  const nothing: Expr = { kind: 'apply', op: 'empty', args: [], sort, span };
  const no: Expr = { kind: 'literal', value: false, sort: BOOL, span };
  const variable = (name: string, of: Sort, value: Expr, doc: string): StateVariable => ({
    name,
    sort: of,
    initial: { kind: 'value', value },
    ghost: false,
    doc,
    span,
  });
  return [
    variable(
      m.queue.name,
      sort,
      nothing,
      'what the handlers emitted and the services have not yet seen',
    ),
    ...(m.starts.length > 0 ? [variable(m.started, BOOL, no, '')] : []),
  ];
}

function clauses(event: Event, m: Model, prefix: string): readonly Transition[] {
  const emits = prefix === '' ? event.kind === 'output' : event.kind === 'input';
  return [emits ? taken(event, m, prefix) : handled(event, m, prefix)];
}

/** An output takes the head of the queue. */
function taken(event: Event, m: Model, prefix: string): Transition {
  const { span } = m.layer;
  const queue = queueOf(m.queue, span);
  const head: Expr = { kind: 'apply', op: 'head', args: [queue], sort: m.queue.event, span };
  const tag: Expr = {
    kind: 'literal',
    value: eventTag(prefix, event),
    sort: { kind: 'string' },
    span,
  };
  const isHead: Expr = { kind: 'apply', op: 'hasTag', args: [head, tag], sort: BOOL, span };
  const fields = event.parameters.map((p) => {
    const field: Expr = {
      kind: 'select',
      of: head,
      field: fieldName(prefix, event, p),
      sort: p.sort,
      span,
    };
    return equal(local(p.name, p.sort, span), field);
  });
  const rest: Expr = { kind: 'apply', op: 'tail', args: [queue], sort: queue.sort, span };
  const target = { name: m.queue.name, scope: 'state' as const, sort: queue.sort, path: [] };
  return {
    action: prefix + event.name,
    kind: 'output',
    parameters: event.action.parameters,
    locals: [],
    pre: [...afterStart(m), isHead, ...fields].map((condition) => ({ name: '', condition, span })),
    eff: [{ kind: 'assign', target, value: rest, span }],
    doc: '',
    span,
  };
}

/** The first handler whose pattern and condition hold; a pass is the last of them. */
function handled(event: Event, m: Model, prefix: string): Transition {
  const side = prefix === '' ? 'above' : 'below';
  const handlers = m.layer.handlers.filter(
    (h) => h.trigger.kind === side && h.trigger.action === event.name,
  );
  const passes = m.layer.passes.some((p) => p.from === side && p.action === event.name);
  const all = passes ? [...handlers, passHandler(event, m, side)] : handlers;
  const branches = all.map((h) => branchOf(h, event, m));
  const first = handlers[0];
  return {
    action: prefix + event.name,
    kind: 'input',
    parameters: event.action.parameters,
    locals: branches.flatMap((b) => b.locals),
    pre: [],
    eff: [...startFirst(m), ...chain(branches, m)],
    doc: first?.doc ?? '',
    span: first?.span ?? m.layer.span,
  };
}
