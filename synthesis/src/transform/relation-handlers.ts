/** How the layer over SVS stands to the message program: one step of a handler is one of the program's, or none. */
import { printSort } from '@maat/spec-lang';
import { accessing, observing, stepping } from './handler-points.js';
import type { Handled, HandlerPoint } from './pause-points.js';
import { packetConjuncts } from './relation-packets.js';
import { quantify, type Binder } from './relation-group.js';
import type { ConjunctText } from './simulation-text.js';
import type { Workshop } from './workshop.js';

export function handlersRelation(shop: Workshop, about: Handled): readonly ConjunctText[] {
  return [
    ...groupConjuncts(shop, about),
    ...betweenViews(shop, about),
    ...historyConjuncts(shop),
    ...ownConjuncts(shop, about),
    ...tokenConjuncts(shop, about),
    ...blockConjuncts(shop, about),
    ...packetConjuncts(shop, about),
    ...pointConjuncts(shop, about),
  ];
}

/** `tag(L[p].pc) = t`, for one of these points. */
export function standsAt(points: readonly HandlerPoint[], c: string): string {
  const tests = points.map(({ tag }) => `tag(${c}[p].pc) = ${tag}`);
  return tests.length === 0 ? 'false' : `(${tests.join(' \\/ ')})`;
}

/** The process has left its view below, and has not yet said so above. */
export function between({ points, sides }: Handled): string {
  return standsAt(
    points.filter((x) => x.says === 'view'),
    sides.c,
  );
}

/** What the process keeps of the view that it is about to enter. */
function entering({ points }: Handled, shop: Workshop): { v: string; s: string } {
  const point = points.find((x) => x.says === 'view');
  const view = printSort(shop.form.view);
  const v = point?.fields.find((f) => printSort(f.sort) === view)?.name;
  const s = point?.fields.find((f) => f.sort.kind === 'set')?.name;
  if (v === undefined || s === undefined) throw new Error('a view is told with its members');
  return { v, s };
}

function binders({ form }: Workshop): Readonly<Record<'p' | 'q' | 'r' | 'v', Binder>> {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  return { p: ['p', proc], q: ['q', proc], r: ['r', proc], v: ['v', view] };
}

function groupConjuncts(shop: Workshop, about: Handled): readonly ConjunctText[] {
  const { c, a } = about.sides;
  const { p, v } = binders(shop);
  const at = between(about);
  const next = entering(about, shop);
  const here = `${c}[p].cur.val`;
  const { gone } = shop.names.added;
  return [
    { name: 'members', text: `SVS.members = ${a}.members` },
    { name: 'cur', text: quantify([p], `${c}[p].cur = ${a}.cur[p]`) },
    { name: 'here', text: quantify([p], `~${at} => SVS.cur[p] = ${c}[p].cur`) },
    { name: 'left', text: `SVS.left = ${a}.left` },
    { name: 'gone', text: quantify([p], `${c}[p].${gone} <=> p \\in SVS.left`) },
    {
      name: 'own_members',
      text: quantify(
        [p],
        `${c}[p].cur ~= nil => defined(SVS.members, ${here}) /\\ ${c}[p].members = SVS.members[${here}] /\\ p \\in ${c}[p].members`,
      ),
    },
    {
      name: 'entered',
      text: quantify(
        [v, p],
        `~(${at} /\\ ${c}[p].pc.${next.v} = v) => (p \\in ${a}.entered[v] <=> p \\in SVS.entered[v])`,
      ),
    },
    {
      name: 'prev',
      text: quantify(
        [v, p],
        `~(${at} /\\ ${c}[p].pc.${next.v} = v) => ${a}.prev[v, p] = SVS.prev[v, p]`,
      ),
    },
  ];
}

/** From the step in which SVS gives a view to the one in which the layer gives it on. */
function betweenViews(shop: Workshop, about: Handled): readonly ConjunctText[] {
  const { c, a } = about.sides;
  const { p } = binders(shop);
  const at = between(about);
  const next = entering(about, shop);
  const [v, s] = [`${c}[p].pc.${next.v}`, `${c}[p].pc.${next.s}`];
  const old = `${c}[p].cur.val`;
  const rows: readonly (readonly [string, string])[] = [
    ['entering', `SVS.cur[p] = embed(${v}) /\\ SVS.prev[${v}, p] = ${c}[p].cur`],
    ['unentered', `p \\in SVS.entered[${v}] /\\ p \\notin ${a}.entered[${v}]`],
    ['staying', `p \\notin SVS.left /\\ SVS.pend[p] = {} /\\ ~SVS.blocked[p]`],
    ['formed', `defined(SVS.members, ${v}) /\\ SVS.members[${v}] = ${s} /\\ p \\in ${s}`],
    ['onward', `${c}[p].cur = nil \\/ ${c}[p].cur.val < ${v}`],
    ['done', `${c}[p].cur ~= nil => SVS.rcvd[${old}, p, p] = len(SVS.sent[${old}, p])`],
    ['halted', `${c}[p].cur ~= nil => ${c}[p].${shop.names.added.blocked}`],
  ];
  return rows.map(([name, text]) => ({ name, text: quantify([p], `${at} => (${text})`) }));
}

