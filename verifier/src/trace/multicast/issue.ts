/** Why logs do not fit together, as one sentence with the events that it speaks of. */
import type { TraceEvent } from '../log.js';

export interface Issue {
  /** The property of the service that is violated, as its guard is labelled; empty if none is named. */
  readonly label: string;
  /** The event at which it shows. */
  readonly event: TraceEvent;
  readonly reason: string;
  /** Other events that the reason speaks of. */
  readonly related: readonly TraceEvent[];
  /** Of the processes that disagree, the one that is more likely wrong: something is missing there. */
  readonly suspect?: string;
  /** What should have been delivered here, where that can be said. */
  readonly missing?: { readonly sender: string; readonly message: string };
}

export function isIssue(result: object): result is Issue {
  return 'reason' in result && 'related' in result;
}

/** `b.ndjson:12`, for sentences. */
export function placeOf(event: TraceEvent): string {
  return `${event.file}:${event.line}`;
}

/** The beginning of a payload, quoted. */
export function showMessage(message: string): string {
  return JSON.stringify(message.length > 24 ? `${message.slice(0, 24)}…` : message);
}
