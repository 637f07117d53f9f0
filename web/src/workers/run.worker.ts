/** The reference semantics in a worker: one opened specification at a time, stepped and run. */
import type { DrawnPicture, Source, State, Step } from '@maat/spec-lang';
import { expose } from 'comlink';
import {
  RunSession,
  type Choices,
  type Evaluated,
  type Recipe,
  type RunMade,
  type States,
  type TakenStep,
} from '../run/session.js';
import type { Replay } from '../run/itf.js';
import type { AutomatonView } from '../run/view.js';
import { openInstance, type Refused, type Target } from '../spec/instance.js';
import { SHELF } from './shelf.js';

export interface RunApi {
  open(desk: readonly Source[], target: Target): OpenedView | Refused;
  initial(): States | Refused;
  choices(state: State): Choices | Refused;
  after(state: State, step: Step): States | Refused;
  random(seed: number, steps: number): RunMade | Refused;
  replay(start: number, steps: readonly TakenStep[]): RunMade | Refused;
  replayItf(text: string): Replay | Refused;
  recipe(states: readonly State[], steps: readonly Step[]): Recipe | Refused;
  itf(states: readonly State[], steps: readonly Step[]): string;
  evaluate(typed: readonly string[], states: readonly State[]): readonly Evaluated[];
  pictured(name: string, states: readonly State[]): readonly DrawnPicture[];
}

export interface OpenedView {
  readonly kind: 'opened';
  readonly view: AutomatonView;
}

let session: RunSession | undefined;

const NOTHING: Refused = { kind: 'refused', message: 'Nothing is open.', diagnostics: [] };

const api: RunApi = {
  open: (desk, target) => {
    const opened = openInstance(desk, SHELF, target);
    if (opened.kind === 'refused') return opened;
    session = new RunSession(opened);
    return { kind: 'opened', view: session.view };
  },
  initial: () => session?.initial() ?? NOTHING,
  choices: (state) => session?.choices(state) ?? NOTHING,
  after: (state, step) => session?.after(state, step) ?? NOTHING,
  random: (seed, steps) => session?.random(seed, steps) ?? NOTHING,
  replay: (start, steps) => session?.replay(start, steps) ?? NOTHING,
  replayItf: (text) => session?.replayItf(text) ?? NOTHING,
  recipe: (states, steps) => session?.recipe(states, steps) ?? NOTHING,
  itf: (states, steps) => session?.itf(states, steps) ?? '',
  evaluate: (typed, states) => session?.evaluate(typed, states) ?? [],
  pictured: (name, states) => session?.pictured(name, states) ?? [],
};

expose(api);
