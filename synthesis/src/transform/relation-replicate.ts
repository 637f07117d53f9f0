/** How the replicated program stands to the service: the global log, and what each copy has of it. */
import { printSort } from '@maat/spec-lang';
import { namesOfLog } from './relation-bookkeeping.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import { quantify, sameGroup, type Sides } from './relation-group.js';
import { valueConjuncts } from './relation-values.js';
import type { ConjunctText } from './simulation-text.js';

export function replicateRelation(
  form: NormalForm,
  names: Names,
  sides: Sides,
): readonly ConjunctText[] {
  return [
    ...sameGroup(form, sides),
    ...sameOwn(form, sides),
    ...logConjuncts(form, names, sides),
    ...holderConjuncts(form, names, sides),
    ...copyConjuncts(form, names, sides),
    ...valueConjuncts(form, names, sides),
    ...viewConjuncts(form, names, sides),
    ...namesOfLog(form, names, sides),
  ];
}

function sameOwn(form: NormalForm, { c, a }: Sides): readonly ConjunctText[] {
  return form.own.map((o) => {
    const { name, sort } = o.variable;
    const index = sort.kind === 'array' ? sort.index : [];
    const vars = index.map((_, i) => `x${i}`);
    const at = `${name}[${vars.join(', ')}]`;
    const binders = vars.map((x, i) => [x, printSort(index[i] ?? sort)] as const);
    if (form.sets.has(name)) {
      const set = [`${a}.${name}`, ...vars.slice(0, -1).map((v) => `[${v}]`)].join('');
      const text = quantify(binders, `${c}.${at} <=> ${vars.at(-1) ?? ''} \\in ${set}`);
      return { name: `eq_${name}`, text };
    }
    return { name: `eq_${name}`, text: quantify(binders, `${c}.${at} = ${a}.${at}`) };
  });
}

function logConjuncts(form: NormalForm, names: Names, { c, a }: Sides): readonly ConjunctText[] {
  const { slots, channel, origin } = names.added;
  const log = form.log.name;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const sent = `${c}.${channel}[v, p][i]`;
  return [
    {
      name: 'eq_length',
      text: quantify([['v', view]], `len(${a}.${log}[v]) = ${c}.${slots}[v]`),
    },
    {
      name: 'chan',
      text: quantify(
        [
          ['v', view],
          ['p', proc],
          ['i', 'Nat'],
        ],
        `i < len(${c}.${channel}[v, p]) => ${sent}.k < ${c}.${slots}[v] /\\ ${a}.${log}[v][${sent}.k] = ${sent}.entry /\\ ${c}.${origin}[v][${sent}.k].from = p /\\ ${c}.${origin}[v][${sent}.k].at = i`,
      ),
    },
    {
      name: 'origin',
      text: quantify([['v', view]], `len(${c}.${origin}[v]) = ${c}.${slots}[v]`),
    },
    {
      name: 'gi',
      text: quantify(
        [
          ['v', view],
          ['k', 'Nat'],
        ],
        `k < ${c}.${slots}[v] => ${c}.${origin}[v][k].at < len(${c}.${channel}[v, ${c}.${origin}[v][k].from]) /\\ ${c}.${channel}[v, ${c}.${origin}[v][k].from][${c}.${origin}[v][k].at].k = k`,
      ),
    },
  ];
}

/** A holder appends behind what it found; what it has not observed at that time is its own. */
function holderConjuncts(form: NormalForm, names: Names, { c }: Sides): readonly ConjunctText[] {
  const { slots, bases, holder, channel, origin, observed } = names.added;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const v = ['v', view] as const;
  const from = (k: string): string => `${c}.${origin}[v][${k}].from`;
  return [
    {
      name: 'mono',
      text: quantify(
        [v, ['p', proc], ['i', 'Nat'], ['j', 'Nat']],
        `i < j /\\ j < len(${c}.${channel}[v, p]) => ${c}.${channel}[v, p][i].k < ${c}.${channel}[v, p][j].k`,
      ),
    },
    { name: 'basele', text: quantify([v], `${c}.${bases}[v] <= ${c}.${slots}[v]`) },
    {
      name: 'noview',
      text: quantify(
        [v],
        `~defined(${c}.members, v) => ${c}.${slots}[v] = 0 /\\ ${c}.${bases}[v] = 0`,
      ),
    },
    {
      name: 'held',
      text: quantify(
        [v, ['k', 'Nat']],
        `${c}.${bases}[v] <= k /\\ k < ${c}.${slots}[v] => ${c}.${holder}[v] = embed(${from('k')})`,
      ),
    },
    {
      name: 'own',
      text: quantify(
        [v, ['k', 'Nat'], ['j', 'Nat']],
        `k < ${c}.${slots}[v] /\\ j < k /\\ ${c}.${observed}[v, ${from('k')}] <= j => ${from('j')} = ${from('k')}`,
      ),
    },
  ];
}

