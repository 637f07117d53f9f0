/** Starts and ends searches, and keeps what they say. */
import type { Figures } from '@maat/verifier';
import { proxy } from 'comlink';
import { desk, plain, versionOf } from '../app/workbench.js';
import { now } from '../browser/timing.js';
import { explorer } from '../browser/workers.js';
import { runCommands } from '../run/controller.js';
import type { Target } from '../spec/instance.js';
import { storeOf } from '../state/store.js';
import type { Bounds } from '../workers/explore.worker.js';
import type { Explored } from './figures.js';
import { MOST_STATES, runTo, type StateGraph } from './graph.js';
import type { GraphLayout } from './layout.js';

export interface ExploreState {
  readonly target: Target | undefined;
  /** Of the text that was searched, to know when it has changed since. */
  readonly version: string | undefined;
  readonly searching: boolean;
  readonly progress: Figures | undefined;
  /** Milliseconds since the search began. */
  readonly elapsed: number;
  readonly result: Explored | undefined;
  readonly message: string | undefined;
  readonly bounds: Bounds;
  readonly drawn: DrawnGraph | undefined;
}

export interface DrawnGraph {
  readonly target: Target;
  readonly graph: StateGraph;
  readonly layout: GraphLayout;
}

const NOTHING: ExploreState = {
  target: undefined,
  version: undefined,
  searching: false,
  progress: undefined,
  elapsed: 0,
  result: undefined,
  message: undefined,
  bounds: {},
  drawn: undefined,
};

export const exploring = storeOf<ExploreState>(NOTHING);

export async function startSearch(target: Target, bounds: Bounds): Promise<void> {
  explorer.end();
  const before = exploring.get();
  const version = versionOf(target.file);
  exploring.set({ ...NOTHING, target, version, bounds, searching: true });
  const started = now();
  const report = proxy((progress: Figures): void => {
    exploring.update((s) => ({ ...s, progress, elapsed: now() - started }));
  });
  try {
    const answer = await explorer.get().explore(plain(desk.get()), target, bounds, report);
    const elapsed = now() - started;
    if (answer.kind === 'refused') exploring.set({ ...before, message: answer.message });
    else exploring.set({ ...NOTHING, target, version, bounds, elapsed, result: answer });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    exploring.set({ ...before, message });
  }
}

export function stopSearch(): void {
  explorer.end();
  exploring.update((s) => ({ ...s, searching: false, message: 'Stopped: nothing is known.' }));
}

/** Counterexamples are looked at in the run panel. */
export function openCounterexample(): void {
  const { target, result } = exploring.get();
  if (target !== undefined && result?.run !== undefined)
    void runCommands.openRun(target, result.run);
}

/** Draws the states of what was explored last. */
export async function drawGraph(): Promise<void> {
  const { target, bounds, result } = exploring.get();
  if (target === undefined) return;
  const say = (changes: Partial<ExploreState>): void => {
    if (exploring.get().result === result) exploring.update((s) => ({ ...s, ...changes }));
  };
  try {
    const made = await explorer.ask(async (e) => e.graph(plain(desk.get()), target, bounds));
    switch (made.kind) {
      case 'refused':
        say({ message: made.message });
        return;
      case 'too large':
        say({ message: `A graph is drawn of at most ${MOST_STATES} states: bound it more.` });
        return;
      case 'drawn':
        say({ drawn: { target, graph: made.graph, layout: made.layout } });
        return;
    }
  } catch (error) {
    say({ message: error instanceof Error ? error.message : String(error) });
  }
}

/** The shortest run to a state of the graph. */
export function openState({ target, graph }: DrawnGraph, index: number): void {
  void runCommands.openRun(target, runTo(graph, index, target.unit));
}
