/** Do the logs agree on the views? One membership for each, and one history for those who move together. */
import { equalValues } from '@maat/spec-lang';
import type { Issue } from './issue.js';
import { placeOf, showMessage } from './issue.js';
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
    const [behind, ahead] = own.length < others.length ? [one, other] : [other, one];
    return historyIssue(one, other, behind, ahead, sender);
  }
  return undefined;
}

function historyIssue(
  one: Mover,
  other: Mover,
  behind: Mover,
  ahead: Mover,
  sender: string,
): Issue {
  const count = (mover: Mover): number => mover.from.bySender.get(sender)?.length ?? 0;
  const extra = ahead.from.bySender.get(sender)?.[count(behind)];
  if (extra === undefined) throw new Error('who is ahead has delivered more');
  const reason =
    `${one.member.process} and ${other.member.process} go together from view ${one.from.view} to ` +
    `${one.to.view}, but delivered ${count(one)} and ${count(other)} messages of ${sender} there; ` +
    `${behind.member.process} lacks ${showMessage(extra.message)} (${placeOf(extra.event)})`;
  return {
    label: 'Virtual Synchrony',
    event: one.to.entry,
    reason,
    related: [other.to.entry, extra.event],
    suspect: behind.member.process,
    missing: { sender, message: extra.message },
  };
}
