/** The program's channel holds what the layer has cast: first what SVS has sent, then what it is about to send. */
import { printSort, type UnionCase } from '@maat/spec-lang';
import type { PacketCase } from './packets.js';
import type { Handled } from './pause-points.js';
import { quantify, type Binder } from './relation-group.js';
import type { ConjunctText } from './simulation-text.js';
import type { Workshop } from './workshop.js';

export function packetConjuncts(shop: Workshop, about: Handled): readonly ConjunctText[] {
  const { form, names } = shop;
  const { a } = about.sides;
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const v: Binder = ['v', view];
  const p: Binder = ['p', proc];
  const i: Binder = ['i', 'Nat'];
  const { channel, received } = names.added;
  const sent = 'SVS.sent[v, p]';
  const here = `${a}.${channel}[SVS.cur[p].val, p]`;
  const offset = 'len(SVS.sent[SVS.cur[p].val, p]) + i';
  return [
    {
      name: 'length',
      text: quantify(
        [v, p],
        `len(${a}.${channel}[v, p]) = len(${sent}) + (if SVS.cur[p] = embed(v) then len(SVS.pend[p]) else 0)`,
      ),
    },
    ...decoded(shop, about, `${sent}[i]`, `${a}.${channel}[v, p][i]`).map(({ name, text }) => ({
      name: `sent_${name}`,
      text: quantify([v, p, i], `i < len(${sent}) => (${text})`),
    })),
    ...decoded(shop, about, 'SVS.pend[p][i]', `${here}[${offset}]`).map(({ name, text }) => ({
      name: `pending_${name}`,
      text: quantify([p, i], `SVS.cur[p] ~= nil /\\ i < len(SVS.pend[p]) => (${text})`),
    })),
    {
      name: 'received',
      text: quantify([v, p, ['q', proc]], `${a}.${received}[v, p, q] = SVS.rcvd[v, p, q]`),
    },
  ];
}

/** A packet of the layer and one of the program say the same; `p` cast it. */
function decoded(
  shop: Workshop,
  { layer }: Handled,
  packet: string,
  meant: string,
): readonly ConjunctText[] {
  const { packets } = shop;
  const header = `${packet}.header.val`;
  const caseOf = (tag: string): UnionCase => {
    const found = layer.header.cases.find((c) => c.tag === tag);
    if (found === undefined) throw new Error(`no header ${tag}`);
    return found;
  };
  const when = (tag: string, facts: readonly string[]): ConjunctText => ({
    name: tag,
    text: `tag(${header}) = ${tag} => ${facts.join(' /\\ ')}`,
  });
  const [to, n] = caseOf(packets.token).fields;
  return [
    { name: 'header', text: `${packet}.header ~= nil` },
    ...packets.updates.map((u) => when(u.tag, update(u, caseOf(u.tag), packet, meant))),
    when(packets.token, [
      `tag(${meant}) = token`,
      `${meant}.to = ${header}.${to?.name ?? ''}`,
      `${meant}.n = ${header}.${n?.name ?? ''}`,
      `${packet}.body = nil`,
    ]),
    when(packets.request, [`tag(${meant}) = request`, `${packet}.body = nil`]),
  ];
}

function update(
  u: PacketCase,
  { fields: [slot] }: UnionCase,
  packet: string,
  meant: string,
): readonly string[] {
  const header = `${packet}.header.val`;
  const entry = `${meant}.entry`;
  const takesBody = u.fields.some((f) => f.role === 'body');
  const whole = u.of === undefined;
  const isCase = u.of !== undefined && /^\w/.test(u.of.tag);
  const parts = u.fields.map((f) => {
    const place = whole ? entry : `${entry}.${f.name}`;
    if (f.role === 'sender') return `${place} = p`;
    return f.role === 'body' ? `${place} = ${packet}.body.val` : `${place} = ${header}.${f.name}`;
  });
  return [
    `tag(${meant}) = upd`,
    takesBody ? `${packet}.body ~= nil` : `${packet}.body = nil`,
    `${meant}.k = ${header}.${slot?.name ?? ''}`,
    ...(isCase ? [`tag(${entry}) = ${u.of.tag}`] : []),
    ...parts,
  ];
}
