/** How the fault-tolerant program stands to the replicated one: one copy is that of the present view. */
import { printExpr, printSort } from '@maat/spec-lang';
import { constantOf } from './initial.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import { quantify, sameGroup, type Binder, type Sides } from './relation-group.js';
import type { ConjunctText } from './simulation-text.js';

export function faultTolerantRelation(
  form: NormalForm,
  names: Names,
  sides: Sides,
): readonly ConjunctText[] {
  return [
    ...sameGroup(form, sides),
    ...sameChannels(form, names, sides),
    ...ownConjuncts(form, sides),
    ...valueConjuncts(form, sides),
    ...copyConjuncts(form, names, sides),
    ...tokenConjuncts(form, names, sides),
    ...freshTokenConjuncts(form, names, sides),
  ];
}

function binders(form: NormalForm): { p: Binder; q: Binder; v: Binder } {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  return { p: ['p', proc], q: ['q', proc], v: ['v', view] };
}

function sameChannels(
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const { p, q, v } = binders(form);
  const channel = `${added.channel}[v, p]`;
  const got = `${added.received}[v, p, q]`;
  return [
    { name: 'eq_channel', text: quantify([v, p], `${c}.${channel} = ${a}.${channel}`) },
    { name: 'eq_received', text: quantify([v, p, q], `${c}.${got} = ${a}.${got}`) },
  ];
}

function ownConjuncts(form: NormalForm, { c, a }: Sides): readonly ConjunctText[] {
  const { p, v } = binders(form);
  return form.own.flatMap((o): readonly ConjunctText[] => {
    const { name } = o.variable;
    const rest = o.rest.map((sort, i): Binder => [`x${i}`, printSort(sort)]);
    const more = rest.map(([x]) => `, ${x}`).join('');
    if (!o.perView)
      return [
        {
          name: `eq_${name}`,
          text: quantify([p, ...rest], `${c}.${name}[p${more}] = ${a}.${name}[p${more}]`),
        },
      ];
    const initial = printExpr(o.initial);
    return [
      {
        name: `eq_${name}`,
        text: quantify(
          [p, ...rest],
          `if ${c}.cur[p] = nil then ${c}.${name}[p${more}] = ${initial} else ${c}.${name}[p${more}] = ${a}.${name}[${c}.cur[p].val, p${more}]`,
        ),
      },
      {
        name: `fresh_${name}`,
        text: quantify(
          [v, p, ...rest],
          `~(p \\in ${c}.entered[v]) => ${a}.${name}[v, p${more}] = ${initial}`,
        ),
      },
    ];
  });
}

function valueConjuncts(form: NormalForm, { c, a }: Sides): readonly ConjunctText[] {
  const { p, v } = binders(form);
  return form.values.flatMap((x): readonly ConjunctText[] => {
    if (x.initial.kind !== 'value') throw new Error('value variable');
    const initial = printExpr(constantOf(x.initial.value));
    const here = `${c}.${x.name}[p]`;
    return [
      {
        name: `lx_${x.name}`,
        text: quantify(
          [p],
          `if ${c}.cur[p] = nil then ${here} = ${initial} else ${here} = ${a}.${x.name}[${c}.cur[p].val, p]`,
        ),
      },
      {
        name: `freshlx_${x.name}`,
        text: quantify([v, p], `~(p \\in ${c}.entered[v]) => ${a}.${x.name}[v, p] = ${initial}`),
      },
    ];
  });
}

function copyConjuncts(
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const { p, v } = binders(form);
  const { filled, observed } = added;
  const here = `${c}.cur[p].val`;
  return [
    {
      name: 'lfil',
      text: quantify(
        [p],
        `if ${c}.cur[p] = nil then ${c}.${filled}[p] = empty else ${c}.${filled}[p] = ${a}.${filled}[${here}, p]`,
      ),
    },
    {
      name: 'freshcopy',
      text: quantify(
        [v, p],
        `~(p \\in ${c}.entered[v]) => ${a}.${filled}[v, p] = empty /\\ ${a}.${observed}[v, p] = 0`,
      ),
    },
    {
      name: 'entcur',
      text: quantify([p], `${c}.cur[p] ~= nil => p \\in ${c}.entered[${here}]`),
    },
  ];
}

function tokenConjuncts(
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const { p, v } = binders(form);
  const { holds, slot, base, box, holder, slots, bases } = added;
  const here = `${c}.cur[p].val`;
  return [
    {
      name: 'tok',
      text: quantify(
        [p],
        `${c}.${holds}[p] => ${c}.cur[p] ~= nil /\\ ${a}.${holder}[${here}] = embed(p) /\\ ${a}.${slots}[${here}] = ${c}.${slot}[p] /\\ ${a}.${bases}[${here}] = ${c}.${base}[p]`,
      ),
    },
    {
      name: 'tin',
      text: quantify(
        [v, p],
        `${c}.${box}[v, p] ~= nil => ${a}.${holder}[v] = embed(p) /\\ ${a}.${slots}[v] = ${c}.${box}[v, p].val /\\ ${a}.${bases}[v] = ${c}.${box}[v, p].val`,
      ),
    },
    {
      name: 'excl',
      text: quantify([p], `~(${c}.${holds}[p] /\\ ${c}.${box}[${here}, p] ~= nil)`),
    },
  ];
}

/** A view that its first member has not entered still has its token there. */
function freshTokenConjuncts(
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const { p, v } = binders(form);
  const { box, holder, slots, bases } = added;
  const least = `least(${c}.members[v])`;
  return [
    {
      name: 'freshtok',
      text: quantify(
        [v, p],
        `defined(${c}.members, v) /\\ ~(${least} \\in ${c}.entered[v]) => ${a}.${holder}[v] = embed(${least}) /\\ ${a}.${slots}[v] = 0 /\\ ${a}.${bases}[v] = 0 /\\ ${c}.${box}[v, p] = nil`,
      ),
    },
    {
      name: 'noview',
      text: quantify(
        [v, p],
        `~defined(${c}.members, v) => ${c}.${box}[v, p] = nil /\\ ${c}.entered[v] = {} /\\ ${a}.${slots}[v] = 0 /\\ ${a}.${bases}[v] = 0`,
      ),
    },
  ];
}
