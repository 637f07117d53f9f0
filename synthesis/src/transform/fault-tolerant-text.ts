/** The program of faultTolerant: one copy a process, begun anew with each view, and a fresh token for each view. */
import { printExpr, printSort } from '@maat/spec-lang';
import {
  automatonText,
  clause,
  type ActionText,
  type ClauseText,
  type StateText,
} from './automaton-text.js';
import { nextPacket, pairOf, received, receiveGuards, viewGuards } from './channels.js';
import { processCells, processPlace } from './global-place.js';
import { constantOf } from './initial.js';
import { serviceTypes } from './types.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import {
  nextText,
  pendingText,
  plain,
  serviceActions,
  serviceClauses,
  sorts,
  type Stage,
} from './stage.js';

export function faultTolerantText(form: NormalForm, names: Names, name: string): string {
  const stage = faultTolerantStage(form, names);
  return automatonText(form, {
    name,
    doc: `${form.service.name} with one copy of ${form.log.name} at each process, forgotten when the view changes. A token on its\nway is in a box; the least member of a new view makes a fresh one, and what was before is void.`,
    types: [...serviceTypes(form), `${names.sent} = tuple of k: Nat, entry: ${sorts(form).entry}`],
    actions: faultTolerantActions(form, names),
    states: [
      ...copies(form),
      ...channelStates(form, names, names.sent),
      ...tokenStates(form, names),
      boxState(form, names),
    ],
    clauses: [...serviceClauses(stage), ...ownClauses(stage)],
  });
}

export function faultTolerantActions(form: NormalForm, names: Names): readonly ActionText[] {
  return [...serviceActions(form), ...ownActions(form, names)];
}

function faultTolerantStage(form: NormalForm, names: Names): Stage {
  const { holds, blocked, base, slot, channel } = names.added;
  const stage: Stage = {
    form,
    names,
    place: (process) => processPlace(form, names, process),
    updateGuards: (p) => [
      { name: 'Ownership', text: `${holds}[${p}]` },
      { name: 'Unblocked', text: `~${blocked}[${p}]` },
      { name: 'Caught up with the token', text: `${base}[${p}] <= ${nextText(stage, p)}` },
    ],
    send: ({ process: p }, entry) => [
      `${channel}[cur[${p}].val, ${p}] := ${channel}[cur[${p}].val, ${p}] |- [${slot}[${p}], ${printExpr(entry)}]`,
      `${slot}[${p}] := ${slot}[${p}] + 1`,
    ],
    observerGuards: () => [],
    observed: () => [],
    drop: () => [],
    idle: () => [],
  };
  return stage;
}

/** The service's own state and the copies of its values, by process. */
export function copies(form: NormalForm): readonly StateText[] {
  const own = form.own.map((o): StateText => {
    const { sort, initial } = processCells(form, o);
    return {
      name: o.variable.name,
      sort: printSort(sort),
      initial,
      doc: o.variable.doc.split('\n')[0] ?? '',
    };
  });
  const values = form.values.map((x): StateText => {
    if (x.sort.kind !== 'array' || x.initial.kind !== 'value') throw new Error('value variable');
    const sort = `Array[${sorts(form).proc}, ${printSort(x.sort.of)}]`;
    const initial = `constant(${printExpr(constantOf(x.initial.value))})`;
    return { name: x.name, sort, initial, doc: 'as far as observed' };
  });
  return [...own, ...values];
}

export function channelStates(
  form: NormalForm,
  { added }: Names,
  packet: string,
): readonly StateText[] {
  const { proc, view } = sorts(form);
  return [
    state(added.channel, `Array[${view}, ${proc}, Seq[${packet}]]`, 'constant({})', 'by sender'),
    state(
      added.received,
      `Array[${view}, ${proc}, ${proc}, Nat]`,
      'constant(0)',
      'in v, at p, how many of q',
    ),
  ];
}

export function tokenStates(form: NormalForm, { added }: Names): readonly StateText[] {
  const { proc, entry } = sorts(form);
  return [
    state(added.filled, `Array[${proc}, Map[Nat, ${entry}]]`, 'constant(empty)', 'received slots'),
    state(added.blocked, `Array[${proc}, Bool]`, 'constant(false)', 'a view change is on'),
    state(added.holds, `Array[${proc}, Bool]`, 'constant(false)', 'the token of its view'),
    state(added.slot, `Array[${proc}, Nat]`, 'constant(0)', 'the next slot, exact with the token'),
    state(added.base, `Array[${proc}, Nat]`, 'constant(0)', 'the next slot when the token came'),
  ];
}

