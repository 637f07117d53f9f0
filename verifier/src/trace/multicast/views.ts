/** Do the logs agree on the views? One membership for each, and one history for those who move together. */
import { equalValues } from '@maat/spec-lang';
import type { Issue } from './issue.js';
import { placeOf } from './issue.js';
import type { Epoch, Member } from './member.js';

export function checkViews(members: readonly Member[]): Issue | undefined {
  return differentMembers(members) ?? differentHistories(members);
}

function differentMembers(members: readonly Member[]): Issue | undefined {
  const first = new Map<string, Epoch>();
  for (const epoch of members.flatMap((m) => m.epochs)) {
    const other = first.get(epoch.view);
    first.set(epoch.view, other ?? epoch);
    const [own, usual] = [epoch.entry.step.args[2], other?.entry.step.args[2]];
    if (other === undefined || own === undefined || usual === undefined) continue;
    if (!equalValues(own, usual)) {
      const reason = `view ${epoch.view} has other members here than in ${placeOf(other.entry)}`;
      return { label: '', event: epoch.entry, reason, related: [other.entry] };
    }
  }
  return undefined;
}

/** Those who go from one view straight to the same next one. */
interface Mover {
  readonly member: Member;
  readonly from: Epoch;
  readonly to: Epoch;
}

function differentHistories(members: readonly Member[]): Issue | undefined {
  const first = new Map<string, Mover>();
  for (const mover of members.flatMap(moves)) {
    const move = `${mover.from.view.length} ${mover.from.view} ${mover.to.view}`;
    const other = first.get(move);
    first.set(move, other ?? mover);
    const issue = other === undefined ? undefined : compareHistories(mover, other);
    if (issue !== undefined) return issue;
  }
  return undefined;
}

function moves(member: Member): readonly Mover[] {
  return member.epochs.flatMap((to, i) => {
    const from = member.epochs[i - 1];
    return from === undefined ? [] : [{ member, from, to }];
  });
}

function compareHistories(one: Mover, other: Mover): Issue | undefined {
  const senders = new Set([...one.from.bySender.keys(), ...other.from.bySender.keys()]);
  for (const sender of senders) {
    const own = one.from.bySender.get(sender) ?? [];
    const others = other.from.bySender.get(sender) ?? [];
    if (own.length === others.length) continue;
    const extra = own[others.length] ?? others[own.length];
    const reason =
      `${one.member.process} and ${other.member.process} go together from view ${one.from.view} to ` +
      `${one.to.view}, but delivered ${own.length} and ${others.length} messages of ${sender} in ${one.from.view}`;
    const event = one.to.entry;
    return {
      label: 'Virtual Synchrony',
      event,
      reason,
      related: [other.to.entry, ...(extra === undefined ? [] : [extra.event])],
      suspect: (own.length < others.length ? one : other).member.process,
    };
  }
  return undefined;
}
