/** The program of replicate: a copy of the log for each view and process, and a token that orders the updates. */
import { mapExprs, printExpr, printSort, type Expr, type StateVariable } from '@maat/spec-lang';
import {
  automatonText,
  clause,
  type ActionText,
  type ClauseText,
  type StateText,
} from './automaton-text.js';
import { nextPacket, pairOf, received, receiveGuards, viewGuards } from './channels.js';
import { apply, at, state as state_ } from './build.js';
import { viewPlace } from './global-place.js';
import { serviceTypes } from './types.js';
import type { Names } from './names.js';
import { constantOf } from './initial.js';
import { ENTRY, type Clause, type NormalForm } from './normal-form.js';
import { moveStmts, replaceLocals, type Place } from './place.js';
import {
  nextText,
  passageAt,
  pendingText,
  plain,
  serviceActions,
  serviceClauses,
  sorts,
  type Stage,
} from './stage.js';
import { stmtTexts } from './text.js';

export function replicatedText(form: NormalForm, names: Names, name: string): string {
  const stage = replicatedStage(form, names);
  const { entry } = sorts(form);
  return automatonText(form, {
    name,
    doc: `${form.service.name} with a copy of ${form.log.name} for each view and process. The holder of a view's token\nputs the next update into its channel; everybody applies what it received slot by slot.`,
    types: [
      ...serviceTypes(form),

      `${names.sent} = tuple of k: Nat, entry: ${entry}`,
      `${names.originSort} = tuple of from: ${sorts(form).proc}, at: Nat`,
    ],
    actions: replicatedActions(form, names),
    states: replicatedStates(form, names),
    clauses: [...serviceClauses(stage), ...ownClauses(stage)],
  });
}

export function replicatedActions(form: NormalForm, names: Names): readonly ActionText[] {
  return [...serviceActions(form), ...ownActions(form, names)];
}

function replicatedStage(form: NormalForm, names: Names): Stage {
  const { holder, bases, observed } = names.added;
  const stage: Stage = {
    form,
    names,
    place: (process) => viewPlace(form, names, process),
    updateGuards: (p) => [
      { name: 'Ownership', text: `${holder}[cur[${p}].val] = embed(${p})` },
      {
        name: 'Caught up with the token',
        text: `${bases}[cur[${p}].val] <= ${nextText(stage, p)}`,
      },
    ],
    send: (c, entry) => sendTexts(stage, c, entry),
    observerGuards: () => [],
    observed: (p) => [`${observed}[cur[${p}].val, ${p}] := ${observed}[cur[${p}].val, ${p}] + 1`],
    drop: () => [],
    idle: () => [],
  };
  return stage;
}

/** The entry into the channel, and the ghosts that remember where it stands and what it makes of the values. */
function sendTexts(stage: Stage, c: Clause, entry: Expr): readonly string[] {
  const { form, names } = stage;
  const { slots, channel, origin } = names.added;
  const p = c.process;
  const here = `cur[${p}].val`;
  const histories = form.values.map((x) => {
    const past = `${names.history(x.name)}[${here}]`;
    return `${past} := ${past} |- ${names.whole(x.name)}[${here}]`;
  });
  return [
    `${origin}[${here}] := ${origin}[${here}] |- [${p}, len(${channel}[${here}, ${p}])]`,
    `${channel}[${here}, ${p}] := ${channel}[${here}, ${p}] |- [${slots}[${here}], ${printExpr(entry)}]`,
    `${slots}[${here}] := ${slots}[${here}] + 1`,
    ...wholeTexts(stage, c),
    ...histories,
  ];
}

/** The update's effect on the values of the whole log, which only ghosts keep. */
function wholeTexts(stage: Stage, c: Clause): readonly string[] {
  const { form, names } = stage;
  const update = form.updates.find((u) => u.transition === c.transition);
  if (update === undefined) return [];
  const passage = passageAt(stage, c);
  const current = apply('val', form.view, passage.place.current);
  const place: Place = {
    ...passage.place,
    value: (x, sort) =>
      at(state_(names.whole(x), { kind: 'array', index: [form.view], of: sort }), [current], sort),
  };
  const fold = update.fold.map((s) =>
    mapExprs(s, (e) => replaceLocals(e, (name) => (name === ENTRY ? update.appended : undefined))),
  );
  const append = (): never => {
    throw new Error('append in a fold');
  };
  return stmtTexts(moveStmts(fold, { ...passage, place }, { append, folds: true }));
}

