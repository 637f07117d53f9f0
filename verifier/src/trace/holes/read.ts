/** From the texts of damaged logs to slots: lines that are missing, arguments that nobody logged, logs without an end. */
import { readTornTrace } from '@maat/spec-lang';
import type { Automaton, Program, TornLog, TraceError, TraceLine } from '@maat/spec-lang';
import { groupErrors } from '../group.js';
import { hiddenActions } from '../hidden.js';
import type { TraceEvent } from '../log.js';
import { isFaulty, type LogText } from '../read.js';
import { forgery, isHint, placeOf, readArguments, readStep, type Fault } from '../type-log.js';
import { certainHoles } from './slots.js';
import type { HoleLog, HoleTrace, MissingSlot, Place, Slot } from './slots.js';

export type ReadHoles =
  | { readonly ok: true; readonly trace: HoleTrace }
  | { readonly ok: false; readonly errors: readonly TraceError[] };

export interface HoleBounds {
  /** At most so many events may be missing or incomplete. */
  readonly most: number;
  /** Processes of which the whole log is lost. */
  readonly lost?: readonly string[];
}

/** Reads what is left of the logs of one run as events of `service`, with a slot for each event that is missing. */
export function readHoles(
  texts: readonly LogText[],
  service: Automaton,
  program: Program | undefined,
  { most, lost = [] }: HoleBounds,
): ReadHoles {
  const errors: TraceError[] = [];
  const torn: TornLog[] = [];
  for (const { file, text } of texts) {
    const read = readTornTrace(file, text);
    if ('length' in read) errors.push(...read);
    else torn.push(read);
  }
  torn.push(...lost.flatMap((process) => lostLog(process, torn[0])));
  errors.push(...groupErrors(torn));
  const [first] = torn;
  if (first === undefined) errors.push(...(errors.length === 0 ? [NOTHING] : []));
  if (errors.length > 0 || first === undefined) return { ok: false, errors };
  const gaps = torn.flatMap(gapsOf);
  const missing = gaps.reduce((sum, gap) => sum + gap.lines, 0);
  if (missing > most) return { ok: false, errors: [tooMany(missing, most, gaps[0])] };
  return slotsOf(torn, service, hiddenBy(first, service, program), most);
}

const NOTHING: TraceError = { code: 'empty', file: '', line: 1, message: 'there are no logs' };

/** Nothing is known of it but the run that it belonged to. */
function lostLog(process: string, beside: TornLog | undefined): readonly TornLog[] {
  if (beside === undefined) return [];
  const file = `${process}.ndjson`;
  return [{ file, header: { ...beside.header, process }, lines: [], end: undefined }];
}

function hiddenBy(
  { header }: TornLog,
  service: Automaton,
  program: Program | undefined,
): ReadonlySet<string> {
  const isOwn = header.service === service.name;
  return isOwn ? new Set() : hiddenActions(header.service, service, program);
}

function slotsOf(
  torn: readonly TornLog[],
  service: Automaton,
  hidden: ReadonlySet<string>,
  most: number,
): ReadHoles {
  const errors: TraceError[] = [];
  const logs: HoleLog[] = [];
  // Where a run's logs tell more than the service's events, a line that is lost may have told just that.
  const actions = new Map(service.signature.map((a) => [a.name, a]));
  const isTold = ({ line }: TornLog['lines'][number]): boolean =>
    hidden.has(line.action) || isHint(line, actions.get(line.action));
  const maybeSilent = torn.some((log) => log.lines.some(isTold));
  for (const log of torn) {
    const read = new SlotReader(log, service, hidden, maybeSilent).read();
    if (isFaulty(read)) errors.push(...read);
    else logs.push(read);
  }
  if (errors.length > 0) return { ok: false, errors };
  const trace = { logs: logs.sort((a, b) => (a.process < b.process ? -1 : 1)), most };
  const certain = certainHoles(trace);
  if (certain.length > most) {
    return { ok: false, errors: [tooMany(certain.length, most, certain[most]?.place)] };
  }
  return { ok: true, trace: withExtra(trace, most - certain.length) };
}

/** Where `n` skips, or the closing line speaks of more lines than there are. */
function gapsOf({ file, lines, end }: TornLog): readonly (Gap & { readonly lines: number })[] {
  const known = lines.map(({ line, at }) => ({ n: line.n, at }));
  const after = end === undefined ? [] : [{ n: end.lines + 1, at: (lines.at(-1)?.at ?? 1) + 1 }];
  return [...known, ...after].flatMap(({ n, at }, i) => {
    const missing = n - (known[i - 1]?.n ?? 0) - 1;
    return missing > 0 ? [{ file, line: at, lines: missing }] : [];
  });
}

