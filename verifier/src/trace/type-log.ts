/** Reads the lines of a log as steps of a service: the action is its own, the arguments have its sorts. */
import { valueFromJson } from '@maat/spec-lang';
import type {
  Action,
  Automaton,
  RawLog,
  Step,
  TraceError,
  TraceLine,
  Value,
} from '@maat/spec-lang';
import type { Log, TraceEvent } from './log.js';

/** `hidden` are actions of the recorded service that this one does not have, and need not know. */
export function typeLog(
  raw: RawLog,
  service: Automaton,
  hidden: ReadonlySet<string>,
): Log | readonly TraceError[] {
  const actions = new Map(service.signature.map((action) => [action.name, action]));
  const errors: TraceError[] = [];
  const events: TraceEvent[] = [];
  const hints: TraceEvent[] = [];
  raw.lines.forEach((line, index) => {
    const place = { file: raw.file, line: index + 2 };
    const action = actions.get(line.action);
    if (isHint(line, action)) {
      const step = action === undefined ? undefined : readStep(action, line);
      if (typeof step === 'object') hints.push(eventOf(raw, line, place.line, step));
      return;
    }
    if (hidden.has(line.action)) return;
    const fault = checkEvent(raw, line, action, service);
    if ('code' in fault) errors.push({ ...place, ...fault });
    else events.push(eventOf(raw, line, place.line, fault));
  });
  if (errors.length > 0) return errors;
  const { file, header, end } = raw;
  return { file, header, process: header.process, events, hints, end };
}

export type Fault = Pick<TraceError, 'code' | 'message'>;

/** Internal steps help to find the behaviour; those that the service does not have are passed over. */
export function isHint(line: TraceLine, action: Action | undefined): boolean {
  return line.witness?.internal === true || action?.kind === 'internal';
}

function checkEvent(
  raw: RawLog,
  line: TraceLine,
  action: Action | undefined,
  service: Automaton,
): Step | Fault {
  if (action === undefined) {
    return { code: 'action', message: `${service.name} has no action ${line.action}` };
  }
  const step = readStep(action, line);
  if (typeof step === 'string') return { code: 'args', message: step };
  return forgery(raw.header.process, action, step.args) ?? step;
}

/** An event is told by the process at which it happens, which is its first argument. */
export function forgery(
  process: string,
  action: Action,
  args: readonly (Value | undefined)[],
): Fault | undefined {
  const [owner] = action.parameters[0]?.sort.kind === 'uninterpreted' ? args : [];
  if (typeof owner !== 'string' || owner === process) return undefined;
  return { code: 'forged', message: `an event of process ${owner} in the log of ${process}` };
}

/** A string says what is wrong with the arguments. */
export function readStep(action: Action, line: TraceLine): Step | string {
  const read = readArguments(action, line);
  if (typeof read === 'string') return read;
  const args = read.filter((value) => value !== undefined);
  const lacking = action.parameters.find((_, i) => read[i] === undefined);
  if (lacking !== undefined) return `${action.name} lacks its argument ${lacking.name}`;
  return { action: action.name, args };
}

/** Those that the line has, in the order of the signature. */
export function readArguments(
  action: Action,
  line: TraceLine,
): readonly (Value | undefined)[] | string {
  const given = Object.keys(line.args);
  const stray = given.find((name) => !action.parameters.some((p) => p.name === name));
  if (stray !== undefined) return `${action.name} has no parameter ${stray}`;
  const args: (Value | undefined)[] = [];
  for (const parameter of action.parameters) {
    const json = line.args[parameter.name];
    const read = json === undefined ? undefined : valueFromJson(json, parameter.sort);
    if (read?.ok === false)
      return `argument ${parameter.name}${read.path} of ${action.name}: ${read.message}`;
    args.push(read?.value);
  }
  return args;
}

function eventOf(raw: RawLog, line: TraceLine, at: number, step: Step): TraceEvent {
  return { ...placeOf(raw.header.process, raw.file, line, at), step };
}

export function placeOf(
  process: string,
  file: string,
  { n, t, witness, filled }: TraceLine,
  at: number,
): Omit<TraceEvent, 'step'> {
  const clock = witness === undefined ? {} : { clock: witness.clock };
  return { process, file, line: at, n, t, ...clock, ...(filled === undefined ? {} : { filled }) };
}
