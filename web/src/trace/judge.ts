/** Holds dropped logs against a service of an open text. */
import { check, findAutomaton, hasErrors, type Source } from '@maat/spec-lang';
import { parseTraces, refineTrace, type LogText, type TraceVerdict } from '@maat/verifier';
import { whileRunning, type Refused, type Target } from '../spec/instance.js';
import { readScope } from '../spec/scope.js';
import { loaderFor, type Shelf } from '../spec/workspace.js';

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
  const source = desk.find((d) => d.file === target.file);
  if (source === undefined) return refuse(`${target.file} is not open`);
  const { value: program, diagnostics } = check(source, loaderFor(desk, shelf));
  if (hasErrors(diagnostics)) return refuse('The text has errors; they are under Problems.');
  return whileRunning(() => {
    const service = findAutomaton(program, target.unit);
    const read = readScope(service, target.scope);
    if (read.kind === 'refused') return refuse(read.message);
    const logged = parseTraces(logs, service, program);
    if (!logged.ok)
      return { kind: 'traced', verdict: { verdict: 'invalid', errors: logged.errors } };
    // The trace itself says which processes and messages there are.
    const scope = { sorts: new Map<string, readonly string[]>(), values: read.scope.values };
    return { kind: 'traced', verdict: refineTrace(logged.trace, service, { scope, program }) };
  });
}

function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
