/**
 * Small environments in which an automaton does what it can do. What it does along random runs is
 * noted, each kind of step with the run that came to it with the fewest beginnings; then the
 * beginnings that were not needed for it are left out. What is left is how often the environment
 * must act, and timers and chance, so that a search meets that step and all that crosses it.
 */
import {
  fairScheduler,
  randomFrom,
  type Instance,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';
import type { Budget } from './budget.js';

export interface EnvironmentOptions {
  /** Actions that nothing in the automaton is the cause of: inputs, timers, whims of a service. */
  readonly beginnings: ReadonlySet<string>;
  readonly seed: number;
  readonly runs: number;
  readonly steps: number;
  readonly weights?: ReadonlyMap<string, number>;
}

/** One for each kind of step that was met, without repetitions; each names every beginning. */
export function environmentsOf(instance: Instance, options: EnvironmentOptions): readonly Budget[] {
  const shortest = new Map<string, readonly Step[]>();
  for (let i = 0; i < options.runs; i += 1) {
    const run = walk(instance, options.seed + i, options);
    noteKinds(run, options.beginnings, shortest);
  }
  const found = new Map<string, Budget>();
  for (const [kind, run] of shortest) {
    const budget = budgetOf(needed(instance, run, kind, options.beginnings), options.beginnings);
    found.set(budgetKey(budget), budget);
  }
  return [...found.values()];
}

/** Equal budgets over the same actions have equal keys. */
export function budgetKey({ of }: Budget): string {
  return [...of].map(([name, most]) => `${name}=${String(most)}`).join();
}

function walk(
  instance: Instance,
  seed: number,
  { steps, weights }: EnvironmentOptions,
): readonly Step[] {
  const random = randomFrom(seed);
  const choose = fairScheduler(instance, random, weights);
  const run: Step[] = [];
  let state = random.pick(instance.initialStates());
  while (run.length < steps) {
    const step = choose(state);
    if (step === undefined) return run;
    run.push(step);
    state = random.pick(instance.post(state, step));
  }
  return run;
}

/** Keeps, of each kind of step, the way to it that has the fewest beginnings. */
function noteKinds(
  run: readonly Step[],
  beginnings: ReadonlySet<string>,
  shortest: Map<string, readonly Step[]>,
): void {
  const met = new Set<string>();
  run.forEach((step, i) => {
    const kind = kindOf(step);
    if (met.has(kind)) return;
    met.add(kind);
    const way = run.slice(0, i + 1);
    const known = shortest.get(kind);
    if (known === undefined || count(way, beginnings) < count(known, beginnings))
      shortest.set(kind, way);
  });
}

function count(run: readonly Step[], beginnings: ReadonlySet<string>): number {
  return run.filter((s) => beginnings.has(s.action)).length;
}

/** Packets with different headers are of different kinds. */
function kindOf({ action, args }: Step): string {
  return [action, ...args.flatMap(tagsIn)].join(' ');
}

function tagsIn(value: Value): readonly string[] {
  if (typeof value !== 'object') return [];
  switch (value.kind) {
    case 'union':
      return [value.tag];
    case 'some':
      return tagsIn(value.value);
    case 'tuple':
      return value.fields.flatMap(tagsIn);
    default:
      return [];
  }
}

/** The run without beginnings that the kind of step is reached without, in halves, quarters and so on. */
function needed(
  instance: Instance,
  run: readonly Step[],
  kind: string,
  beginnings: ReadonlySet<string>,
): readonly Step[] {
  let kept = run;
  let size = Math.ceil(count(kept, beginnings) / 2);
  while (size >= 1) {
    const before = kept;
    const places = kept.flatMap((s, i) => (beginnings.has(s.action) ? [i] : []));
    for (let end = places.length; end > 0; end -= size) {
      const left = new Set(places.slice(Math.max(0, end - size), end));
      const shorter = replayed(
        instance,
        kept.filter((_, i) => !left.has(i)),
        kind,
      );
      if (shorter === undefined) continue;
      kept = shorter;
      // What was left out has taken later steps with it: their places are others now.
      break;
    }
    if (kept === before) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return kept;
}

/** The steps that are still possible, up to the first of the kind; nothing if there is none. */
function replayed(
  instance: Instance,
  steps: readonly Step[],
  kind: string,
): readonly Step[] | undefined {
  let [state]: readonly (State | undefined)[] = instance.initialStates();
  const taken: Step[] = [];
  for (const step of steps) {
    if (state === undefined) return undefined;
    const [next] = instance.post(state, step);
    if (next === undefined) continue;
    state = next;
    taken.push(step);
    if (kindOf(step) === kind) return taken;
  }
  return undefined;
}

function budgetOf(run: readonly Step[], beginnings: ReadonlySet<string>): Budget {
  const times = (name: string): number => run.filter((s) => s.action === name).length;
  return { of: new Map([...beginnings].map((name) => [name, times(name)])) };
}
