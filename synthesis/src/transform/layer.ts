/** The derived layer: the third program of the chain as event handlers over SVS. */
import { printExpr } from '@maat/spec-lang';
import { observeLoop } from './layer-observe.js';
import { progress, type Progress } from './layer-progress.js';
import { constantOf, initialText } from './initial.js';
import { layerPlace } from './layer-place.js';
import { states } from './layer-states.js';
import { told, type Workshop } from './workshop.js';
import { namesFor } from './names.js';
import type { Clause, NormalForm } from './normal-form.js';
import { addedBy, fromService } from './origin.js';
import { packetsOf, receptionOf } from './packets.js';
import { moveStmts, type Passage } from './place.js';
import { comment, ifText, sequence, stmtTexts } from './text.js';

export function layerText(form: NormalForm, name: string): string {
  const shop = workshop(form, false);
  const doc = `${name}: ${form.service.name} by a token that the members of a view pass around; who holds it says what comes next.`;
  return textOf(shop, name, doc, form.service.name);
}

/** The same handlers, which say of each step of the message program where they take it. */
export function tellingText(form: NormalForm, name: string, messages: string): string {
  const doc = `The handlers of the layer, which fire each step of ${messages} where they take it.`;
  return textOf(workshop(form, true), name, doc, messages);
}

export function workshop(form: NormalForm, telling: boolean): Workshop {
  const names = namesFor(form.service);
  return { form, names, place: layerPlace(form, names), packets: packetsOf(form), telling };
}

function textOf(shop: Workshop, name: string, doc: string, service: string): string {
  const parts = [head(shop, name, doc, service), states(shop), ...handlers(shop, progress(shop))];
  return addedBy('messagePassing', 'the handlers of the layer', `${parts.join('\n')}\n`);
}

function head(
  { form, names, packets }: Workshop,
  name: string,
  doc: string,
  service: string,
): string {
  const types = form.service.parameters.types;
  const lower = [...types.slice(0, 2), 'packet'].join(', ');
  return [
    comment(doc),
    `layer ${name}(${types.join(', ')}: type) over SVS(${lower}) implements ${service}(${types.join(', ')})`,
    `  constants ${names.added.burst}: Nat := 64`,
    `  header ${packets.header}`,
  ].join('\n');
}

function handlers(shop: Workshop, go: Progress): readonly string[] {
  return [
    ...inputHandlers(shop, go),
    leaveHandler(shop),
    ...updateHandlers(shop, go),
    tokenHandler(shop, go),
    requestHandler(shop, go),
    ...ownRequestHandler(shop),
    blockHandler(shop),
    viewHandler(shop, go),
  ];
}

function handler(trigger: string, eff: readonly string[], where = ''): string {
  const condition = where === '' ? '' : ` where ${where}`;
  return `  on ${trigger}${condition}\n    eff ${sequence(eff)}`;
}

function passageOf({ form, place }: Workshop, clause: Clause): Passage {
  return { form, place, p: clause.process };
}

function effectOf(shop: Workshop, clause: Clause): readonly string[] {
  const stmts = moveStmts(clause.transition.eff, passageOf(shop, clause), {
    append: () => {
      throw new Error('append outside an update');
    },
  });
  return stmtTexts(stmts);
}

function inputHandlers(shop: Workshop, go: Progress): readonly string[] {
  return shop.form.inputs.map((clause) => {
    const parameters = clause.others.map((b) => b.name).join(', ');
    const text = handler(`above ${clause.transition.action}(${parameters})`, [
      ...effectOf(shop, clause),
      ...go.afterInput,
    ]);
    return fromService(clause.transition.span, text);
  });
}

function leaveHandler(shop: Workshop): string {
  const { gone } = shop.names.added;
  const text = handler('above leave()', [
    ...effectOf(shop, shop.form.leave),
    `${gone} := true`,
    addedBy('messagePassing', 'the service below is told', 'emit below leave()'),
  ]);
  return fromService(shop.form.leave.transition.span, text);
}

function updateHandlers(shop: Workshop, go: Progress): readonly string[] {
  const { actions, added } = shop.names;
  const { filled, slot } = added;
  return shop.packets.updates.map((packet) => {
    const reception = receptionOf(packet, shop.names);
    const k = reception.slot;
    const text = handler(`below ${reception.pattern}`, [
      ...told(shop, `${actions.receiveUpdate}(self, ${reception.sender})`),
      `${filled}[${k}] := ${reception.entry}`,
      ifText(`${slot} <= ${k}`, [`${slot} := ${k} + 1`]),
      observeLoop(shop),
      ...told(shop, `${actions.settle}(self)`),
      ...go.afterUpdate,
    ]);
    return addedBy('replicate', 'an update is received into its slot', text);
  });
}

