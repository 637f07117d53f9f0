/** How the message-passing program stands to the fault-tolerant one: its channels hold the same updates. */
import { printSort } from '@maat/spec-lang';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import { quantify, sameGroup, type Binder, type Sides } from './relation-group.js';
import { pendingText, type Stage } from './stage.js';
import type { ConjunctText } from './simulation-text.js';

export function messagesRelation(stage: Stage, sides: Sides): readonly ConjunctText[] {
  const { form, names } = stage;
  return [
    ...sameGroup(form, sides),
    ...sameState(form, names, sides),
    ...copyConjuncts(form, names, sides),
    ...channelConjuncts(form, names, sides),
    ...rankConjuncts(form, names, sides),
    ...memberConjuncts(form, names, sides),
    tokenMessage(form, names, sides),
    runToCompletion(stage, sides),
  ];
}

function sameState(form: NormalForm, { added }: Names, { c, a }: Sides): readonly ConjunctText[] {
  const proc: Binder = ['p', printSort(form.process)];
  const equal = (name: string): ConjunctText => ({
    name: `eq_${name}`,
    text: quantify([proc], `${c}.${name}[p] = ${a}.${name}[p]`),
  });
  const own = form.own.map((o): ConjunctText => {
    const rest = o.rest.map((sort, i): Binder => [`x${i}`, printSort(sort)]);
    const at = `${o.variable.name}[${['p', ...rest.map(([x]) => x)].join(', ')}]`;
    return {
      name: `eq_${o.variable.name}`,
      text: quantify([proc, ...rest], `${c}.${at} = ${a}.${at}`),
    };
  });
  const ofHolder = [added.slot, added.base].map((name): ConjunctText => ({
    name: `eq_${name}`,
    text: quantify([proc], `${c}.${added.holds}[p] => ${c}.${name}[p] = ${a}.${name}[p]`),
  }));
  return [
    ...own,
    ...form.values.map((x) => equal(x.name)),
    equal(added.blocked),
    equal(added.holds),
    ...ofHolder,
  ];
}

/** What was observed is dropped; the rest of the copy is the same. */
function copyConjuncts(
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const proc: Binder = ['p', printSort(form.process)];
  const { filled } = added;
  const next = `${c}.${form.index.variable.name}[p]`;
  return [
    {
      name: 'lfil',
      text: quantify(
        [proc],
        `\\A k: Nat \\in keys(${c}.${filled}[p]) (${next} <= k /\\ defined(${a}.${filled}[p], k) /\\ ${c}.${filled}[p][k] = ${a}.${filled}[p][k])`,
      ),
    },
    {
      name: 'lfilback',
      text: quantify(
        [proc],
        `\\A k: Nat \\in keys(${a}.${filled}[p]) (${next} <= k => defined(${c}.${filled}[p], k))`,
      ),
    },
  ];
}

function channelConjuncts(
  form: NormalForm,
  { added }: Names,
  { c, a }: Sides,
): readonly ConjunctText[] {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const { channel, updates, ranks, received, taken } = added;
  const vp: readonly Binder[] = [
    ['v', view],
    ['p', proc],
  ];
  const packet = `${c}.${channel}[v, p][i]`;
  const rank = `${c}.${ranks}[v, p][i]`;
  return [
    { name: 'eq_channel', text: quantify(vp, `${c}.${updates}[v, p] = ${a}.${channel}[v, p]`) },
    {
      name: 'eq_received',
      text: quantify([...vp, ['q', proc]], `${c}.${taken}[v, p, q] = ${a}.${received}[v, p, q]`),
    },
    {
      name: 'ranks',
      text: quantify(vp, `len(${c}.${ranks}[v, p]) = len(${c}.${channel}[v, p])`),
    },
    {
      name: 'pay',
      text: quantify(
        [...vp, ['i', 'Nat']],
        `i < len(${c}.${channel}[v, p]) /\\ tag(${packet}) = upd => ${rank} < len(${c}.${updates}[v, p]) /\\ ${c}.${updates}[v, p][${rank}].k = ${packet}.k /\\ ${c}.${updates}[v, p][${rank}].entry = ${packet}.entry`,
      ),
    },
  ];
}

