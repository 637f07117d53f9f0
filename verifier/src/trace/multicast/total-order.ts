/** One queue a view: what each member delivered is a prefix of what one of them did, the visible queue. */
import type { Issue } from './issue.js';
import { placeOf, showMessage } from './issue.js';
import type { Delivery, Epoch, Member } from './member.js';

/** The visible queue of each view. */
export type Queues = ReadonlyMap<string, readonly Delivery[]>;

export function inferQueues(members: readonly Member[]): Queues | Issue {
  const queues = new Map<string, readonly Delivery[]>();
  for (const epoch of members.flatMap((m) => m.epochs)) {
    const queue = queues.get(epoch.view) ?? [];
    if (epoch.deliveries.length > queue.length) queues.set(epoch.view, epoch.deliveries);
  }
  for (const epoch of members.flatMap((m) => m.epochs)) {
    const issue = leavesQueue(epoch, queues.get(epoch.view) ?? []);
    if (issue !== undefined) return issue;
  }
  return queues;
}

function leavesQueue(epoch: Epoch, queue: readonly Delivery[]): Issue | undefined {
  for (const [i, own] of epoch.deliveries.entries()) {
    const next = queue[i];
    if (next === undefined || own === next) continue;
    if (own.sender === next.sender && own.message === next.message) continue;
    const reason =
      `the next message in the order of view ${epoch.view} is ${show(next)} (${placeOf(next.event)}), ` +
      `not ${show(own)}`;
    const { sender, message } = next;
    const issue = { label: 'Strong Total Order', event: own.event, related: [next.event] };
    return { ...issue, reason, missing: { sender, message } };
  }
  return undefined;
}

function show(delivery: Delivery): string {
  return `${showMessage(delivery.message)} of ${delivery.sender}`;
}
