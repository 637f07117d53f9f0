/**
 * What the derived layer sends: an entry taken apart into header fields, the application's message
 * as body, and nothing for the sender, whom the service below names anyway.
 */
import { printExpr, printSort, type Expr, type Field, type UnionCase } from '@maat/spec-lang';
import { isLocal, sameSort } from './access.js';
import type { Names } from './names.js';
import type { NormalForm, Update } from './normal-form.js';
import { fieldsOf } from './recognise-update.js';

export interface Packets {
  readonly updates: readonly PacketCase[];
  readonly token: string;
  readonly request: string;
  /** The text of the layer's `header`. */
  readonly header: string;
}

export interface PacketCase {
  readonly tag: string;
  /** The entry's constructor, if it is taken apart. */
  readonly of?: UnionCase;
  readonly fields: readonly PacketField[];
}

export interface PacketField extends Field {
  readonly role: 'header' | 'body' | 'sender';
}

export function packetsOf(form: NormalForm): Packets {
  const updates = caseList(form);
  const tags = new Set(updates.map((c) => c.tag));
  const tagOf = (wish: string): string => (tags.has(wish) ? `${wish}Msg` : wish);
  const token = tagOf('token');
  const request = tagOf('request');
  const [k, t, n] = ['k', 't', 'n'].map((wish) => fieldName(wish, updates));
  const process = printSort(form.process);
  const texts = updates.map((c) => {
    const rest = c.fields.filter((f) => f.role === 'header');
    const fields = rest.map((f) => `, ${f.name}: ${printSort(f.sort)}`);
    return `${c.tag}(${k ?? ''}: Nat${fields.join('')})`;
  });
  const own = `${token}(${t ?? ''}: ${process}, ${n ?? ''}: Nat), ${request}()`;
  return { updates, token, request, header: `${texts.join(', ')}, ${own}` };
}

/** The arguments of the cast that carries an entry. */
export function castText(packets: Packets, entry: Expr, slot: string): string {
  const packet = packets.updates.find((c) => c.of !== undefined && c.of.tag === tagOfEntry(entry));
  if (packet === undefined) {
    const tag = packets.updates[0]?.tag ?? '';
    return `cast(nil) with ${tag}(${slot}, ${printExpr(entry)})`;
  }
  const values = new Map(fieldsOf(entry).map((f) => [f.name, printExpr(f.value)]));
  const text = (role: PacketField['role']): readonly string[] =>
    packet.fields.filter((f) => f.role === role).map((f) => values.get(f.name) ?? '');
  const body = text('body')[0] ?? 'nil';
  return `cast(${body}) with ${packet.tag}(${[slot, ...text('header')].join(', ')})`;
}

export interface Reception {
  readonly pattern: string;
  readonly slot: string;
  readonly sender: string;
  readonly entry: string;
}

/** The pattern that receives an update, and the entry made of what it binds. */
export function receptionOf(packet: PacketCase, names: Names): Reception {
  const slot = names.parameter('k');
  const sender = names.parameter('q');
  const body = names.parameter('m');
  const header = packet.fields.filter((f) => f.role === 'header');
  const bound = new Map(header.map((f) => [f.name, names.parameter(`${f.name}_`)]));
  const takesBody = packet.fields.some((f) => f.role === 'body');
  const values = packet.fields.map((f) => {
    if (f.role === 'sender') return sender;
    return f.role === 'body' ? `${body}.val` : (bound.get(f.name) ?? '');
  });
  const pattern = `deliver(${sender}, ${takesBody ? body : 'nil'}) with ${packet.tag}(${[slot, ...bound.values()].join(', ')})`;
  return { pattern, slot, sender, entry: entryText(packet, values) };
}

function entryText(packet: PacketCase, values: readonly string[]): string {
  if (packet.of === undefined) return values[0] ?? '';
  return packet.of.tag === TUPLE
    ? `[${values.join(', ')}]`
    : `${packet.of.tag}(${values.join(', ')})`;
}

const TUPLE = '$tuple';

function tagOfEntry(entry: Expr): string | undefined {
  if (entry.kind === 'tuple') return TUPLE;
  return entry.kind === 'inject' ? entry.tag : undefined;
}

function caseList(form: NormalForm): readonly PacketCase[] {
  const { entry } = form;
  const apart = form.updates.every((u) => tagOfEntry(u.appended) !== undefined);
  if (apart && entry.kind === 'tuple')
    return [caseOf('upd', { tag: TUPLE, fields: entry.fields }, form.updates, form)];
  if (apart && entry.kind === 'union')
    return entry.cases.map((c) => caseOf(c.tag, c, updatesOf(form, c.tag), form));
  return [{ tag: 'upd', fields: [{ name: 'e', sort: entry, role: 'header' }] }];
}

function updatesOf(form: NormalForm, tag: string): readonly Update[] {
  return form.updates.filter((u) => u.appended.kind === 'inject' && u.appended.tag === tag);
}

function caseOf(
  tag: string,
  of: UnionCase,
  updates: readonly Update[],
  form: NormalForm,
): PacketCase {
  let bodyFree = true;
  const fields = of.fields.map((field): PacketField => {
    const sends = (u: Update): boolean => {
      const value = fieldsOf(u.appended).find((f) => f.name === field.name)?.value;
      return isLocal(value, u.process);
    };
    if (updates.length > 0 && updates.every(sends)) return { ...field, role: 'sender' };
    if (bodyFree && sameSort(field.sort, form.message) && !sameSort(form.message, form.view)) {
      bodyFree = false;
      return { ...field, role: 'body' };
    }
    return { ...field, role: 'header' };
  });
  return { tag, of, fields };
}

function fieldName(wish: string, cases: readonly PacketCase[]): string {
  const used = new Set(cases.flatMap((c) => c.fields.map((f) => f.name)));
  let name = wish;
  for (let i = 2; used.has(name); i += 1) name = `${wish}${i}`;
  return name;
}
