/**
 * What keeps an event from happening? Internal steps may have to come before it, so the answer is
 * looked for after those that bring it nearest; and for those that could help and are not possible
 * themselves, what stands in their way.
 */
import { statesAssigned, statesRead } from '@maat/spec-lang';
import type { Explanation, Instance, State, Step } from '@maat/spec-lang';
import type { Demand } from './demand.js';
import type { TraceEvent } from './log.js';

export interface Nearest {
  readonly state: State;
  /** Internal steps from the given state to this one. */
  readonly after: readonly Step[];
  /** Conjuncts of the event's guard there, up to the first false one. */
  readonly conjuncts: readonly Explanation[];
  /** Internal steps that could change that one, if they were possible. */
  readonly blocked: readonly Blocked[];
}

export interface Blocked {
  readonly step: Step;
  readonly obstacle: Explanation;
}

const DEPTH = 2;
const MOST_BLOCKED = 4;

export function nearestTo(
  instance: Instance,
  demand: Demand,
  from: State,
  event: TraceEvent,
): Nearest {
  const steps = demand.stepsFor(event);
  let reached: readonly Omit<Nearest, 'blocked'>[] = [look(instance, from, [], event)];
  const all = [...reached];
  for (let depth = 0; depth < DEPTH; depth++) {
    reached = reached.flatMap(({ state, after }) =>
      steps.flatMap((step) =>
        instance.post(state, step).map((s) => look(instance, s, [...after, step], event)),
      ),
    );
    all.push(...reached);
  }
  const best = all.reduce((a, b) => (progress(b) > progress(a) ? b : a));
  return { ...best, blocked: blockedAt(instance, steps, best) };
}

function look(
  instance: Instance,
  state: State,
  after: readonly Step[],
  { step }: TraceEvent,
): Omit<Nearest, 'blocked'> {
  const conjuncts = instance.explain(state, step);
  const first = conjuncts.findIndex((c) => !c.holds);
  return { state, after, conjuncts: conjuncts.slice(0, first + 1) };
}

/** Where the event is possible there is nothing to explain, so that is no progress. */
function progress({ conjuncts }: Pick<Nearest, 'conjuncts'>): number {
  return conjuncts.length;
}

function blockedAt(
  instance: Instance,
  steps: readonly Step[],
  { state, conjuncts }: Omit<Nearest, 'blocked'>,
): readonly Blocked[] {
  const conjunct = conjuncts.at(-1)?.conjunct;
  if (conjunct === undefined || typeof conjunct === 'string') return [];
  const wanted = statesRead(conjunct.condition);
  const helpful = steps.filter((step) =>
    instance.automaton.transitions.some(
      (t) => t.action === step.action && [...statesAssigned(t.eff)].some((x) => wanted.has(x)),
    ),
  );
  return helpful
    .flatMap((step) => {
      const obstacle = instance.explain(state, step).find((c) => !c.holds);
      return obstacle === undefined ? [] : [{ step, obstacle }];
    })
    .slice(0, MOST_BLOCKED);
}