function boxState(form: NormalForm, { added }: Names): StateText {
  const { proc, view } = sorts(form);
  return state(
    added.box,
    `Array[${view}, ${proc}, Null[Nat]]`,
    'constant(nil)',
    'a token on its way to p, with the next slot',
  );
}

function state(name: string, sort: string, initial: string, doc: string): StateText {
  return { name, sort, initial, doc };
}

function ownActions(form: NormalForm, names: Names): readonly ActionText[] {
  const { proc } = sorts(form);
  const { p, q } = pairOf(names);
  const two = `${p}: ${proc}, ${q}: ${proc}`;
  const one = `${p}: ${proc}`;
  const { receive, release, acquire, block } = names.actions;
  return [
    { kind: 'internal', name: receive, parameters: two },
    { kind: 'internal', name: release, parameters: two },
    { kind: 'internal', name: acquire, parameters: one },
    { kind: 'internal', name: block, parameters: one },
  ];
}

function ownClauses(stage: Stage): readonly ClauseText[] {
  const { names } = stage;
  const { filled } = names.added;
  const pair = pairOf(names);
  const { p, q } = pair;
  const packet = nextPacket(names, pair);
  return [
    clause('internal', names.actions.receive, [p, q], receiveGuards(names, pair), [
      `${filled}[${p}][${packet}.k] := ${packet}.entry`,
      received(names, pair),
    ]),
    release(names, p, q),
    acquire(names, p),
    blockClause(names, p, []),
    viewClause(stage, [{ name: 'Drained', text: drained(stage) }], []),
  ];
}

function release({ added, actions }: Names, p: string, q: string): ClauseText {
  const { holds, blocked, box, slot } = added;
  const pre = [
    { name: 'Ownership', text: `${holds}[${p}]` },
    { name: 'Unblocked', text: `~${blocked}[${p}]` },
    { text: `${q} \\in members[cur[${p}].val]` },
  ];
  return clause('internal', actions.release, [p, q], pre, [
    `${holds}[${p}] := false`,
    `${box}[cur[${p}].val, ${q}] := embed(${slot}[${p}])`,
  ]);
}

function acquire({ added, actions }: Names, p: string): ClauseText {
  const { holds, box, slot, base } = added;
  const mine = `${box}[cur[${p}].val, ${p}]`;
  const pre = [{ text: `cur[${p}] ~= nil` }, { text: `${mine} ~= nil` }];
  return clause('internal', actions.acquire, [p], pre, [
    `${holds}[${p}] := true`,
    `${slot}[${p}] := ${mine}.val`,
    `${base}[${p}] := ${mine}.val`,
    `${mine} := nil`,
  ]);
}

export function blockClause(
  { added, actions }: Names,
  p: string,
  extra: readonly { readonly text: string }[],
): ClauseText {
  const pre = [
    { text: `cur[${p}] ~= nil` },
    { text: `~(${p} \\in left)` },
    { text: `~${added.blocked}[${p}]` },
    ...extra,
  ];
  return clause('internal', actions.block, [p], pre, [`${added.blocked}[${p}] := true`]);
}

function drained(stage: Stage): string {
  const p = stage.form.view_.process;
  return `cur[${p}] ~= nil => ~(${pendingText(stage, p)})`;
}

/** The new view: SVS's guards, the service's own effect, and everything of the old view forgotten. */
export function viewClause(
  stage: Stage,
  guards: ClauseText['pre'],
  resets: readonly string[],
): ClauseText {
  const { form, names } = stage;
  const { blocked, holds, slot, base, filled } = names.added;
  const c = form.view_;
  const p = c.process;
  const parameters = c.transition.parameters.map((b) => b.name);
  const [, v = '', s = ''] = parameters;
  const pre = [
    { name: 'Blocked', text: `cur[${p}] ~= nil => ${blocked}[${p}]` },
    ...guards,
    ...viewGuards(names, sorts(form).proc, p, v),
  ];
  return clause('output', 'view', parameters, pre, [
    ...plain(stage, c),
    ...fresh(form, p),
    `${blocked}[${p}] := false`,
    `${holds}[${p}] := ${p} = least(${s})`,
    `${slot}[${p}] := 0`,
    `${base}[${p}] := 0`,
    `${filled}[${p}] := empty`,
    ...resets,
  ]);
}

/** What was fresh in each view when it was kept by view, and the folded values. */
function fresh(form: NormalForm, p: string): readonly string[] {
  const own = form.own
    .filter((o) => o.perView && o.rest.length === 0)
    .map((o) => `${o.variable.name}[${p}] := ${printExpr(o.initial)}`);
  const values = form.values.map((x) => {
    if (x.initial.kind !== 'value') throw new Error('value variable');
    return `${x.name}[${p}] := ${printExpr(constantOf(x.initial.value))}`;
  });
  return [...own, ...values];
}
