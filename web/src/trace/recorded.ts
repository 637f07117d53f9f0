/** A recorded run as a run of its service: the events by their clocks, with the internal steps between them. */
import {
  instantiate,
  type Instance,
  type Run,
  type Source,
  type State,
  type Step,
} from '@maat/spec-lang';
import { traceScope, type LogText, type Trace } from '@maat/verifier';
import { showStep } from '../run/view.js';
import type { Refused, Target } from '../spec/instance.js';
import type { Shelf } from '../spec/workspace.js';
import { refuse, withLogs } from './opened.js';

export interface Recorded {
  readonly kind: 'recorded';
  readonly target: Target;
  readonly run: Run;
  /** Why it ends before the logs do. */
  readonly note: string | undefined;
}

/** More are not drawn smoothly, nor read by anybody. */
const MOST_STEPS = 1500;

export function recordedRun(
  desk: readonly Source[],
  shelf: Shelf,
  target: Target,
  logs: readonly LogText[],
): Recorded | Refused {
  return withLogs<Recorded>(
    desk,
    shelf,
    target,
    logs,
    ({ program, service, scope: given, logged }) => {
      if (!logged.ok) return refuse(logged.errors.map((e) => e.message).join('; '));
      const order = byClock(logged.trace);
      if (order === undefined)
        return refuse('The logs have no clocks, so that nothing says in which order it happened.');
      const scope = traceScope(logged.trace, service, given);
      const instance = instantiate(service, scope, { definitions: program.definitions });
      const elements = Object.fromEntries(scope.sorts);
      return { kind: 'recorded', target: { ...target, elements }, ...taken(instance, order) };
    },
  );
}

interface Clocked {
  readonly step: Step;
  readonly clock: number;
  readonly process: string;
  readonly n: number;
  /** An internal step that the layer tells of, which may be left out. */
  readonly isHint: boolean;
}

function byClock(trace: Trace): readonly Clocked[] | undefined {
  const all = trace.flatMap((log) => [
    ...log.events.map((e) => ({ ...e, isHint: false })),
    ...log.hints.map((e) => ({ ...e, isHint: true })),
  ]);
  const clocked = all.flatMap((e) => (e.clock === undefined ? [] : [{ ...e, clock: e.clock }]));
  if (clocked.length < all.length) return undefined;
  return clocked.sort((a, b) => a.clock - b.clock || (a.process < b.process ? -1 : 1) || a.n - b.n);
}

function taken(instance: Instance, order: readonly Clocked[]): Pick<Recorded, 'run' | 'note'> {
  const [first] = instance.initialStates();
  const states: State[] = first === undefined ? [] : [first];
  const steps: Step[] = [];
  const made = (note?: string): Pick<Recorded, 'run' | 'note'> => ({
    run: { automaton: instance.automaton.name, states, steps, stopped: { kind: 'steps' } },
    note,
  });
  for (const { step, isHint } of order) {
    const state = states.at(-1);
    if (steps.length >= MOST_STEPS) return made(`Only the first ${MOST_STEPS} steps are shown.`);
    const path = state && pathBy(instance, state, step, isHint ? 0 : HELP);
    if (path === undefined && !isHint) return made(stuckText(instance, step));
    steps.push(...(path?.steps ?? []));
    states.push(...(path?.states ?? []));
  }
  return made();
}

interface Path {
  readonly steps: readonly Step[];
  readonly states: readonly State[];
}

/** Layers need not tell of every internal step: so many are supplied. */
const HELP = 2;

function pathBy(instance: Instance, state: State, step: Step, help: number): Path | undefined {
  const [next] = instance.post(state, step);
  if (next !== undefined) return { steps: [step], states: [next] };
  if (help === 0) return undefined;
  const internal = new Set(
    instance.automaton.signature.filter((a) => a.kind === 'internal').map((a) => a.name),
  );
  for (const own of instance.enabled(state).filter((s) => internal.has(s.action))) {
    const [after] = instance.post(state, own);
    const rest = after && pathBy(instance, after, step, help - 1);
    if (after !== undefined && rest !== undefined)
      return { steps: [own, ...rest.steps], states: [after, ...rest.states] };
  }
  return undefined;
}

function stuckText({ automaton }: Instance, step: Step): string {
  return `The run ends here: ${automaton.name} cannot take the next event of the logs, ${showStep(automaton, step)}.`;
}
