/** Says of the blamed event what is wrong with it, in the plainest words that are true. */
import type { Trace, TraceEvent } from '../log.js';
import type { Blame } from './blame.js';
import { eventAt } from './blame.js';
import { placeOf, showMessage } from './issue.js';
import { nameOf } from './member.js';

export interface Description {
  readonly label: string;
  readonly text: string;
  readonly related: readonly TraceEvent[];
}

export function describe(trace: Trace, found: Blame): Description {
  const { issue } = found;
  const at = eventAt(found) ?? issue.event;
  const simple = at.step.action === 'deliver' ? badDelivery(trace, found, at) : undefined;
  if (simple !== undefined) return simple;
  const seen = issue.event === at ? '' : ` (seen at ${placeOf(issue.event)})`;
  const late = missingLater(found);
  const stands = late === undefined ? '' : ` (that one stands at ${placeOf(late)})`;
  const related = new Set([issue.event, ...issue.related, ...(late === undefined ? [] : [late])]);
  related.delete(at);
  return { label: issue.label, text: issue.reason + seen + stands, related: [...related] };
}

/** A delivery of what its sender never cast, or not so often, or not yet, is wrong whatever else is. */
function badDelivery(trace: Trace, found: Blame, at: TraceEvent): Description | undefined {
  const [, q, m] = at.step.args;
  const [sender, message] = [nameOf(q), nameOf(m)];
  const own = found.log.events.slice(0, found.position);
  const casts = castsOf(trace, sender, message);
  const before = own.filter((e) => isDelivery(e, sender, message));
  const cast = casts[before.length];
  const shown = showMessage(message);
  if (casts.length === 0) return neverCast(trace, sender, message);
  if (cast === undefined) {
    const places = before.map(placeOf).join(', ');
    const text = `${shown} of ${sender} was delivered here before (${places})`;
    return { label: 'No Duplication', text, related: before };
  }
  if (sender === found.log.process && !own.includes(cast)) {
    const text = `${sender} casts ${shown} only later (${placeOf(cast)})`;
    return { label: 'Causality', text, related: [cast] };
  }
  return undefined;
}

function neverCast(trace: Trace, sender: string, message: string): Description {
  const shown = showMessage(message);
  const others = trace.flatMap((log) => castsOf(trace, log.process, message));
  const who = others[0];
  const did = who === undefined ? '' : `; ${who.process} did (${placeOf(who)})`;
  const log = trace.some((l) => l.process === sender)
    ? ''
    : `: no log of ${sender} is in the trace`;
  const text = `${sender} never cast ${shown}${log}${did}`;
  return { label: 'Delivery Integrity', text, related: who === undefined ? [] : [who] };
}

function castsOf(trace: Trace, process: string, message: string): readonly TraceEvent[] {
  const events = trace.find((log) => log.process === process)?.events ?? [];
  return events.filter(({ step }) => step.action === 'cast' && nameOf(step.args[1]) === message);
}

function isDelivery({ step }: TraceEvent, sender: string, message: string): boolean {
  const [, q, m] = step.args;
  return step.action === 'deliver' && nameOf(q) === sender && nameOf(m) === message;
}

/** What should have come at the blamed place may stand further on in the same log: swapped, or moved. */
function missingLater({ issue, log, position }: Blame): TraceEvent | undefined {
  const { missing } = issue;
  if (missing === undefined) return undefined;
  const { sender, message } = missing;
  return log.events.slice(position + 1).find((e) => isDelivery(e, sender, message));
}
