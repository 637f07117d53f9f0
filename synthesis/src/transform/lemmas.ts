/** Consequences of a step's relation: invariants of its program, by which the next step is proved. */
import {
  NAT,
  printExpr,
  printSort,
  subterms,
  type Expr,
  type Operator,
  type Sort,
} from '@maat/spec-lang';
import { and, apply, arrayOf, at, equal, local, nullOf, state } from './build.js';
import { cellOf, foldTerms, isNoTerm, type EntryAt } from './fold-term.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import { quantify, type Binder } from './relation-group.js';

export interface Lemma {
  readonly name: string;
  readonly text: string;
}

/** What the copies say of the channels. */
export function replicateLemmas(
  form: NormalForm,
  names: Names,
  automaton: string,
): readonly Lemma[] {
  const { added } = names;
  const { p, q, v } = binders(form);
  const { channel, slots, received, observed } = added;
  const next = form.index.variable.name;
  const i: Binder = ['i', 'Nat'];
  const sent = `${channel}[v, q][i].k`;
  const bounded = `i < len(${channel}[v, q]) => ${sent} < ${slots}[v]`;
  const ahead = `${received}[v, p, q] <= i /\\ i < len(${channel}[v, q]) => ${observed}[v, p] <= ${sent}`;
  const here = form.index.perView
    ? quantify([v, p], `${next}[v, p] = ${observed}[v, p]`)
    : quantify([p], `cur[p] ~= nil => ${next}[p] = ${observed}[cur[p].val, p]`);
  return [
    lemma(automaton, 'SlotsBound', quantify([v, q, i], bounded)),
    lemma(automaton, 'Unreceived', quantify([v, p, q, i], ahead)),
    lemma(automaton, 'NextObserved', here),
    ...caughtUp(form, names, automaton),
    ...foldable(form, automaton, viewCells(form, names)),
  ];
}

/** There is one token in a view, and it knows the next slot. */
export function faultTolerantLemmas(
  form: NormalForm,
  names: Names,
  automaton: string,
): readonly Lemma[] {
  const { added } = names;
  const { p, q, v } = binders(form);
  const { holds, box, slot, channel, received } = added;
  const i: Binder = ['i', 'Nat'];
  const here = `${channel}[cur[p].val, q]`;
  const both = `${holds}[p] /\\ ${holds}[q] /\\ cur[p] = cur[q] => p = q`;
  const inBox = `cur[p] ~= nil /\\ ${holds}[p] => ${box}[cur[p].val, q] = nil`;
  const boxes = `${box}[v, p] ~= nil /\\ ${box}[v, q] ~= nil => p = q`;
  const bounded = `cur[p] ~= nil /\\ ${holds}[p] /\\ i < len(${here}) => ${here}[i].k < ${slot}[p]`;
  const ahead = `cur[p] ~= nil /\\ ${received}[cur[p].val, p, q] <= i /\\ i < len(${here}) => ${form.index.variable.name}[p] <= ${here}[i].k`;
  return [
    lemma(automaton, 'TokenUnique', quantify([p, q], both)),
    lemma(automaton, 'TokenOrBox', quantify([p, q], inBox)),
    lemma(automaton, 'BoxUnique', quantify([v, p, q], boxes)),
    lemma(automaton, 'SlotBound', quantify([p, q, i], bounded)),
    lemma(automaton, 'Unreceived', quantify([p, q, i], ahead)),
    ...foldable(form, automaton, processCells(form, names)),
  ];
}

/** What the layer's handlers fold has a value. */
export function messageLemmas(form: NormalForm, names: Names, automaton: string): readonly Lemma[] {
  return foldable(form, automaton, processCells(form, names));
}

/** Who has observed the whole log has the values after it: ghosts may be folded where copies may. */
function caughtUp(form: NormalForm, { added, whole }: Names, automaton: string): readonly Lemma[] {
  const { p, v } = binders(form);
  const { slots, observed } = added;
  return form.values.map(({ name }) => {
    const text = `${observed}[v, p] = ${slots}[v] => ${name}[v, p] = ${whole(name)}[v]`;
    return lemma(automaton, `CaughtUp_${name}`, quantify([v, p], text));
  });
}

/** Where a program keeps the values and the entry that is next. */
interface Cells {
  readonly binders: readonly Binder[];
  readonly condition: string;
  readonly value: (name: string, sort: Sort) => Expr;
  readonly entry: EntryAt;
}

function viewCells(form: NormalForm, { added }: Names): Cells {
  const { p, v } = binders(form);
  const [view, process] = [local('v', form.view), local('p', form.process)];
  const index = [form.view, form.process];
  const cell = (name: string, sort: Sort): Expr =>
    at(state(name, arrayOf(index, sort)), [view, process], sort);
  return {
    binders: [v, p],
    condition: `defined(${added.filled}[v, p], ${added.observed}[v, p])`,
    value: cell,
    entry: {
      view,
      k: cell(added.observed, NAT),
      log: cell(added.filled, { kind: 'map', from: NAT, to: form.entry }),
      members: membersOf(form, view),
    },
  };
}

function processCells(form: NormalForm, { added }: Names): Cells {
  const process = local('p', form.process);
  const next = form.index.variable.name;
  const cell = (name: string, sort: Sort): Expr =>
    at(state(name, arrayOf([form.process], sort)), [process], sort);
  const view = apply('val', form.view, cell('cur', nullOf(form.view)));
  return {
    binders: [binders(form).p],
    condition: `cur[p] ~= nil /\\ defined(${added.filled}[p], ${next}[p])`,
    value: cell,
    entry: {
      view,
      k: cell(next, NAT),
      log: cell(added.filled, { kind: 'map', from: NAT, to: form.entry }),
      members: membersOf(form, view),
    },
  };
}

function membersOf(form: NormalForm, view: Expr): Expr {
  const members: Sort = { kind: 'set', of: form.process };
  return at(state('members', { kind: 'map', from: form.view, to: members }), [view], members);
}

/**
 * The next entry can be folded in: the term has a value, and so equals itself. Said only of folds
 * that may lack one.
 */
function foldable(form: NormalForm, automaton: string, cells: Cells): readonly Lemma[] {
  const before = form.values.map((x) => [x.name, cells.value(x.name, cellOf(x))] as const);
  const folded = foldTerms(form, new Map(before), cells.entry);
  if (isNoTerm(folded)) return [];
  const partial = [...folded.after.values()].filter(mayBeUndefined);
  if (partial.length + folded.required.length === 0) return [];
  const text = printExpr(and([...folded.required, ...partial.map((e) => equal(e, e))]));
  return [lemma(automaton, 'Foldable', quantify(cells.binders, `${cells.condition} => ${text}`))];
}

function mayBeUndefined(after: Expr): boolean {
  return [...subterms(after)].some(
    (e) => (e.kind === 'apply' && PARTIAL.has(e.op)) || (e.kind === 'select' && isUnion(e.of.sort)),
  );
}

const PARTIAL: ReadonlySet<string> = new Set<Operator>([
  'val',
  'head',
  'tail',
  'last',
  'init',
  'index',
  'least',
  'greatest',
  'rank',
  'slice',
  'div',
  'mod',
]);

function isUnion(sort: Sort): boolean {
  return sort.kind === 'union';
}

function lemma(automaton: string, name: string, body: string): Lemma {
  const full = `${automaton}${name}`;
  return { name: full, text: `invariant ${full} of ${automaton}: ${body}` };
}

function binders(form: NormalForm): { p: Binder; q: Binder; v: Binder } {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  return { p: ['p', proc], q: ['q', proc], v: ['v', view] };
}
