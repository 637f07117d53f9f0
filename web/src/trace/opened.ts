/** Logs that somebody dropped or a group recorded, read as events of a service of an open text. */
import {
  check,
  findAutomaton,
  hasErrors,
  type Automaton,
  type Program,
  type Scope,
  type Source,
} from '@maat/spec-lang';
import { parseTraces, type LogText } from '@maat/verifier';
import { whileRunning, type Refused, type Target } from '../spec/instance.js';
import { readScope } from '../spec/scope.js';
import { loaderFor, type Shelf } from '../spec/workspace.js';

export interface OpenedLogs {
  readonly program: Program;
  readonly service: Automaton;
  /** The constants only: the trace itself says which processes and messages there are. */
  readonly scope: Scope;
  readonly logged: ReturnType<typeof parseTraces>;
}

export function withLogs<T>(
  desk: readonly Source[],
  shelf: Shelf,
  target: Target,
  logs: readonly LogText[],
  work: (opened: OpenedLogs) => T | Refused,
): T | Refused {
  const source = desk.find((d) => d.file === target.file);
  if (source === undefined) return refuse(`${target.file} is not open`);
  const { value: program, diagnostics } = check(source, loaderFor(desk, shelf));
  if (hasErrors(diagnostics)) return refuse('The text has errors; they are under Problems.');
  return whileRunning(() => {
    const service = findAutomaton(program, target.unit);
    const read = readScope(service, target.scope);
    if (read.kind === 'refused') return refuse(read.message);
    const scope = { sorts: new Map<string, readonly string[]>(), values: read.scope.values };
    return work({ program, service, scope, logged: parseTraces(logs, service, program) });
  });
}

export function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
