/** Holds dropped logs against a service of an open text. */
import type { Source } from '@maat/spec-lang';
import { refineTrace, type LogText, type TraceVerdict } from '@maat/verifier';
import type { Refused, Target } from '../spec/instance.js';
import type { Shelf } from '../spec/workspace.js';
import { withLogs } from './opened.js';

export interface Traced {
  readonly kind: 'traced';
  readonly verdict: TraceVerdict;
}

export function judgeTrace(
  desk: readonly Source[],
  shelf: Shelf,
  target: Target,
  logs: readonly LogText[],
): Traced | Refused {
  return withLogs<Traced>(desk, shelf, target, logs, ({ program, service, scope, logged }) => ({
    kind: 'traced',
    verdict: logged.ok
      ? refineTrace(logged.trace, service, { scope, program })
      : { verdict: 'invalid', errors: logged.errors },
  }));
}
