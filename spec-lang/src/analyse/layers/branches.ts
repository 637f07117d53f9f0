/** Handlers as branches of a conditional: the first whose pattern and condition hold runs. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Handler, Layer } from '../../ir/program.js';
import { BOOL, type TupleSort } from '../../ir/sort.js';
import type { Stmt } from '../../ir/stmt.js';
import { freshName } from '../../ir/fresh-name.js';
import { conjunction, conjunctsOf, equal, local } from '../infer/terms.js';
import { rewriteExpr, rewriteStmts } from '../../ir/rewrite.js';
import type { Event } from './events.js';
import type { Model } from './model.js';
import { queued } from './queued.js';

export interface Branch {
  readonly condition: Expr | undefined;
  readonly body: readonly Stmt[];
  readonly locals: readonly Bound[];
}

export function chain(branches: readonly Branch[], m: Model): readonly Stmt[] {
  const open = branches.findIndex((b) => b.condition === undefined);
  const guarded = (open === -1 ? branches : branches.slice(0, open)).flatMap((b) =>
    b.condition ? [{ condition: b.condition, body: b.body }] : [],
  );
  const otherwise = branches[open]?.body ?? [];
  return guarded.length === 0
    ? otherwise
    : [{ kind: 'if', branches: guarded, otherwise, span: m.layer.span }];
}

/** `taken`: the effect as statements of the automaton that is being made. */
export function branchOf(
  h: Handler,
  event: Event,
  m: Model,
  taken: (eff: readonly Stmt[]) => readonly Stmt[] = (eff) => queued(eff, m),
): Branch {
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
  return { condition, body: rewriteStmts(taken(h.eff), { locals: own }), locals: renamed };
}

/** A word for the handler: its header's, else its event's. */
export function headed({ trigger }: Handler): string {
  switch (trigger.kind) {
    case 'above':
      return trigger.action;
    case 'below':
      return trigger.header?.tag ?? trigger.action;
    case 'timer':
      return trigger.name;
    case 'start':
      return 'start';
  }
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
