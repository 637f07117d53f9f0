/** The logs as they would have been, with what was filled in marked as that. */
import { formatLine, valueToJson } from '@maat/spec-lang';
import type { Action, Automaton, Json, Step, TraceEnd, TraceLine } from '@maat/spec-lang';
import type { LogText } from '../read.js';
import { filledIn, isExtra } from './slots.js';
import type { Filling, Hole, HoleLog, HoleTrace } from './slots.js';

/** One text for each log; a log without a closing line gets that of a process that was killed. */
export function completedTexts(
  trace: HoleTrace,
  service: Automaton,
  fillings: readonly Filling[],
): readonly LogText[] {
  const actions = new Map(service.signature.map((a) => [a.name, a]));
  const byHole = new Map(fillings.map((f) => [f.hole, f]));
  return trace.logs.map((log) => {
    const filled = log.slots.flatMap((slot) => {
      if (slot.kind === 'event') return [];
      return lineFor(slot, byHole.get(slot), actions) ?? [];
    });
    const taken = new Set(filled.map((line) => line.n));
    const kept = log.source.lines.flatMap(({ line }) =>
      taken.has(line.n) ? [] : owned(log, line, actions),
    );
    const lines = [...kept, ...filled].sort((a, b) => a.n - b.n);
    const end: TraceEnd = log.source.end ?? { end: 'killed', lines: lines.length };
    return {
      file: log.file,
      text: [log.source.header, ...steady(lines), end].map(formatLine).join(''),
    };
  });
}

function lineFor(
  hole: Hole,
  filling: Filling | undefined,
  actions: ReadonlyMap<string, Action>,
): TraceLine | undefined {
  const { n, t } = hole.place;
  const clock = hole.place.clock ?? filling?.clock;
  const witness = clock === undefined ? {} : { witness: { clock } };
  const step = filling?.step;
  const action = actions.get(step?.action ?? '');
  const filled = filledIn(hole);
  if (step !== undefined && action !== undefined)
    return { n, t, action: action.name, args: argumentsOf(action, step), ...witness, filled };
  if (isExtra(hole)) return undefined;
  // The line told of nothing that the service asked for knows; readers pass over an internal step that it lacks.
  return { n, t, action: '?', args: {}, witness: { clock: clock ?? 0, internal: true }, filled };
}

function argumentsOf({ parameters }: Action, { args }: Step): TraceLine['args'] {
  return Object.fromEntries(
    parameters.flatMap(({ name, sort }, i): [string, Json][] => {
      const value = args[i];
      return value === undefined ? [] : [[name, valueToJson(value, sort)]];
    }),
  );
}

/** A line that does not say at which process it happened, which its log says. */
function owned(
  { process }: HoleLog,
  line: TraceLine,
  actions: ReadonlyMap<string, Action>,
): TraceLine {
  const owner = actions.get(line.action)?.parameters[0];
  if (owner?.sort.kind !== 'uninterpreted' || owner.name in line.args) return line;
  return { ...line, args: { [owner.name]: process, ...line.args } };
}

/** Clocks that were made up may have come out of order; a reader takes none that goes back. */
function steady(lines: readonly TraceLine[]): readonly TraceLine[] {
  let least = 0;
  return lines.map((line) => {
    if (line.witness === undefined) return line;
    least = Math.max(least, line.witness.clock);
    return line.filled === undefined
      ? line
      : { ...line, witness: { ...line.witness, clock: least } };
  });
}