function replicatedStates(form: NormalForm, names: Names): readonly StateText[] {
  const { proc, view, entry } = sorts(form);
  const { channel, received: got, holder, slots, bases, filled, observed, origin } = names.added;
  return [
    ...keptStates(form),
    state(
      channel,
      `Array[${view}, ${proc}, Seq[${names.sent}]]`,
      'constant({})',
      'updates, by sender',
    ),
    state(got, `Array[${view}, ${proc}, ${proc}, Nat]`, 'constant(0)', 'in v, at p, how many of q'),
    state(holder, `Array[${view}, Null[${proc}]]`, 'constant(nil)', 'of the token'),
    state(slots, `Array[${view}, Nat]`, 'constant(0)', 'the next slot'),
    state(
      bases,
      `Array[${view}, Nat]`,
      'constant(0)',
      'the next slot when the holder got the token',
    ),
    state(
      filled,
      `Array[${view}, ${proc}, Map[Nat, ${entry}]]`,
      'constant(empty)',
      'received slots',
    ),
    ghost(observed, `Array[${view}, ${proc}, Nat]`, 'constant(0)', 'how far p got in each view'),
    ghost(
      origin,
      `Array[${view}, Seq[${names.originSort}]]`,
      'constant({})',
      'where each slot stands',
    ),
    ...form.values.flatMap((x) => valueGhosts(form, names, x)),
  ];
}

/** The service's own state, and the copies of its values. */
function keptStates(form: NormalForm): readonly StateText[] {
  const { proc, view } = sorts(form);
  const own = form.own.map((o): StateText => {
    const initial = o.variable.initial;
    if (initial.kind !== 'value') throw new Error('own variable');
    return {
      name: o.variable.name,
      sort: printSort(o.variable.sort),
      initial: printExpr(initial.value),
      doc: o.variable.doc.split('\n')[0] ?? '',
    };
  });
  const values = form.values.map((x): StateText => {
    if (x.sort.kind !== 'array' || x.initial.kind !== 'value') throw new Error('value variable');
    const sort = `Array[${view}, ${proc}, ${printSort(x.sort.of)}]`;
    const initial = `constant(${printExpr(constantOf(x.initial.value))})`;
    return { name: x.name, sort, initial, doc: 'as far as observed' };
  });
  return [...own, ...values];
}

function valueGhosts(form: NormalForm, names: Names, x: StateVariable): readonly StateText[] {
  if (x.sort.kind !== 'array' || x.initial.kind !== 'value') throw new Error('value variable');
  const { view } = sorts(form);
  const of = printSort(x.sort.of);
  const initial = printExpr(x.initial.value);
  return [
    ghost(names.whole(x.name), `Array[${view}, ${of}]`, initial, 'after the whole log'),
    ghost(names.history(x.name), `Array[${view}, Seq[${of}]]`, 'constant({})', 'after each entry'),
  ];
}

function ghost(name: string, sort: string, initial: string, doc: string): StateText {
  return { name, sort, initial, doc, ghost: true };
}

function state(name: string, sort: string, initial: string, doc: string): StateText {
  return { name, sort, initial, doc };
}

function ownActions(form: NormalForm, names: Names): readonly ActionText[] {
  const { proc } = sorts(form);
  const { p, q } = pairOf(names);
  const parameters = `${p}: ${proc}, ${q}: ${proc}`;
  return [
    { kind: 'internal', name: names.actions.receive, parameters },
    { kind: 'internal', name: names.actions.pass, parameters },
  ];
}

function ownClauses(stage: Stage): readonly ClauseText[] {
  const { names } = stage;
  const { holder, slots, bases, filled } = names.added;
  const pair = pairOf(names);
  const { p, q } = pair;
  const packet = nextPacket(names, pair);
  const [v, s] = [names.parameter('v'), names.parameter('S')];
  return [
    clause('internal', 'newView', [v, s], [], [`${holder}[${v}] := embed(least(${s}))`]),
    clause('internal', names.actions.receive, [p, q], receiveGuards(names, pair), [
      `${filled}[cur[${p}].val, ${p}][${packet}.k] := ${packet}.entry`,
      received(names, pair),
    ]),
    clause(
      'internal',
      names.actions.pass,
      [p, q],
      [
        { name: 'Ownership', text: `${holder}[cur[${p}].val] = embed(${p})` },
        { text: `${q} \\in members[cur[${p}].val]` },
      ],
      [
        `${holder}[cur[${p}].val] := embed(${q})`,
        `${bases}[cur[${p}].val] := ${slots}[cur[${p}].val]`,
      ],
    ),
    viewClause(stage),
  ];
}

function viewClause(stage: Stage): ClauseText {
  const { form, names } = stage;
  const c = form.view_;
  const p = c.process;
  const parameters = c.transition.parameters.map((b) => b.name);
  const v = parameters[1] ?? '';
  const pre = [
    { name: 'Drained', text: `cur[${p}] ~= nil => ~(${pendingText(stage, p)})` },
    ...viewGuards(names, sorts(form).proc, p, v),
  ];
  return clause('output', 'view', parameters, pre, plain(stage, c));
}
