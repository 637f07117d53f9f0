/**
 * In which view was each message sent? A process that goes on to another view has delivered all
 * that it sent in the old one, and nothing else of its own; so its own deliveries say. In its last
 * view it sent what anybody there delivered. Senders are FIFO, so each send has one cast.
 */
import { compareValues } from '@maat/spec-lang';
import type { TraceEvent } from '../log.js';
import type { Issue } from './issue.js';
import { placeOf, showMessage } from './issue.js';
import { nameOf } from './member.js';
import type { Delivery, Epoch, Member } from './member.js';

export interface Send {
  readonly process: string;
  readonly view: string;
  /** Absent for what an open log has yet to cast. */
  readonly cast?: TraceEvent;
  /** The epoch of the sender in which it sent; absent when an open log has yet to enter the view. */
  readonly epoch?: Epoch;
  readonly deliveries: readonly Delivery[];
}

/** In the order of sending, for each process. */
export type Sends = ReadonlyMap<string, readonly Send[]>;

export function inferSends(members: readonly Member[]): Sends | Issue {
  const received = deliveriesBySender(members);
  const stranger = [...received.keys()].find((q) => !members.some((m) => m.process === q));
  if (stranger !== undefined) return unknownSender(stranger, received);
  const sends = new Map<string, readonly Send[]>();
  for (const member of members) {
    const sent = sendsOf(member, received.get(member.process) ?? NOTHING);
    if ('reason' in sent) return sent;
    sends.set(member.process, sent);
  }
  return sends;
}

/** view → one list for each receiver. */
type Receipts = Map<string, (readonly Delivery[])[]>;

const NOTHING: Receipts = new Map<string, never>();

function deliveriesBySender(members: readonly Member[]): Map<string, Receipts> {
  const received = new Map<string, Receipts>();
  for (const member of members) {
    for (const epoch of member.epochs) {
      for (const [sender, list] of epoch.bySender) {
        const byView = received.get(sender) ?? new Map<string, (readonly Delivery[])[]>();
        received.set(sender, byView);
        byView.set(epoch.view, [...(byView.get(epoch.view) ?? []), list]);
      }
    }
  }
  return received;
}

function sendsOf(member: Member, received: Receipts): readonly Send[] | Issue {
  const sends: Send[] = [];
  let from = 0;
  for (const { view, epoch } of sendingViews(member, received)) {
    const lists = received.get(view) ?? [];
    if (epoch === undefined) {
      if (!mayEnter(member, lists)) return neverThere(member, view, lists);
      from = firstFitting(member, from, lists);
    }
    const own = epoch?.bySender.get(member.process) ?? [];
    const all = epoch?.exit === undefined ? longest(own, lists) : own;
    for (const list of lists) {
      const issue = beyondOwn(member, epoch, all, list) ?? matchCasts(member, from, list);
      if (issue !== undefined) return issue;
    }
    all.forEach((_, i) => sends.push(makeSend(member, view, epoch, from + i, lists, i)));
    from += all.length;
  }
  return sends;
}

/** The views that the process was in, then those that an open log must still come to. */
function sendingViews(
  member: Member,
  received: Receipts,
): readonly { readonly view: string; readonly epoch?: Epoch }[] {
  const been = member.epochs.map((epoch) => ({ view: epoch.view, epoch }));
  const others = [...received.keys()].filter((v) => !member.epochs.some((e) => e.view === v));
  return [...been, ...others.sort(compareValues).map((view) => ({ view }))];
}

function mayEnter(member: Member, lists: readonly (readonly Delivery[])[]): boolean {
  const view = lists[0]?.[0]?.view;
  const last = member.epochs.at(-1);
  if (!member.open || member.leave !== undefined || view === undefined) return false;
  return last === undefined || compareValues(last.view, view) < 0;
}

/** Between what an open log shows and this view the process may have sent more, which nobody else received. */
function firstFitting(
  member: Member,
  from: number,
  lists: readonly (readonly Delivery[])[],
): number {
  let at = from;
  while (lists.some((list) => matchCasts(member, at, list) !== undefined)) at += 1;
  return at;
}

function longest(
  own: readonly Delivery[],
  lists: readonly (readonly Delivery[])[],
): readonly Delivery[] {
  return lists.reduce((best, next) => (next.length > best.length ? next : best), own);
}

