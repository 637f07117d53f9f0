/**
 * Small environments in which an automaton does what it can do. What it does along random runs is
 * noted: each kind of step with the run that came to it with the fewest beginnings, without those
 * that were not needed for it; and, of runs with so many beginnings, the one with the most kinds of
 * steps. What is left is how often the environment must act, and timers and chance, so that a
 * search meets those steps and all that crosses them.
 */
import {
  fairScheduler,
  randomFrom,
  stateKey,
  type Instance,
  type Step,
  type Value,
} from '@maat/spec-lang';
import type { Budget } from './budget.js';
import { lessened } from './lessened.js';
import { stillPossible } from './still-possible.js';

export interface EnvironmentOptions {
  /** Actions that nothing in the automaton is the cause of: inputs, timers, whims of a service. */
  readonly beginnings: ReadonlySet<string>;
  readonly seed: number;
  readonly runs: number;
  readonly steps: number;
  readonly weights?: ReadonlyMap<string, number>;
}

/** Without repetitions; each names every beginning. */
export function environmentsOf(instance: Instance, options: EnvironmentOptions): readonly Budget[] {
  const { beginnings } = options;
  const runs = Array.from({ length: options.runs }, (_, i) => walk(instance, i, options));
  const shortest = new Map<string, readonly Step[]>();
  for (const run of runs) noteKinds(run, beginnings, shortest);
  const enough = [...shortest].map(([kind, run]) => needed(instance, run, kind, beginnings));
  const rich = Array.from({ length: MANY }, (_, n) => richest(runs, n + 1, beginnings));
  const budgets = [...enough, ...rich].map((run) => budgetOf(run, beginnings));
  return [...new Map(budgets.map((b) => [budgetKey(b), b])).values()];
}

/** With more beginnings than these a search has too many states. */
const MANY = 5;

/** Equal budgets over the same actions have equal keys. */
export function budgetKey({ of }: Budget): string {
  return [...of].map(([name, most]) => `${name}=${String(most)}`).join();
}

/** Beginnings that change nothing are no part of it. In every other run what was begun is carried on for longer. */
function walk(
  instance: Instance,
  i: number,
  { beginnings, seed, steps, weights }: EnvironmentOptions,
): readonly Step[] {
  const random = randomFrom(seed + i);
  const rare = [...beginnings].map((b) => [b, RARE] as const);
  const choose = fairScheduler(
    instance,
    random,
    i % 2 === 0 ? weights : new Map([...(weights ?? []), ...rare]),
  );
  const run: Step[] = [];
  let state = random.pick(instance.initialStates());
  for (let n = 0; n < steps; n += 1) {
    const step = choose(state);
    if (step === undefined) return run;
    const next = random.pick(instance.post(state, step));
    if (!beginnings.has(step.action) || stateKey(next) !== stateKey(state)) run.push(step);
    state = next;
  }
  return run;
}

const RARE = 0.05;

/** The beginning of a run, with so many beginnings, in which the most kinds of steps are met. */
function richest(
  runs: readonly (readonly Step[])[],
  many: number,
  beginnings: ReadonlySet<string>,
): readonly Step[] {
  const prefixes = runs.map((run) => {
    const places = run.flatMap((s, i) => (beginnings.has(s.action) ? [i] : []));
    return run.slice(0, places[many]);
  });
  const kinds = (run: readonly Step[]): number => new Set(run.map(placedKind)).size;
  return prefixes.reduce((best, run) => (kinds(run) > kinds(best) ? run : best), []);
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

/** Packets with different headers are of different kinds, and sets of different sizes: a view of one, and one of two. */
function kindOf({ action, args }: Step): string {
  return [action, ...args.flatMap(marksIn)].join(' ');
}

/** With its first argument, the process at which it happens in most automata: what all do is worth more than what one does. */
function placedKind(step: Step): string {
  return `${kindOf(step)} ${stateKey(step.args.slice(0, 1))}`;
}

function marksIn(value: Value): readonly string[] {
  if (typeof value !== 'object') return [];
  switch (value.kind) {
    case 'union':
      return [value.tag, ...value.fields.flatMap(marksIn)];
    case 'some':
      return marksIn(value.value);
    case 'tuple':
      return value.fields.flatMap(marksIn);
    case 'set':
      return [String(value.elements.length)];
    case 'nil':
    case 'mset':
    case 'seq':
    case 'map':
    case 'array':
      return [];
  }
}

/** The run without beginnings that the kind of step is reached without. */
function needed(
  instance: Instance,
  run: readonly Step[],
  kind: string,
  beginnings: ReadonlySet<string>,
): readonly Step[] {
  const isLoose = (step: Step): boolean => beginnings.has(step.action);
  return lessened(run, isLoose, (rest) => replayed(instance, rest, kind));
}

/** The steps that are still possible, up to the first of the kind; nothing if there is none. */
function replayed(
  instance: Instance,
  steps: readonly Step[],
  kind: string,
): readonly Step[] | undefined {
  const [start] = instance.initialStates();
  if (start === undefined) return undefined;
  const taken: Step[] = [];
  for (const { step } of stillPossible(instance, start, steps)) {
    taken.push(step);
    if (kindOf(step) === kind) return taken;
  }
  return undefined;
}

function budgetOf(run: readonly Step[], beginnings: ReadonlySet<string>): Budget {
  const times = (name: string): number => run.filter((s) => s.action === name).length;
  return { of: new Map([...beginnings].map((name) => [name, times(name)])) };
}
