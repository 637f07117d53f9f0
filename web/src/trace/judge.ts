/** Holds dropped logs against a service of an open text. */
import type { Source } from '@maat/spec-lang';
import { refineTrace, type LogText, type Trace, type TraceVerdict } from '@maat/verifier';
import type { Refused, Target } from '../spec/instance.js';
import type { Shelf } from '../spec/workspace.js';
import { withLogs } from './opened.js';

export interface Traced {
  readonly kind: 'traced';
  readonly verdict: TraceVerdict;
}

/** `tell` hears what is done next: each part may take a while. */
export function judgeTrace(
  desk: readonly Source[],
  shelf: Shelf,
  target: Target,
  logs: readonly LogText[],
  tell: (said: string) => void = () => undefined,
): Traced | Refused {
  tell('reading the lines…');
  return withLogs<Traced>(desk, shelf, target, logs, ({ program, service, scope, logged }) => {
    if (!logged.ok)
      return { kind: 'traced', verdict: { verdict: 'invalid', errors: logged.errors } };
    tell(`holding ${eventsIn(logged.trace).toLocaleString('en')} events against ${service.name}…`);
    return { kind: 'traced', verdict: refineTrace(logged.trace, service, { scope, program }) };
  });
}

function eventsIn(trace: Trace): number {
  return trace.reduce((sum, log) => sum + log.events.length, 0);
}