/** Of SVS alone: who went together had received the same. */
function historyConjuncts(shop: Workshop): readonly ConjunctText[] {
  const { p, q, r, v } = binders(shop);
  const was = 'SVS.prev[v, p].val';
  return [
    {
      name: 'past',
      text: quantify([v, p], 'p \\in SVS.entered[v] => SVS.cur[p] ~= nil /\\ v <= SVS.cur[p].val'),
    },
    {
      name: 'forward',
      text: quantify([v, p], `p \\in SVS.entered[v] /\\ SVS.prev[v, p] ~= nil => ${was} < v`),
    },
    {
      name: 'together',
      text: quantify(
        [v, p, q, r],
        `p \\in SVS.entered[v] /\\ q \\in SVS.entered[v] /\\ SVS.prev[v, p] ~= nil /\\ SVS.prev[v, q] = SVS.prev[v, p] => SVS.rcvd[${was}, p, r] = SVS.rcvd[${was}, q, r]`,
      ),
    },
  ];
}

/** What the service keeps at a process, the layer keeps there. */
function ownConjuncts({ form }: Workshop, { sides: { c, a } }: Handled): readonly ConjunctText[] {
  const proc: Binder = ['p', printSort(form.process)];
  const own = form.own.map((o): ConjunctText => {
    const rest = o.rest.map((sort, i): Binder => [`x${i}`, printSort(sort)]);
    const { name } = o.variable;
    const indices = rest.map(([x]) => x);
    const inside = indices.length === 0 ? '' : `[${indices.join(', ')}]`;
    return {
      name: `own_${name}`,
      text: quantify(
        [proc, ...rest],
        `${c}[p].${name}${inside} = ${a}.${name}[${['p', ...indices].join(', ')}]`,
      ),
    };
  });
  const values = form.values.map((x): ConjunctText => ({
    name: `value_${x.name}`,
    text: quantify([proc], `${c}[p].${x.name} = ${a}.${x.name}[p]`),
  }));
  return [...own, ...values];
}

function tokenConjuncts(shop: Workshop, about: Handled): readonly ConjunctText[] {
  const { c, a } = about.sides;
  const { added } = shop.names;
  const { p } = binders(shop);
  const { blocked, holds, slot, base, filled, wanted, asked } = added;
  const same = [blocked, holds, slot, base, filled, wanted, asked].map((name): ConjunctText => ({
    name: `own_${name}`,
    text: quantify([p], `${c}[p].${name} = ${a}.${name}[p]`),
  }));
  const busy = standsAt(
    about.points.filter((x) => x.busy),
    c,
  );
  return [
    ...same,
    { name: 'busy', text: quantify([p], `${a}.${added.busy}[p] <=> ${busy}`) },
    { name: 'holdscur', text: quantify([p], `${c}[p].${holds} => ${c}[p].cur ~= nil`) },
  ];
}

/** The layer knows that it is blocked as SVS does; so what it casts is sent in the view in which it casts. */
function blockConjuncts(shop: Workshop, about: Handled): readonly ConjunctText[] {
  const { c } = about.sides;
  const { p } = binders(shop);
  const { blocked } = shop.names.added;
  const rows: readonly (readonly [string, string])[] = [
    ['blocking', `~${between(about)} => (${c}[p].${blocked} <=> SVS.blocked[p])`],
    ['answered', `SVS.blocked[p] => SVS.asked[p]`],
    ['owed', 'SVS.owed[p] = len(SVS.pend[p])'],
    ['outside', 'SVS.cur[p] = nil => SVS.pend[p] = {}'],
  ];
  return rows.map(([name, text]) => ({ name, text: quantify([p], text) }));
}

/** What the handler has found before it pauses to say something. */
function pointConjuncts(shop: Workshop, { points, sides }: Handled): readonly ConjunctText[] {
  const { p } = binders(shop);
  return points.flatMap(({ tag, says, busy }) => {
    if (says === undefined) return [];
    const known =
      (busy ? observing(shop, says, sides) : stepping(shop, says, sides)) ??
      accessing(shop, says, sides);
    if (known === undefined) return [];
    const text = quantify([p], `tag(${sides.c}[p].pc) = ${tag} => ${known}`);
    return [{ name: `at_${tag}`, text }];
  });
}
