/**
 * Which event would a person call wrong? The first one of a log with which the log, up to there,
 * no longer fits the whole logs of the others, whatever it might do later. Of several such logs,
 * see `preferred`.
 */
import type { Log, Trace, TraceEvent } from '../log.js';
import { explainLogs } from './explain-logs.js';
import type { LogPart } from './explain-logs.js';
import { isIssue } from './issue.js';
import type { Issue } from './issue.js';

export interface Blame {
  readonly log: Log;
  /** The position in the log's events of the one that does not fit; past the end, the log is too short. */
  readonly position: number;
  readonly issue: Issue;
  /** The log contradicts itself there, whatever the others say. */
  readonly byItself: boolean;
}

export function blame(trace: Trace, totalOrder: boolean, suspect: string | undefined): Blame {
  const fits = trace.flatMap((log) => firstMisfit(trace, log, totalOrder) ?? []);
  const best = fits.sort((a, b) => preferred(a, suspect) - preferred(b, suspect))[0];
  if (best !== undefined) return best;
  return withoutOneCulprit(trace, totalOrder);
}

export function eventAt(found: Blame): TraceEvent | undefined {
  return found.log.events[found.position];
}

/** Undefined when the others do not even fit together without anything of this log. */
function firstMisfit(trace: Trace, log: Log, totalOrder: boolean): Blame | undefined {
  const issueAt = (length: number): Issue | undefined => {
    const result = explainLogs(cut(trace, log, length), totalOrder);
    return isIssue(result) ? result : undefined;
  };
  if (issueAt(0) !== undefined) return undefined;
  let fits = 0;
  let fails = log.events.length + 1;
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (issueAt(middle) === undefined) fits = middle;
    else fails = middle;
  }
  const issue = issueAt(Math.min(fails, log.events.length)) ?? wholeIssue(trace, totalOrder);
  if (issue === undefined) return undefined;
  const alone = explainLogs(only(trace, log, fails), totalOrder);
  return { log, position: fits, issue, byItself: isIssue(alone) };
}

export function cut(trace: Trace, culprit: Log, length: number): readonly LogPart[] {
  return trace.map((log) =>
    log === culprit
      ? { process: log.process, events: log.events.slice(0, length), open: true }
      : { process: log.process, events: log.events, open: false },
  );
}

/** Of the others nothing is known. */
function only(trace: Trace, culprit: Log, length: number): readonly LogPart[] {
  return trace.map(({ process, events }) => ({
    process,
    events: process === culprit.process ? events.slice(0, length) : [],
    open: true,
  }));
}

function wholeIssue(trace: Trace, totalOrder: boolean): Issue | undefined {
  const parts = trace.map(({ process, events }) => ({ process, events, open: false }));
  const result = explainLogs(parts, totalOrder);
  return isIssue(result) ? result : undefined;
}

/**
 * Less is better. What a process says it received can be wrong, what its user asked for hardly, and
 * that a log ought to go on is the last thing to suspect. Then a log that contradicts itself, the
 * process that the witness points at, then the one in whose log something is missing, then whoever leaves least unexplained.
 */
function preferred(found: Blame, suspect: string | undefined): number {
  const { process, events } = found.log;
  const event = eventAt(found);
  const kind = event === undefined ? 2 : event.step.action === 'cast' ? 1 : 0;
  const itself = found.byItself ? 0 : 1;
  const witnessed = process === suspect ? 0 : 1;
  const likely = process === found.issue.suspect ? 0 : 1;
  return (
    kind * 8e9 + itself * 4e9 + witnessed * 2e9 + likely * 1e9 + (events.length - found.position)
  );
}

/** More than one log is at fault: then the first place that shows it. */
function withoutOneCulprit(trace: Trace, totalOrder: boolean): Blame {
  const issue = wholeIssue(trace, totalOrder);
  const log = trace.find((l) => l.process === issue?.event.process);
  if (issue === undefined || log === undefined) throw new Error('the logs fit together');
  return { log, position: log.events.indexOf(issue.event), issue, byItself: false };
}
