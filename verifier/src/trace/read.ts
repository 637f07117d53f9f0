/** From the texts of logs to a trace of one service, or to every fault that keeps them from being one. */
import { readTrace } from '@maat/spec-lang';
import type { Automaton, Program, RawLog, TraceError } from '@maat/spec-lang';
import { groupErrors } from './group.js';
import { hiddenActions } from './hidden.js';
import type { Log, Trace } from './log.js';
import { typeLog } from './type-log.js';

export interface LogText {
  readonly file: string;
  readonly text: string;
}

/** A trace, or every fault that was found in its logs. */
export type ReadTrace =
  | { readonly ok: true; readonly trace: Trace }
  | { readonly ok: false; readonly errors: readonly TraceError[] };

/**
 * Reads the logs of one run as events of `service`. They may be of a service that extends it, in
 * `program` or in the library: then what that one adds is left out.
 */
export function parseTraces(
  texts: readonly LogText[],
  service: Automaton,
  program?: Program,
): ReadTrace {
  const errors: TraceError[] = [];
  const raw: RawLog[] = [];
  const logs: Log[] = [];
  for (const { file, text } of texts) {
    const read = readTrace(file, text);
    if (isFaulty(read)) errors.push(...read);
    else raw.push(read);
  }
  errors.push(...groupErrors(raw));
  const recorded = raw[0]?.header.service ?? service.name;
  const hidden = recorded === service.name ? NONE : hiddenActions(recorded, service, program);
  for (const log of raw) {
    const typed = typeLog(log, service, hidden);
    if (isFaulty(typed)) errors.push(...typed);
    else logs.push(typed);
  }
  if (texts.length === 0) errors.push(NOTHING);
  if (errors.length === 0 && logs.every((log) => log.events.length === 0)) {
    errors.push(noEvents(logs));
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, trace: logs.sort((a, b) => (a.process < b.process ? -1 : 1)) };
}

/** One log on its own: its form, and its events as steps of `service`. */
export function parseTrace(
  file: string,
  text: string,
  service: Automaton,
): Log | readonly TraceError[] {
  const raw = readTrace(file, text);
  return isFaulty(raw) ? raw : typeLog(raw, service, NONE);
}

/** Reading one log gives its faults as a list, in place of the log. */
export function isFaulty(read: object): read is readonly TraceError[] {
  return Array.isArray(read);
}

const NONE: ReadonlySet<string> = new Set();

const NOTHING: TraceError = { code: 'empty', file: '', line: 1, message: 'there are no logs' };

function noEvents(trace: Trace): TraceError {
  const message = 'no log has a single event: an empty trace says nothing';
  return { code: 'no-events', file: trace[0]?.file ?? '', line: 1, message };
}
