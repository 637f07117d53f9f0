/** One process's log cut into epochs: the stretches between its views, with what it delivered in each. */
import { compareValues, keyOf } from '@maat/spec-lang';
import type { Value } from '@maat/spec-lang';
import type { TraceEvent } from '../log.js';
import type { Issue } from './issue.js';

export interface Member {
  readonly process: string;
  /** What comes after the events here is not known: it may be anything. */
  readonly open: boolean;
  readonly events: readonly TraceEvent[];
  readonly casts: readonly TraceEvent[];
  /** Ascending by view. */
  readonly epochs: readonly Epoch[];
  readonly leave?: TraceEvent;
}

export interface Epoch {
  readonly view: string;
  readonly identity: Value;
  readonly entry: TraceEvent;
  readonly deliveries: readonly Delivery[];
  readonly bySender: ReadonlyMap<string, readonly Delivery[]>;
  /** The event that entered the next view; absent in the last epoch. */
  readonly exit?: TraceEvent;
}

export interface Delivery {
  readonly event: TraceEvent;
  readonly view: string;
  readonly sender: string;
  readonly message: string;
}

/** A name for a value: elements of uninterpreted sorts are their own. */
export function nameOf(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : keyOf(value);
}

export function memberOf(
  process: string,
  events: readonly TraceEvent[],
  open: boolean,
): Member | Issue {
  const casts: TraceEvent[] = [];
  const epochs: Epoch[] = [];
  let current: GrowingEpoch | undefined;
  let leave: TraceEvent | undefined;
  for (const event of events) {
    switch (event.step.action) {
      case 'cast':
        casts.push(event);
        break;
      case 'leave':
        leave ??= event;
        break;
      case 'view': {
        const issue = viewIssue(event, current, leave);
        if (issue !== undefined) return issue;
        if (current !== undefined) epochs.push({ ...current, exit: event });
        current = enter(event);
        break;
      }
      case 'deliver':
        if (leave !== undefined) return afterLeave(event, leave);
        if (current === undefined) return outsideViews(event);
        record(current, event);
        break;
    }
  }
  if (current !== undefined) epochs.push(current);
  return { process, open, events, casts, epochs, ...(leave === undefined ? {} : { leave }) };
}

interface GrowingEpoch extends Epoch {
  readonly deliveries: Delivery[];
  readonly bySender: Map<string, Delivery[]>;
}

function enter(entry: TraceEvent): GrowingEpoch {
  const identity = entry.step.args[1] ?? '';
  return { view: nameOf(identity), identity, entry, deliveries: [], bySender: new Map() };
}

function record(epoch: GrowingEpoch, event: TraceEvent): void {
  const [, q, m] = event.step.args;
  const sender = nameOf(q);
  const delivery = { event, view: epoch.view, sender, message: nameOf(m) };
  epoch.deliveries.push(delivery);
  const earlier = epoch.bySender.get(sender);
  if (earlier === undefined) epoch.bySender.set(sender, [delivery]);
  else earlier.push(delivery);
}

function viewIssue(
  event: TraceEvent,
  current: Epoch | undefined,
  leave: TraceEvent | undefined,
): Issue | undefined {
  const [p, v, members] = event.step.args;
  if (leave !== undefined) return afterLeave(event, leave);
  if (typeof members === 'object' && members.kind === 'set') {
    if (!members.elements.some((q) => nameOf(q) === nameOf(p))) {
      const reason = `${nameOf(p)} is no member of view ${nameOf(v)} that it enters`;
      return { label: 'Self Inclusion', event, reason, related: [] };
    }
  }
  if (current !== undefined && v !== undefined && compareValues(current.identity, v) >= 0) {
    const reason = `view ${nameOf(v)} does not come after ${current.view}, the view it is in`;
    return { label: 'Local Monotonicity', event, reason, related: [current.entry] };
  }
  return undefined;
}

function afterLeave(event: TraceEvent, leave: TraceEvent): Issue {
  const reason = `${event.process} has left the group before`;
  return { label: '', event, reason, related: [leave] };
}

function outsideViews(event: TraceEvent): Issue {
  const reason = `${event.process} is in no view yet`;
  return { label: '', event, reason, related: [] };
}
