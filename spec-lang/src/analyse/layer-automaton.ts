/**
 * What a layer means at one process: an automaton over its states and a queue of events. A handler
 * is an input that appends what it emits; outputs take the head of the queue, one at a time.
 */
import type { Bound, Expr } from '../ir/expr.js';
import type {
  Action,
  Automaton,
  Handler,
  Layer,
  StateVariable,
  Transition,
} from '../ir/program.js';
import { BOOL, type Sort, type TupleSort } from '../ir/sort.js';
import type { Stmt } from '../ir/stmt.js';
import { freshName } from '../ir/substitute.js';
import { conjunction, conjunctsOf, equal, local } from './infer/terms.js';
import { rewriteExpr, rewriteStmts } from './rewrite.js';
import { rewriteAutomaton } from './rewrite-automaton.js';
import { emission, eventSort, eventTag, fieldName, queueOf, type Queue } from './layers/queue.js';
import { eventsOf, type Event } from './layers/events.js';
import { Report } from './report.js';

/** The services with the layer's types in place of their parameters. */
export interface Services {
  readonly above: Automaton;
  readonly below: Automaton;
}

export const BELOW = 'below.';

export function layerMeaning(layer: Layer, services: Services): Automaton {
  const m = modelOf(layer, services);
  const signature = [
    ...m.above.map((e) => actionOf(e, m, '')),
    ...m.below.map((e) => actionOf(e, m, BELOW)),
    ...timersOf(layer).map((name): Action => internalAction(`timer.${name}`, m)),
    ...(m.starts.length > 0 ? [internalAction('layer.start', m)] : []),
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

/** All that the parts below need to know. */
interface Model {
  readonly layer: Layer;
  readonly self: Bound;
  readonly queue: Queue;
  /** The variable that tells whether the start handlers have run. */
  readonly started: string;
  readonly above: readonly Event[];
  readonly below: readonly Event[];
  readonly starts: readonly Handler[];
}

function modelOf(layer: Layer, services: Services): Model {
  const process: Sort = { kind: 'uninterpreted', name: layer.parameters.types[0] ?? '' };
  const silent = new Report();
  const above = eventsOf(services.above, process, undefined, layer.span, silent).events;
  const below = eventsOf(services.below, process, layer.packet, layer.span, silent).events;
  const event = eventSort(`${layer.name}Event`, above, below);
  const starts = layer.handlers.filter((h) => h.trigger.kind === 'start');
  const names = new Set(layer.states.map((s) => s.name));
  const queue = { name: freshName('queue', names), event };
  const started = freshName('started', names);
  return { layer, self: { name: 'self', sort: process }, queue, started, above, below, starts };
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

function timersOf(layer: Layer): readonly string[] {
  return [
    ...new Set(layer.handlers.flatMap((h) => (h.trigger.kind === 'timer' ? [h.trigger.name] : []))),
  ];
}

/** Seen from the layer, the service's outputs below are inputs, and its inputs outputs. */
function actionOf(event: Event, m: Model, prefix: string): Action {
  const kind = prefix === '' ? event.kind : event.kind === 'input' ? 'output' : 'input';
  return {
    ...event.action,
    name: prefix + event.name,
    kind,
    where: atSelf(event.action.parameters, m),
  };
}

function internalAction(name: string, m: Model): Action {
  const parameters = [{ name: 'p', sort: m.self.sort }];
  return { name, kind: 'internal', parameters, where: atSelf(parameters, m), span: m.layer.span };
}

function atSelf(parameters: readonly Bound[], m: Model): Expr {
  const { span } = m.layer;
  const at = parameters[0]?.name ?? '';
  return equal(local(at, m.self.sort, span), local('self', m.self.sort, span));
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

function afterStart(m: Model): readonly Expr[] {
  return m.starts.length > 0
    ? [{ kind: 'state', name: m.started, sort: BOOL, span: m.layer.span }]
    : [];
}

/** The first handler whose pattern and condition hold; a pass is the last of them. */
function handled(event: Event, m: Model, prefix: string): Transition {
  const side = prefix === '' ? 'above' : 'below';
  const handlers = m.layer.handlers.filter(
    (h) => h.trigger.kind === side && h.trigger.action === event.name,
  );
  const own = handlers.map((h) => branchOf(h, event, m));
  const passes = m.layer.passes.some((p) => p.from === side && p.action === event.name);
  const branches = [...own, ...(passes ? [passing(event, m, side)] : [])];
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

interface Branch {
  readonly condition: Expr | undefined;
  readonly body: readonly Stmt[];
  readonly locals: readonly Bound[];
}

function chain(branches: readonly Branch[], m: Model): readonly Stmt[] {
  const open = branches.findIndex((b) => b.condition === undefined);
  const guarded = (open === -1 ? branches : branches.slice(0, open)).flatMap((b) =>
    b.condition ? [{ condition: b.condition, body: b.body }] : [],
  );
  const otherwise = branches[open]?.body ?? [];
  return guarded.length === 0
    ? otherwise
    : [{ kind: 'if', branches: guarded, otherwise, span: m.layer.span }];
}

function branchOf(h: Handler, event: Event, m: Model): Branch {
  const { locals, conditions } = bindings(h, event, m);
  const condition = conjunction([
    ...conditions,
    ...conjunctsOf(h.where && rewriteExpr(h.where, { locals })),
  ]);
  const outer = new Set(event.action.parameters.map((p) => p.name));
  const own = new Map(locals);
  const renamed = h.locals.map((l) => {
    const name = freshName(l.name, outer);
    outer.add(name);
    own.set(l.name, local(name, l.sort, h.span));
    return { ...l, name };
  });
  return { condition, body: queued(rewriteStmts(h.eff, { locals: own }), m), locals: renamed };
}

/** The handler's names in terms of the action's parameters; a packet is taken apart. */
function bindings(
  h: Handler,
  event: Event,
  m: Model,
): { locals: ReadonlyMap<string, Expr>; conditions: readonly Expr[] } {
  const { trigger, span } = h;
  if (trigger.kind !== 'above' && trigger.kind !== 'below')
    return { locals: new Map(), conditions: [] };
  const locals = new Map<string, Expr>();
  const conditions: Expr[] = [];
  for (const [i, p] of event.parameters.entries()) {
    const bound = trigger.parameters[i];
    const value = local(p.name, p.sort, span);
    if (bound !== undefined)
      locals.set(bound.name, i === event.packetAt ? part(value, 'body', m.layer.packet) : value);
    if (i !== event.packetAt || trigger.kind === 'above') continue;
    const header = part(value, 'header', m.layer.packet);
    conditions.push(...headerConditions(header, trigger.header?.tag, m.layer));
    for (const field of trigger.header?.fields ?? [])
      locals.set(
        field.name,
        headerField(
          header,
          trigger.header?.tag ?? '',
          trigger.header?.fields ?? [],
          field,
          m.layer,
        ),
      );
  }
  return { locals, conditions };
}

function part(packet: Expr, field: 'header' | 'body', sort: TupleSort): Expr {
  const at = sort.fields[field === 'header' ? 0 : 1];
  return { kind: 'select', of: packet, field, sort: at?.sort ?? sort, span: packet.span };
}

function headerConditions(header: Expr, tag: string | undefined, layer: Layer): readonly Expr[] {
  const { span } = header;
  const none: Expr = { kind: 'apply', op: 'nil', args: [], sort: header.sort, span };
  if (tag === undefined) return [equal(header, none)];
  const inner: Expr = { kind: 'apply', op: 'val', args: [header], sort: layer.header, span };
  const name: Expr = { kind: 'literal', value: tag, sort: { kind: 'string' }, span };
  return [
    { kind: 'apply', op: 'ne', args: [header, none], sort: BOOL, span },
    { kind: 'apply', op: 'hasTag', args: [inner, name], sort: BOOL, span },
  ];
}

function headerField(
  header: Expr,
  tag: string,
  fields: readonly Bound[],
  field: Bound,
  layer: Layer,
): Expr {
  const { span } = header;
  const inner: Expr = { kind: 'apply', op: 'val', args: [header], sort: layer.header, span };
  const names = layer.header.cases.find((c) => c.tag === tag)?.fields ?? [];
  const name = names[fields.indexOf(field)]?.name ?? field.name;
  return { kind: 'select', of: inner, field: name, sort: field.sort, span };
}

/** `pass`: the event of the other side, its packet unwrapped or wrapped. */
function passing(event: Event, m: Model, from: 'above' | 'below'): Branch {
  const { span } = m.layer;
  const other = (from === 'above' ? m.below : m.above).find((e) => e.name === event.name);
  const args = event.parameters.map((p, i) =>
    passed(local(p.name, p.sort, span), i, event, other, m),
  );
  const stmt: Stmt = {
    kind: 'emit',
    to: from === 'above' ? 'below' : 'above',
    action: event.name,
    args,
    span,
  };
  const packet = event.packetAt === undefined ? undefined : event.parameters[event.packetAt];
  const plain =
    packet &&
    headerConditions(
      part(local(packet.name, packet.sort, span), 'header', m.layer.packet),
      undefined,
      m.layer,
    );
  return { condition: conjunction(plain ?? []), body: queued([stmt], m), locals: [] };
}

function passed(value: Expr, i: number, event: Event, other: Event | undefined, m: Model): Expr {
  const { span } = value;
  const body = m.layer.packet.fields[1]?.sort ?? value.sort;
  if (i === event.packetAt) {
    const inner = part(value, 'body', m.layer.packet);
    return {
      kind: 'apply',
      op: 'val',
      args: [inner],
      sort: body.kind === 'null' ? body.of : body,
      span,
    };
  }
  return i === other?.packetAt
    ? { kind: 'apply', op: 'embed', args: [value], sort: body, span }
    : value;
}

/** Whatever comes first, the start handlers have run before it. */
function startFirst(m: Model): readonly Stmt[] {
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

/** Timers may fire at any time; the start happens once. */
function internals(m: Model): readonly Transition[] {
  const { span } = m.layer;
  const parameters = [{ name: 'p', sort: m.self.sort }];
  const clause = (
    action: string,
    pre: readonly Expr[],
    eff: readonly Stmt[],
    locals: readonly Bound[],
    doc: string,
  ): Transition => ({
    action,
    kind: 'internal',
    parameters,
    locals,
    pre: pre.map((condition) => ({ name: '', condition, span })),
    eff,
    doc,
    span,
  });
  const timers = timersOf(m.layer).map((name) => {
    const handlers = m.layer.handlers.filter(
      (h) => h.trigger.kind === 'timer' && h.trigger.name === name,
    );
    const branches = handlers.map((h): Branch => ({
      condition: h.where,
      body: queued(h.eff, m),
      locals: h.locals,
    }));
    return clause(
      `timer.${name}`,
      afterStart(m),
      chain(branches, m),
      branches.flatMap((b) => b.locals),
      handlers[0]?.doc ?? '',
    );
  });
  if (m.starts.length === 0) return timers;
  const started: Expr = { kind: 'state', name: m.started, sort: BOOL, span };
  const before: Expr = { kind: 'apply', op: 'not', args: [started], sort: BOOL, span };
  return [
    clause(
      'layer.start',
      [before],
      startBody(m),
      m.starts.flatMap((h) => h.locals),
      '',
    ),
    ...timers,
  ];
}

/** Emitted events go to the end of the queue; `fire` is only for the record. */
function queued(stmts: readonly Stmt[], m: Model): readonly Stmt[] {
  return stmts.flatMap((s): readonly Stmt[] => {
    switch (s.kind) {
      case 'emit':
        return [emission(s, s.to === 'above' ? m.above : m.below, m.queue, m.layer.packet)];
      case 'fire':
        return [];
      case 'if':
        return [
          {
            ...s,
            branches: s.branches.map((b) => ({ ...b, body: queued(b.body, m) })),
            otherwise: queued(s.otherwise, m),
          },
        ];
      case 'for':
      case 'while':
        return [{ ...s, body: queued(s.body, m) }];
      case 'assign':
      case 'choose':
        return [s];
    }
  });
}

/** Constants have their values; one may use those before it. */
function withoutConstants(automaton: Automaton, layer: Layer): Automaton {
  const locals = new Map<string, Expr>();
  for (const c of layer.constants) locals.set(c.name, rewriteExpr(c.value, { locals }));
  return locals.size === 0 ? automaton : rewriteAutomaton(automaton, { locals });
}
