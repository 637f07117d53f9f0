// Legal traces: a service is run by a seeded scheduler, and each process writes down what it saw.
import { instantiate, randomFrom } from '@maat/spec-lang';
import type { Random, Scope, State, Step, Value } from '@maat/spec-lang';
import type { Log, Trace, TraceEvent } from '@maat/verifier';
import type { Service } from './services.js';

export interface Recipe {
  readonly service: Service;
  readonly sizes: Readonly<Record<string, number>>;
  readonly steps: number;
  readonly seed: number;
  /** With clocks and internal steps; else the clocks of the processes disagree and nothing else is known. */
  readonly witness: boolean;
  /** How often an action is chosen against others; 1 if it is not here. */
  readonly weights?: Readonly<Record<string, number>>;
}

export function generate(recipe: Recipe): Trace {
  const { automaton } = recipe.service;
  const random = randomFrom(recipe.seed);
  const instance = instantiate(automaton, scopeOf(recipe.sizes));
  let state: State | undefined = instance.initialStates()[0];
  const taken: Step[] = [];
  while (taken.length < recipe.steps && state !== undefined) {
    const enabled = instance.enabled(state);
    const step = choose(enabled, recipe.weights ?? {}, random);
    if (step === undefined) break;
    state = instance.post(state, step)[0];
    taken.push(step);
  }
  return record(recipe, taken);
}

export function scopeOf(sizes: Readonly<Record<string, number>>): Scope {
  const names = (sort: string, size: number): string[] =>
    Array.from({ length: size }, (_, i) =>
      sort === 'Proc' ? ('abcdefgh'[i] ?? `p${i}`) : `${sort[0]?.toLowerCase() ?? ''}${i}`,
    );
  return {
    sorts: new Map(Object.entries(sizes).map(([sort, size]) => [sort, names(sort, size)])),
    values: new Map(),
  };
}

function choose(
  steps: readonly Step[],
  weights: Readonly<Record<string, number>>,
  random: Random,
): Step | undefined {
  const actions = [...new Set(steps.map((s) => s.action))];
  const tickets = actions.flatMap((a) => Array.from({ length: weights[a] ?? 1 }, () => a));
  const action = tickets[random.below(Math.max(1, tickets.length))];
  const fitting = steps.filter((s) => s.action === action);
  return fitting[random.below(Math.max(1, fitting.length))];
}

/** The first argument of an external action is its process; `newView` is told by its first member. */
function record(recipe: Recipe, taken: readonly Step[]): Trace {
  const kinds = new Map(recipe.service.automaton.signature.map((a) => [a.name, a.kind]));
  const processes = scopeOf(recipe.sizes).sorts.get('Proc') ?? [];
  const lines = new Map(
    processes.map((p) => [p, { events: [] as TraceEvent[], hints: [] as TraceEvent[], n: 0 }]),
  );
  taken.forEach((step, i) => {
    const process = owner(step, processes);
    const lane = lines.get(process);
    const internal = kinds.get(step.action) === 'internal';
    if (lane === undefined || (internal && !recipe.witness)) return;
    lane.n += 1;
    const place = { process, file: `${process}.ndjson`, line: lane.n + 1, n: lane.n };
    const t = recipe.witness ? i : i * (1 + processes.indexOf(process));
    const event = { ...place, t, step, ...(recipe.witness ? { clock: i + 1 } : {}) };
    (internal ? lane.hints : lane.events).push(event);
  });
  return processes.map((process): Log => {
    const lane = lines.get(process) ?? { events: [], hints: [], n: 0 };
    const header = {
      maat: 1 as const,
      process,
      run: 'r',
      service: recipe.service.automaton.name,
      stack: 's',
    };
    const { events, hints, n } = lane;
    return {
      file: `${process}.ndjson`,
      header,
      process,
      events,
      hints,
      end: { end: 'closed', lines: n },
    };
  });
}

function owner(step: Step, processes: readonly string[]): string {
  const first = step.args[0];
  if (typeof first === 'string' && processes.includes(first)) return first;
  return (
    step.args.map(firstElement).find((p) => p !== undefined && processes.includes(p)) ??
    processes[0] ??
    ''
  );
}

function firstElement(value: Value): string | undefined {
  if (typeof value !== 'object' || value.kind !== 'set') return undefined;
  const [element] = value.elements;
  return typeof element === 'string' ? element : undefined;
}