interface Gap {
  readonly file: string;
  readonly line: number;
}

function tooMany(count: number, most: number, { file, line }: Gap = NOWHERE): TraceError {
  const message = `${String(count)} events are missing or incomplete, more than the ${String(most)} that may be: --holes ${String(count)} allows as many`;
  return { code: 'holes', file, line, message };
}

const NOWHERE: Gap = { file: '', line: 1 };

/** Logs without a closing line may have gone on. */
function withExtra(trace: HoleTrace, spare: number): HoleTrace {
  const logs = trace.logs.map((log) => {
    if (log.source.end !== undefined) return log;
    const extra = Array.from({ length: spare }, (_, i) => extraSlot(log, i));
    return { ...log, slots: [...log.slots, ...extra] };
  });
  return { ...trace, logs };
}

function extraSlot({ process, file, source }: HoleLog, i: number): MissingSlot {
  const last = source.lines.at(-1);
  const n = (last?.line.n ?? 0) + 1 + i;
  const place = { process, file, line: (last?.at ?? 1) + 1, n, t: last?.line.t ?? 0 };
  return { kind: 'missing', place, maybeSilent: false, isExtra: true };
}

class SlotReader {
  private readonly log: TornLog;
  private readonly service: Automaton;
  private readonly hidden: ReadonlySet<string>;
  private readonly maybeSilent: boolean;
  private readonly errors: TraceError[] = [];
  private readonly slots: Slot[] = [];
  private readonly hints: TraceEvent[] = [];

  constructor(log: TornLog, service: Automaton, hidden: ReadonlySet<string>, maybeSilent: boolean) {
    this.log = log;
    this.service = service;
    this.hidden = hidden;
    this.maybeSilent = maybeSilent;
  }

  read(): HoleLog | readonly TraceError[] {
    const { file, header, lines, end } = this.log;
    let last: Place = { process: header.process, file, line: 1, n: 0, t: 0 };
    for (const { line, at } of lines) {
      this.takeGap(last, line.n, line.t);
      last = placeOf(header.process, file, line, at);
      this.takeLine(line, last);
    }
    if (end !== undefined) this.takeGap(last, end.lines + 1, last.t);
    if (this.errors.length > 0) return this.errors;
    const { slots, hints } = this;
    return { process: header.process, file, slots, hints, source: this.log };
  }

  /** A slot for each line between this one and the n-th. */
  private takeGap(last: Place, before: number, t: number): void {
    const { process, file, line } = last;
    for (let n = last.n + 1; n < before; n++) {
      const place = { process, file, line: line + 1, n, t };
      this.slots.push({ kind: 'missing', place, maybeSilent: this.maybeSilent, isExtra: false });
    }
  }

  private takeLine(line: TraceLine, place: Place): void {
    const action = this.service.signature.find((a) => a.name === line.action);
    if (isHint(line, action)) {
      const step = action === undefined ? undefined : readStep(action, line);
      if (typeof step === 'object') this.hints.push({ ...place, step });
      return;
    }
    if (this.hidden.has(line.action)) return;
    if (action === undefined) {
      const message = `${this.service.name} has no action ${line.action}`;
      this.report(place, { code: 'action', message });
      return;
    }
    const args = readArguments(action, line);
    if (typeof args === 'string') {
      this.report(place, { code: 'args', message: args });
      return;
    }
    const forged = forgery(place.process, action, args);
    if (forged === undefined) this.slots.push(slotFor(place, action, args));
    else this.report(place, forged);
  }

  private report({ file, line }: Place, fault: Fault): void {
    this.errors.push({ file, line, ...fault });
  }
}

/** The process of an event is told by whose log it stands in, so that one need not be logged. */
function slotFor(
  place: Place,
  action: Automaton['signature'][number],
  args: readonly (TraceEvent['step']['args'][number] | undefined)[],
): Slot {
  const isOwned = action.parameters[0]?.sort.kind === 'uninterpreted';
  const owned = isOwned ? [args[0] ?? place.process, ...args.slice(1)] : args;
  const known = owned.filter((value) => value !== undefined);
  return known.length === owned.length
    ? { kind: 'event', place, event: { ...place, step: { action: action.name, args: known } } }
    : { kind: 'partial', place, action, args: owned };
}
