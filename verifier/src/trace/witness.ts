/** The behaviour that the layers say they took: events and internal steps by clock, in one pass. */
import type { Instance, State, Step } from '@maat/spec-lang';
import type { Demand } from './demand.js';
import type { Trace, TraceEvent } from './log.js';
import { inWitnessOrder } from './log.js';
import { Replay, successors } from './replay.js';

export type WitnessResult =
  | { readonly kind: 'explained'; readonly steps: number }
  /** The event that the witness does not explain; another behaviour may. */
  | {
      readonly kind: 'stuck';
      readonly at: TraceEvent;
      /** How many events of each log were explained before, and where that led. */
      readonly frontier: readonly number[];
      readonly state: State;
    }
  | { readonly kind: 'no witness' };

export function replayWitness(instance: Instance, demand: Demand, trace: Trace): WitnessResult {
  const order = inWitnessOrder(trace);
  if (order === undefined) return { kind: 'no witness' };
  const hints = new Set(trace.flatMap((log) => log.hints));
  const replay = new Replay(instance);
  const explained = new Map(trace.map((log) => [log.process, 0]));
  for (const event of order) {
    const isHint = hints.has(event);
    const taken =
      replay.take(event.step) || (!isHint && takeWithHelp(instance, demand, replay, event));
    if (isHint) continue;
    if (!taken) return stuck(event, [...explained.values()], replay);
    explained.set(event.process, (explained.get(event.process) ?? 0) + 1);
  }
  return { kind: 'explained', steps: replay.steps };
}

function stuck(at: TraceEvent, frontier: readonly number[], replay: Replay): WitnessResult {
  const state = replay.states[0];
  if (state === undefined) throw new Error('a replay is always in some state');
  return { kind: 'stuck', at, frontier, state };
}

/** Layers need not tell every internal step; up to two that the event itself calls for are supplied. */
function takeWithHelp(
  instance: Instance,
  demand: Demand,
  replay: Replay,
  event: TraceEvent,
): boolean {
  const steps = demand.stepsFor(event);
  const one = steps.map((step) => [step]);
  const two = steps.flatMap((first) => steps.map((second) => [first, second]));
  const plan = [...one, ...two].find((p) => leadsTo(instance, replay, [...p, event.step]));
  return plan !== undefined && [...plan, event.step].every((step) => replay.take(step));
}

function leadsTo(instance: Instance, replay: Replay, plan: readonly Step[]): boolean {
  let states = replay.states;
  for (const step of plan) states = successors(instance, states, step);
  return states.length > 0;
}
