/** The program of messagePassing: updates, token and requests in one channel, handled to completion. */
import { printExpr } from '@maat/spec-lang';
import {
  automatonText,
  clause,
  type ActionText,
  type ClauseText,
  type StateText,
} from './automaton-text.js';
import { nextPacket, pairOf, received, receiveGuards } from './channels.js';
import {
  blockClause,
  channelStates,
  copies,
  tokenStates,
  viewClause,
} from './fault-tolerant-text.js';
import { processPlace } from './global-place.js';
import { serviceTypes } from './types.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import {
  needText,
  nextText,
  pendingText,
  serviceActions,
  serviceClauses,
  sorts,
  type Stage,
} from './stage.js';

export function messagePassingText(form: NormalForm, names: Names, name: string): string {
  const stage = messagePassingStage(form, names);
  const { proc, entry } = sorts(form);
  return automatonText(form, {
    name,
    doc: `${form.service.name} by messages: updates, the token and requests for it travel in SVS's channels. A process that\nreceived an update is busy until it has observed all slots that follow one another.`,
    types: [
      ...serviceTypes(form),

      `${names.sent} = tuple of k: Nat, entry: ${entry}`,
      `${names.packet} = union of upd(k: Nat, entry: ${entry}), token(to: ${proc}, n: Nat), request()`,
    ],
    actions: messagePassingActions(form, names),
    states: [
      ...copies(form),
      ...channelStates(form, names, names.packet),
      ...tokenStates(form, names),
      ...messageStates(form, names),
    ],
    clauses: [...serviceClauses(stage), ...ownClauses(stage)],
  });
}

export function messagePassingActions(form: NormalForm, names: Names): readonly ActionText[] {
  return [...serviceActions(form), ...ownActions(form, names)];
}

export function messagePassingStage(form: NormalForm, names: Names): Stage {
  const { holds, blocked, base, slot, updates, busy, filled } = names.added;
  const stage: Stage = {
    form,
    names,
    place: (process) => processPlace(form, names, process),
    updateGuards: (p) => [
      { name: 'Run to completion', text: `~${busy}[${p}]` },
      { name: 'Ownership', text: `${holds}[${p}]` },
      { name: 'Unblocked', text: `~${blocked}[${p}]` },
      { name: 'Caught up with the token', text: `${base}[${p}] <= ${nextText(stage, p)}` },
    ],
    send: ({ process: p }, entry) => [
      ...put(names, p, `upd(${slot}[${p}], ${printExpr(entry)})`),
      `${updates}[cur[${p}].val, ${p}] := ${updates}[cur[${p}].val, ${p}] |- [${slot}[${p}], ${printExpr(entry)}]`,
      `${slot}[${p}] := ${slot}[${p}] + 1`,
    ],
    observerGuards: (p) => [{ name: 'Run to completion', text: `${busy}[${p}]` }],
    observed: () => [],
    drop: (p, next) => [`${filled}[${p}] := remove(${filled}[${p}], ${next})`],
    idle: () => [],
  };
  return stage;
}

/** A packet into the channel; the ghost `ranks` says how many updates stand before it. */
function put({ added }: Names, p: string, packet: string): readonly string[] {
  const { ranks, updates, channel } = added;
  return [
    `${ranks}[cur[${p}].val, ${p}] := ${ranks}[cur[${p}].val, ${p}] |- len(${updates}[cur[${p}].val, ${p}])`,
    `${channel}[cur[${p}].val, ${p}] := ${channel}[cur[${p}].val, ${p}] |- ${packet}`,
  ];
}

function messageStates(
  form: NormalForm,
  { added, sent }: Pick<Names, 'added' | 'sent'>,
): readonly StateText[] {
  const { proc } = sorts(form);
  return [
    {
      name: added.busy,
      sort: `Array[${proc}, Bool]`,
      initial: 'constant(false)',
      doc: 'inside a handler',
    },
    {
      name: added.wanted,
      sort: `Array[${proc}, Set[${proc}]]`,
      initial: 'constant({})',
      doc: 'who asked',
    },
    {
      name: added.asked,
      sort: `Array[${proc}, Bool]`,
      initial: 'constant(false)',
      doc: 'it has asked',
    },
    ...messageGhosts(form, { added, sent }),
  ];
}

/** What the relation needs to see the updates among the packets. */
function messageGhosts(
  form: NormalForm,
  { added, sent }: Pick<Names, 'added' | 'sent'>,
): readonly StateText[] {
  const { proc, view } = sorts(form);
  const ghost = (name: string, sort: string, initial: string, doc: string): StateText => ({
    name,
    sort,
    initial,
    doc,
    ghost: true,
  });
  return [
    ghost(
      added.updates,
      `Array[${view}, ${proc}, Seq[${sent}]]`,
      'constant({})',
      'the updates of a channel',
    ),
    ghost(
      added.ranks,
      `Array[${view}, ${proc}, Seq[Nat]]`,
      'constant({})',
      'how many updates stand before',
    ),
    ghost(
      added.taken,
      `Array[${view}, ${proc}, ${proc}, Nat]`,
      'constant(0)',
      'how many updates of q',
    ),
    ghost(
      added.giver,
      `Array[${view}, ${proc}, Null[${proc}]]`,
      'constant(nil)',
      'who sent the token to p',
    ),
    ghost(added.place, `Array[${view}, ${proc}, Nat]`, 'constant(0)', 'where in its channel'),
  ];
}