function copyConjuncts(form: NormalForm, names: Names, { c, a }: Sides): readonly ConjunctText[] {
  const { slots, channel, origin, filled, received, observed } = names.added;
  const log = form.log.name;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const vq = [
    ['v', view],
    ['q', proc],
  ] as const;
  const k = ['k', 'Nat'] as const;
  return [
    {
      name: 'slot',
      text: quantify(
        vq,
        `\\A k: Nat \\in keys(${c}.${filled}[v, q]) (k < ${c}.${slots}[v] /\\ ${c}.${filled}[v, q][k] = ${a}.${log}[v][k])`,
      ),
    },
    {
      name: 'rcv',
      text: quantify(
        [...vq, ['s', proc]],
        `${c}.${received}[v, q, s] <= len(${c}.${channel}[v, s])`,
      ),
    },
    {
      name: 'fil',
      text: quantify(
        [...vq, k],
        `k < ${c}.${slots}[v] => (defined(${c}.${filled}[v, q], k) <=> ${c}.${origin}[v][k].at < ${c}.${received}[v, q, ${c}.${origin}[v][k].from])`,
      ),
    },
    {
      name: 'prefix',
      text: quantify([...vq, k], `k < ${c}.${observed}[v, q] => defined(${c}.${filled}[v, q], k)`),
    },
    reachConjunct(form, names, c),
    { name: 'lappn', text: quantify(vq, `${c}.${observed}[v, q] <= ${c}.${slots}[v]`) },
  ];
}

/** A case of `prefix`, said for the solver: it compares how far two copies have been observed. */
function reachConjunct(form: NormalForm, { added }: Names, c: string): ConjunctText {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const { observed, filled } = added;
  const [mine, other] = [`${c}.${observed}[v, q]`, `${c}.${observed}[v, r]`];
  return {
    name: 'reach',
    text: quantify(
      [
        ['v', view],
        ['q', proc],
        ['r', proc],
      ],
      `${other} < ${mine} => defined(${c}.${filled}[v, q], ${other})`,
    ),
  };
}

function viewConjuncts(form: NormalForm, names: Names, { c, a }: Sides): readonly ConjunctText[] {
  const { filled, observed } = names.added;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const vp = [
    ['v', view],
    ['p', proc],
  ] as const;
  const before = `${c}.prev[v, p].val`;
  return [
    lappConjunct(form, names, { c, a }),
    {
      name: 'entcur',
      text: quantify([['p', proc]], `${c}.cur[p] ~= nil => p \\in ${c}.entered[${c}.cur[p].val]`),
    },
    {
      name: 'fresh',
      text: quantify(
        vp,
        `~(p \\in ${c}.entered[v]) => ${c}.${observed}[v, p] = 0 /\\ ${c}.${filled}[v, p] = empty`,
      ),
    },
    {
      name: 'prv',
      text: quantify(
        vp,
        `p \\in ${c}.entered[v] => ${c}.prev[v, p] ~= ${c}.cur[p] /\\ (${c}.prev[v, p] ~= nil => p \\in ${c}.entered[${before}])`,
      ),
    },
    {
      name: 'drain',
      text: quantify(
        vp,
        `p \\in ${c}.entered[v] /\\ ${c}.prev[v, p] ~= nil => ~defined(${c}.${filled}[${before}, p], ${c}.${observed}[${before}, p])`,
      ),
    },
  ];
}

/** The place in the log that the service knows is the ghost's of the present view. */
function lappConjunct(form: NormalForm, names: Names, { c, a }: Sides): ConjunctText {
  const { observed } = names.added;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const next = form.index.variable.name;
  const vp = [
    ['v', view],
    ['p', proc],
  ] as const;
  return form.index.perView
    ? { name: 'eq_lapp', text: quantify(vp, `${a}.${next}[v, p] = ${c}.${observed}[v, p]`) }
    : {
        name: 'eq_lapp',
        text: quantify(
          [['p', proc]],
          `if ${c}.cur[p] = nil then ${a}.${next}[p] = 0 else ${a}.${next}[p] = ${c}.${observed}[${c}.cur[p].val, p]`,
        ),
      };
}
