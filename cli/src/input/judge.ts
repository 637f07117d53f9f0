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

export function judgeLogs(
  context: Context,
  specification: Specification,
  service: Automaton,
  logs: readonly LogText[],
  options: Omit<RefineOptions, 'program'> = {},
): TraceVerdict {
  const read = parseTraces(logs, service, specification.program);
  if (!read.ok) return { verdict: 'invalid', errors: read.errors };
  const program = specification.program;
  return guarded(context, specification, () =>
    refineTrace(read.trace, service, { ...options, program }),
  );
}
