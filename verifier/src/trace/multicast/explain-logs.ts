/**
 * Is there a behaviour of EVS (or of ETO) with these logs? Exact and nearly linear: matching casts,
 * sends and deliveries is canonical because senders are FIFO, so nothing has to be guessed.
 */
import type { TraceEvent } from '../log.js';
import { inOneOrder } from './causality.js';
import type { Ordered } from './causality.js';
import { isIssue } from './issue.js';
import type { Issue } from './issue.js';
import { memberOf } from './member.js';
import type { Member } from './member.js';
import { inferSends } from './sends.js';
import { inferQueues } from './total-order.js';
import { checkViews } from './views.js';

/** A log, or the beginning of one: when `open`, anything may follow. */
export interface LogPart {
  readonly process: string;
  readonly events: readonly TraceEvent[];
  readonly open: boolean;
}

/** The events and sends in an order in which the service can take them, or why there is none. */
export function explainLogs(
  parts: readonly LogPart[],
  totalOrder: boolean,
): readonly Ordered[] | Issue {
  const members: Member[] = [];
  for (const part of parts) {
    const member = memberOf(part.process, part.events, part.open);
    if ('reason' in member) return member;
    members.push(member);
  }
  const disagreement = checkViews(members);
  const sends = inferSends(members);
  if ('reason' in sends) return sends;
  const queues = totalOrder ? inferQueues(members) : undefined;
  if (queues !== undefined && isIssue(queues)) return queues;
  return disagreement ?? inOneOrder(members, sends, queues);
}