function makeSend(
  member: Member,
  view: string,
  epoch: Epoch | undefined,
  index: number,
  lists: readonly (readonly Delivery[])[],
  position: number,
): Send {
  const cast = member.casts[index];
  return {
    process: member.process,
    view,
    deliveries: lists.flatMap((list) => list[position] ?? []),
    ...(cast === undefined ? {} : { cast }),
    ...(epoch === undefined ? {} : { epoch }),
  };
}

function beyondOwn(
  member: Member,
  epoch: Epoch | undefined,
  all: readonly Delivery[],
  list: readonly Delivery[],
): Issue | undefined {
  const extra = list[all.length];
  if (epoch?.exit === undefined || extra === undefined) return undefined;
  const reason =
    `${extra.event.process} delivered ${all.length + 1} messages of ${member.process} in view ` +
    `${epoch.view} (${placeOf(extra.event)}), but ${member.process} left it with ${all.length} of its own`;
  const { exit: event } = epoch;
  const { sender, message } = extra;
  const { process: suspect } = member;
  const missing = { sender, message };
  return { label: 'Self Delivery', event, reason, related: [extra.event], suspect, missing };
}

/** The receiver's list must be the casts from `from` on. */
function matchCasts(member: Member, from: number, list: readonly Delivery[]): Issue | undefined {
  for (const [i, delivery] of list.entries()) {
    const cast = member.casts[from + i];
    if (cast === undefined && member.open) return undefined;
    const message = cast === undefined ? undefined : messageOf(cast);
    if (message !== delivery.message) return mismatch(member, delivery, from + i, list.slice(0, i));
  }
  return undefined;
}

function mismatch(
  member: Member,
  delivery: Delivery,
  index: number,
  before: readonly Delivery[],
): Issue {
  const q = member.process;
  const expected = member.casts[index];
  const where = member.casts.findIndex((c) => messageOf(c) === delivery.message);
  const same = member.casts[where];
  const next =
    expected === undefined
      ? `${q} has cast nothing more`
      : `the next message of ${q} in this view is ${showMessage(messageOf(expected))} (${placeOf(expected)})`;
  const { label, what } = classify(q, where, index, before, delivery);
  const related = [
    ...(same === undefined ? [] : [same]),
    ...(expected === undefined ? [] : [expected]),
  ];
  const missing =
    expected === undefined ? {} : { missing: { sender: q, message: messageOf(expected) } };
  return { label, event: delivery.event, reason: `${what}; ${next}`, related, ...missing };
}

function classify(
  q: string,
  where: number,
  index: number,
  before: readonly Delivery[],
  delivery: Delivery,
): { label: string; what: string } {
  const message = showMessage(delivery.message);
  if (where < 0) {
    return { label: 'Delivery Integrity', what: `${q} never cast ${message}` };
  }
  const twin = before.find((d) => d.message === delivery.message);
  if (twin !== undefined) {
    const at = placeOf(twin.event);
    return {
      label: 'No Duplication',
      what: `${message} of ${q} was delivered here before (${at})`,
    };
  }
  if (where < index) {
    return { label: 'Sending View Delivery', what: `${q} sent ${message} in an earlier view` };
  }
  return { label: 'Reliable FIFO', what: `${message} of ${q} comes too early` };
}

function messageOf(cast: TraceEvent): string {
  return nameOf(cast.step.args[1]);
}

function neverThere(member: Member, view: string, lists: readonly (readonly Delivery[])[]): Issue {
  const event = lists[0]?.[0]?.event;
  if (event === undefined) throw new Error('a view without deliveries has no sender');
  const reason = `${member.process} sent nothing in view ${view}: its log does not enter it`;
  return { label: 'Sending View Delivery', event, reason, related: [] };
}

function unknownSender(process: string, received: ReadonlyMap<string, Receipts>): Issue {
  const event = [...(received.get(process)?.values() ?? [])][0]?.[0]?.[0]?.event;
  if (event === undefined) throw new Error('a sender without deliveries is unknown');
  const reason = `no log of ${process} is in the trace, so no cast of it`;
  return { label: 'Delivery Integrity', event, reason, related: [] };
}
