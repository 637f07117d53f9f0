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

type Fault = Pick<TraceError, 'code' | 'message'>;

/** Internal steps help to find the behaviour; those that the service does not have are passed over. */
function isHint(line: TraceLine, action: Action | undefined): boolean {
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
  const [owner] = action.parameters[0]?.sort.kind === 'uninterpreted' ? step.args : [];
  if (typeof owner === 'string' && owner !== raw.header.process) {
    const message = `an event of process ${owner} in the log of ${raw.header.process}`;
    return { code: 'forged', message };
  }
  return step;
}

/** A string says what is wrong with the arguments. */
function readStep(action: Action, line: TraceLine): Step | string {
  const given = Object.keys(line.args);
  const stray = given.find((name) => !action.parameters.some((p) => p.name === name));
  if (stray !== undefined) return `${action.name} has no parameter ${stray}`;
  const args: Value[] = [];
  for (const parameter of action.parameters) {
    const json = line.args[parameter.name];
    if (json === undefined) return `${action.name} lacks its argument ${parameter.name}`;
    const read = valueFromJson(json, parameter.sort);
    if (!read.ok)
      return `argument ${parameter.name}${read.path} of ${action.name}: ${read.message}`;
    args.push(read.value);
  }
  return { action: action.name, args };
}

function eventOf(raw: RawLog, line: TraceLine, at: number, step: Step): TraceEvent {
  const { n, t, witness } = line;
  const clock = witness === undefined ? {} : { clock: witness.clock };
  return { process: raw.header.process, file: raw.file, line: at, n, t, ...clock, step };
}
