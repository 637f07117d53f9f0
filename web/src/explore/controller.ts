/** Starts and ends searches, and keeps what they say. */
import type { Figures } from '@maat/verifier';
import { proxy } from 'comlink';
import { desk, plain } from '../app/workbench.js';
import { now } from '../browser/timing.js';
import { explorer } from '../browser/workers.js';
import { runCommands } from '../run/controller.js';
import type { Target } from '../spec/instance.js';
import { storeOf } from '../state/store.js';
import type { Bounds } from '../workers/explore.worker.js';
import type { Explored } from './figures.js';

export interface ExploreState {
  readonly target: Target | undefined;
  readonly searching: boolean;
  readonly progress: Figures | undefined;
  /** Milliseconds since the search began. */
  readonly elapsed: number;
  readonly result: Explored | undefined;
  readonly message: string | undefined;
}

const NOTHING: ExploreState = {
  target: undefined,
  searching: false,
  progress: undefined,
  elapsed: 0,
  result: undefined,
  message: undefined,
};

export const exploring = storeOf<ExploreState>(NOTHING);

export async function startSearch(target: Target, bounds: Bounds): Promise<void> {
  explorer.end();
  exploring.set({ ...NOTHING, target, searching: true });
  const started = now();
  const report = proxy((progress: Figures): void => {
    exploring.update((s) => ({ ...s, progress, elapsed: now() - started }));
  });
  try {
    const answer = await explorer.get().explore(plain(desk.get()), target, bounds, report);
    const elapsed = now() - started;
    if (answer.kind === 'refused') exploring.set({ ...NOTHING, target, message: answer.message });
    else exploring.set({ ...NOTHING, target, elapsed, result: answer });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    exploring.set({ ...NOTHING, target, message });
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
