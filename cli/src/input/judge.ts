// Holds logs against a service: bad logs, a verdict, or an error of the specification met on the way.
import {
  parseTraces,
  refineTrace,
  type LogText,
  type RefineOptions,
  type TraceVerdict,
} from '@maat/verifier';
import type { Automaton } from '@maat/spec-lang';
import type { Context } from '../session.js';
import { guarded } from './automaton.js';
import type { Specification } from './specification.js';

export interface JudgeOptions extends Omit<RefineOptions, 'program'> {
  /** Events that only an extension of the service has. */
  readonly hidden?: readonly string[];
}

export function judgeLogs(
  context: Context,
  specification: Specification,
  service: Automaton,
  logs: readonly LogText[],
  options: JudgeOptions = {},
): TraceVerdict {
  const read = parseTraces(logs, service, options.hidden);
  if (!read.ok) return { verdict: 'invalid', errors: read.errors };
  const program = specification.program;
  return guarded(context, specification, () =>
    refineTrace(read.trace, service, { ...options, program }),
  );
}