function tokenHandler(shop: Workshop, go: Progress): string {
  const { names, packets } = shop;
  const { wanted, holds, slot, base, asked, spent } = names.added;
  const [q, t, n] = [names.parameter('q'), names.parameter('t'), names.parameter('n')];
  const text = handler(`below deliver(${q}, nil) with ${packets.token}(${t}, ${n})`, [
    ...told(shop, `${names.actions.receiveToken}(self, ${q})`),
    addedBy(
      'messagePassing',
      'who passes the token on has had what it asked for',
      `${wanted} := delete(${q}, ${wanted})`,
    ),
    ifText(`${t} = self`, [
      `${holds} := true`,
      `${slot} := ${n}`,
      `${base} := ${n}`,
      addedBy('messagePassing', 'it has what it asked for', `${asked} := false`),
      addedBy('messagePassing', 'nothing was cast with the token yet', `${spent} := 0`),
      ...go.withToken,
    ]),
  ]);
  return addedBy('faultTolerant', 'the token is taken, and the next slot with it', text);
}

function requestHandler(shop: Workshop, go: Progress): string {
  const { names, packets } = shop;
  const q = names.parameter('q');
  const text = handler(
    `below deliver(${q}, nil) with ${packets.request}()`,
    [
      ...told(shop, `${names.actions.receiveRequest}(self, ${q})`),
      `${names.added.wanted} := insert(${q}, ${names.added.wanted})`,
      ...go.afterRequest,
    ],
    `${q} ~= self`,
  );
  return addedBy('messagePassing', 'a request for the token is remembered', text);
}

/** Nothing is done with one's own request; only who tells of each step has a word for it. */
function ownRequestHandler(shop: Workshop): readonly string[] {
  const { names, packets } = shop;
  const q = names.parameter('q');
  const eff = told(shop, `${names.actions.receiveRequest}(self, ${q})`);
  const trigger = `below deliver(${q}, nil) with ${packets.request}()`;
  return eff.length === 0 ? [] : [handler(trigger, eff, `${q} = self`)];
}

function blockHandler(shop: Workshop): string {
  const { actions, added } = shop.names;
  const text = handler('below block()', [
    ...told(shop, `${actions.block}(self)`),
    `${added.blocked} := true`,
    'emit below blockOk()',
  ]);
  return addedBy('faultTolerant', 'a view change begins: nothing is cast until it ends', text);
}

const FORGOTTEN = 'what was before is void, and the least member has the new token';

/**
 * Everything that belongs to the old view is forgotten; the least member of the new one has its
 * token. A view that comes while the leave is on its way down is none of this process's any more.
 */
function viewHandler(shop: Workshop, go: Progress): string {
  const { form, names } = shop;
  const { gone, blocked, holds, slot, base, filled, wanted, asked, spent } = names.added;
  const clause = form.view_;
  const [v, s] = clause.others.map((b) => b.name);
  const fresh = form.own.filter((o) => o.perView);
  const values = form.values.map((x) => {
    if (x.initial.kind !== 'value') throw new Error('value variable');
    return fromService(x.span, `${x.name} := ${printExpr(constantOf(x.initial.value))}`);
  });
  const eff = [
    `emit above view(${v ?? ''}, ${s ?? ''})`,
    ...effectOf(shop, clause),
    `cur := embed(${v ?? ''})`,
    `members := ${s ?? ''}`,
    ...fresh.map((o) => fromService(o.variable.span, `${o.variable.name} := ${initialText(o)}`)),
    ...values,
    ...[
      `${blocked} := false`,
      `${holds} := self = least(${s ?? ''})`,
      `${slot} := 0`,
      `${base} := 0`,
      `${filled} := empty`,
    ].map((stmt) => addedBy('faultTolerant', FORGOTTEN, stmt)),
    ...[`${wanted} := {}`, `${asked} := false`, `${spent} := 0`].map((stmt) =>
      addedBy('messagePassing', FORGOTTEN, stmt),
    ),
    ...go.inNewView,
  ];
  const text = handler(`below view(${v ?? ''}, ${s ?? ''})`, eff, `~${gone}`);
  return fromService(clause.transition.span, text);
}
