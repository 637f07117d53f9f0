/** Judges a trace of EVS, ETO or an extension: the linear check, its behaviour replayed, the event to blame. */
import type { Instance, Step } from '@maat/spec-lang';
import type { Finding } from '../failure.js';
import type { Trace, TraceEvent } from '../log.js';
import { Replay } from '../replay.js';
import type { Family } from '../family.js';
import { blame, cut, eventAt } from './blame.js';
import type { Blame } from './blame.js';
import type { Ordered } from './causality.js';
import { explainLogs } from './explain-logs.js';
import { describe } from './describe.js';
import { isIssue } from './issue.js';
import type { Send } from './sends.js';

export type LinearResult =
  | { readonly kind: 'explained'; readonly steps: number }
  | { readonly kind: 'impossible'; readonly finding: Finding }
  /** An extension's own guards refuse this behaviour; another one may still exist. */
  | { readonly kind: 'not this way' };

export function judgeMulticast(
  instance: Instance,
  family: Family,
  trace: Trace,
  suspect: string | undefined,
): LinearResult {
  const totalOrder = family === 'ETO';
  const parts = trace.map(({ process, events }) => ({ process, events, open: false }));
  const order = explainLogs(parts, totalOrder);
  if (isIssue(order)) {
    const finding = findingOf(instance, trace, blame(trace, totalOrder, suspect), totalOrder);
    return { kind: 'impossible', finding };
  }
  const replay = new Replay(instance);
  const fits = stepsOf(order).every((step) => replay.take(step));
  return fits ? { kind: 'explained', steps: replay.steps } : { kind: 'not this way' };
}

function findingOf(instance: Instance, trace: Trace, found: Blame, totalOrder: boolean): Finding {
  const { issue, log, position } = found;
  const at = eventAt(found) ?? issue.event;
  const order = explainLogs(cut(trace, log, position), totalOrder);
  const replay = new Replay(instance);
  if (!isIssue(order)) for (const step of stepsOf(order)) replay.take(step);
  const state = replay.states[0];
  if (state === undefined) throw new Error('a replay is always in some state');
  const { label, text, related } = describe(trace, found);
  return {
    trace,
    at,
    frontier: trace.map((l) => (l === log ? position : l.events.length)),
    state,
    next: [at],
    reason: { label, text },
    related,
  };
}

/** Views are formed just before the first of their members enters. */
function stepsOf(order: readonly Ordered[]): readonly Step[] {
  const formed = new Set<string>();
  return order.flatMap((item) =>
    item.kind === 'send' ? sendSteps(item.send) : eventSteps(item.event, formed),
  );
}

function eventSteps(event: TraceEvent, formed: Set<string>): readonly Step[] {
  const [, view, members] = event.step.args;
  if (event.step.action !== 'view' || view === undefined || members === undefined) {
    return [event.step];
  }
  const key = JSON.stringify(view);
  if (formed.has(key)) return [event.step];
  formed.add(key);
  return [{ action: 'newView', args: [view, members] }, event.step];
}

/** What an open log has yet to cast is cast when it is needed. */
function sendSteps(send: Send): readonly Step[] {
  const delivery = send.deliveries[0];
  const [, p, m] = delivery?.event.step.args ?? [];
  if (p === undefined || m === undefined) return [];
  const step = { action: 'send', args: [p] };
  return send.cast === undefined ? [{ action: 'cast', args: [p, m] }, step] : [step];
}
