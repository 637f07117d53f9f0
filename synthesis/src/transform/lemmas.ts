/** Consequences of a step's relation: invariants of its program, by which the next step is proved. */
import { printSort } from '@maat/spec-lang';
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
  { added }: Names,
  automaton: string,
): readonly Lemma[] {
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
  ];
}

/** There is one token in a view, and it knows the next slot. */
export function faultTolerantLemmas(
  form: NormalForm,
  { added }: Names,
  automaton: string,
): readonly Lemma[] {
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
  ];
}

function lemma(automaton: string, name: string, body: string): Lemma {
  const full = `${automaton}${name}`;
  return { name: full, text: `invariant ${full} of ${automaton}: ${body}` };
}

function binders(form: NormalForm): { p: Binder; q: Binder; v: Binder } {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  return { p: ['p', proc], q: ['q', proc], v: ['v', view] };
}