/** What the ghosts count: updates before each packet, and updates received. */
function rankConjuncts(form: NormalForm, { added }: Names, { c }: Sides): readonly ConjunctText[] {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const { channel, updates, ranks, received, taken } = added;
  const vp: readonly Binder[] = [
    ['v', view],
    ['p', proc],
  ];
  const packet = `${c}.${channel}[v, p][i]`;
  const rank = `${c}.${ranks}[v, p][i]`;
  const got = `${c}.${received}[v, p, q]`;
  return [
    {
      name: 'taken',
      text: quantify(
        [...vp, ['q', proc]],
        `if ${got} < len(${c}.${channel}[v, q]) then ${c}.${taken}[v, p, q] = ${c}.${ranks}[v, q][${got}] else ${c}.${taken}[v, p, q] = len(${c}.${updates}[v, q])`,
      ),
    },
    {
      name: 'step',
      text: quantify(
        [...vp, ['i', 'Nat']],
        `i < len(${c}.${channel}[v, p]) => (if i + 1 < len(${c}.${channel}[v, p]) then ${c}.${ranks}[v, p][i + 1] else len(${c}.${updates}[v, p])) = (if tag(${packet}) = upd then ${rank} + 1 else ${rank})`,
      ),
    },
  ];
}

/** Who speaks in a view is one of its members; so the token stays among them. */
function memberConjuncts(
  form: NormalForm,
  { added }: Names,
  { c }: Sides,
): readonly ConjunctText[] {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const { channel, received, wanted, holds } = added;
  const v: Binder = ['v', view];
  const p: Binder = ['p', proc];
  const q: Binder = ['q', proc];
  const isMember = (who: string, where: string): string =>
    `defined(${c}.members, ${where}) /\\ ${who} \\in ${c}.members[${where}]`;
  const here = `${c}.cur[p].val`;
  const is = `${c}.cur[p] ~= nil`;
  const rows: readonly (readonly [string, readonly Binder[], string])[] = [
    ['rcv', [v, p, q], `${c}.${received}[v, p, q] <= len(${c}.${channel}[v, q])`],
    ['senders', [v, p], `${c}.${channel}[v, p] ~= {} => ${isMember('p', 'v')}`],
    ['curmem', [p], `${is} => ${isMember('p', here)}`],
    ['holdscur', [p], `${c}.${holds}[p] => ${is}`],
    ['askers', [p, q], `q \\in ${c}.${wanted}[p] => ${is} /\\ ${isMember('q', here)}`],
  ];
  return rows.map(([name, binders, text]) => ({
    name,
    text: quantify(binders, text),
  }));
}

function tokenMessage(form: NormalForm, { added }: Names, { c, a }: Sides): ConjunctText {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const packet = `${c}.${added.channel}[v, p][i]`;
  const to = `${packet}.to`;
  const body = `i < len(${c}.${added.channel}[v, p]) /\\ tag(${packet}) = token /\\ ${c}.${added.received}[v, ${to}, p] <= i => ${a}.${added.box}[v, ${to}] = embed(${packet}.n) /\\ ${c}.${added.giver}[v, ${to}] = embed(p) /\\ ${c}.${added.place}[v, ${to}] = i`;
  return {
    name: 'tokmsg',
    text: quantify(
      [
        ['v', view],
        ['p', proc],
        ['i', 'Nat'],
      ],
      body,
    ),
  };
}

function runToCompletion(stage: Stage, { c }: Sides): ConjunctText {
  const { form, names } = stage;
  const pending = pendingText(stage, 'p', (name) => `${c}.${name}`);
  const text = `~${c}.${names.added.busy}[p] => ~(${pending})`;
  return { name: 'drn', text: quantify([['p', printSort(form.process)]], text) };
}