function ownActions(form: NormalForm, names: Names): readonly ActionText[] {
  const { proc } = sorts(form);
  const { p, q } = pairOf(names);
  const two = `${p}: ${proc}, ${q}: ${proc}`;
  const one = `${p}: ${proc}`;
  const a = names.actions;
  const of = (name: string, parameters: string): ActionText => ({
    kind: 'internal',
    name,
    parameters,
  });
  return [
    ...[a.receiveUpdate, a.receiveToken, a.receiveRequest].map((name) => of(name, two)),
    of(a.settle, one),
    of(a.request, one),
    of(a.pass, two),
    of(a.block, one),
  ];
}

function ownClauses(stage: Stage): readonly ClauseText[] {
  const { names } = stage;
  const { p, q } = pairOf(names);
  const { busy, wanted, asked } = names.added;
  return [
    receiveUpdate(stage),
    receiveToken(names),
    receiveRequest(names),
    settle(stage, p),
    request(stage, p),
    pass(names, p, q),
    blockClause(names, p, [{ text: `~${busy}[${p}]` }]),
    viewClause(
      stage,
      [{ name: 'Run to completion', text: `~${busy}[${stage.form.view_.process}]` }],
      [
        `${wanted}[${stage.form.view_.process}] := {}`,
        `${asked}[${stage.form.view_.process}] := false`,
      ],
    ),
  ];
}

function receiveUpdate({ names }: Stage): ClauseText {
  const pair = pairOf(names);
  const { p, q } = pair;
  const { filled, taken, busy, slot } = names.added;
  const packet = nextPacket(names, pair);
  const mine = `${taken}[cur[${p}].val, ${p}, ${q}]`;
  return clause('internal', names.actions.receiveUpdate, [p, q], receiving(names, 'upd'), [
    `${filled}[${p}][${packet}.k] := ${packet}.entry`,
    `if ${slot}[${p}] <= ${packet}.k then ${slot}[${p}] := ${packet}.k + 1 fi`,
    `${mine} := ${mine} + 1`,
    `${busy}[${p}] := true`,
    received(names, pair),
  ]);
}

function receiving(names: Names, tag: string): ClauseText['pre'] {
  const pair = pairOf(names);
  return [
    { name: 'Run to completion', text: `~${names.added.busy}[${pair.p}]` },
    ...receiveGuards(names, pair),
    { text: `tag(${nextPacket(names, pair)}) = ${tag}` },
  ];
}

/**
 * What came from a process before it passed the token on asked for the turn that it has had: there are no others from it. What
 * the token's receiver asks for may come earlier than this packet, which is another's, and be for the turn after.
 */
function receiveToken(names: Names): ClauseText {
  const pair = pairOf(names);
  const { p, q } = pair;
  const { wanted, holds, slot, base, asked } = names.added;
  const packet = nextPacket(names, pair);
  const take = [
    `${holds}[${p}] := true`,
    `${slot}[${p}] := ${packet}.n`,
    `${base}[${p}] := ${packet}.n`,
    `${asked}[${p}] := false`,
  ];
  return clause('internal', names.actions.receiveToken, [p, q], receiving(names, 'token'), [
    `${wanted}[${p}] := delete(${q}, ${wanted}[${p}])`,
    `if ${packet}.to = ${p} then ${take.join('; ')} fi`,
    received(names, pair),
  ]);
}

function receiveRequest(names: Names): ClauseText {
  const pair = pairOf(names);
  const { p, q } = pair;
  const { wanted } = names.added;
  return clause('internal', names.actions.receiveRequest, [p, q], receiving(names, 'request'), [
    `if ${q} ~= ${p} then ${wanted}[${p}] := insert(${q}, ${wanted}[${p}]) fi`,
    received(names, pair),
  ]);
}

function settle(stage: Stage, p: string): ClauseText {
  const { busy } = stage.names.added;
  const pre = [{ text: `${busy}[${p}]` }, { text: `~(${pendingText(stage, p)})` }];
  return clause('internal', stage.names.actions.settle, [p], pre, [`${busy}[${p}] := false`]);
}

function request(stage: Stage, p: string): ClauseText {
  const { names } = stage;
  const { busy, holds, blocked, asked } = names.added;
  const pre = [
    { text: `~${busy}[${p}]` },
    { text: `~${holds}[${p}]` },
    { name: 'Unblocked', text: `~${blocked}[${p}]` },
    { text: `~${asked}[${p}]` },
    { text: `cur[${p}] ~= nil` },
    { text: needText(stage, p) },
  ];
  return clause('internal', names.actions.request, [p], pre, [
    ...put(names, p, 'request()'),
    `${asked}[${p}] := true`,
  ]);
}

function pass(names: Names, p: string, q: string): ClauseText {
  const { busy, holds, blocked, wanted, slot, channel, giver, place } = names.added;
  const pre = [
    { text: `~${busy}[${p}]` },
    { name: 'Ownership', text: `${holds}[${p}]` },
    { name: 'Unblocked', text: `~${blocked}[${p}]` },
    { text: `${q} \\in ${wanted}[${p}]` },
  ];
  return clause('internal', names.actions.pass, [p, q], pre, [
    `${holds}[${p}] := false`,
    `${wanted}[${p}] := delete(${q}, ${wanted}[${p}])`,
    `${giver}[cur[${p}].val, ${q}] := embed(${p})`,
    `${place}[cur[${p}].val, ${q}] := len(${channel}[cur[${p}].val, ${p}])`,
    ...put(names, p, `token(${q}, ${slot}[${p}])`),
  ]);
}
