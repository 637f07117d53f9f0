/** What the run panel does: opens a target in the worker, takes steps, goes back and forth, tells of failures. */
import type { Run, State, Step } from '@maat/spec-lang';
import { desk, plain } from '../app/workbench.js';
import { runner } from '../browser/workers.js';
import type { Refused, Target } from '../spec/instance.js';
import { storeOf } from '../state/store.js';
import {
  beginAt,
  currentMoment,
  goTo,
  historyOf,
  showing,
  takeStep,
  type History,
} from './history.js';
import type { Choices, TakenStep } from './session.js';
import type { AutomatonView } from './view.js';

export interface RunState {
  readonly target: Target | undefined;
  /** The text that was opened, to know when it has changed since. */
  readonly text: string | undefined;
  readonly view: AutomatonView | undefined;
  readonly history: History | undefined;
  /** How the run that is shown ended, where it was not made by hand. */
  readonly stopped: Run['stopped'] | undefined;
  /** What can happen at the moment looked at; undefined while it is being found out. */
  readonly choices: Choices | undefined;
  /** A step that can lead to several states, waiting for a choice. */
  readonly outcomes: Outcomes | undefined;
  readonly initial: readonly State[];
  readonly working: boolean;
  readonly message: string | undefined;
  /** What else is to be said of the run that was opened. */
  readonly note: string | undefined;
  /** Why the run that is shown has no link, and what there is instead. */
  readonly unlinked: Exclude<Linked, { readonly kind: 'link' }> | undefined;
}

/** A run to be given to others: as a link, or where it is too long for one as a file. */
export type Linked =
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'file'; readonly text: string; readonly why: string }
  | { readonly kind: 'none'; readonly why: string };

export interface Outcomes {
  readonly step: Step;
  readonly states: readonly State[];
}

const NOTHING: RunState = {
  target: undefined,
  text: undefined,
  view: undefined,
  history: undefined,
  stopped: undefined,
  choices: undefined,
  outcomes: undefined,
  initial: [],
  working: false,
  message: undefined,
  note: undefined,
  unlinked: undefined,
};

export const running = storeOf<RunState>(NOTHING);

export const runCommands = {
  open: (target: Target): Promise<void> =>
    inTurn(async () => {
      await open(target);
    }),
  begin: (state: State): Promise<void> => withHistory(() => beginAt(state)),
  take: (step: Step): Promise<void> => inTurn(() => take(step)),
  choose: (step: Step, state: State): Promise<void> =>
    withHistory((history) => takeStep(history, step, state)),
  goTo: (at: number): Promise<void> => withHistory((history) => goTo(history, at)),
  branch: (id: number): Promise<void> => withHistory((history) => showing(history, id)),
  random: (seed: number, steps: number): Promise<void> =>
    inTurn(async () => {
      // Why nothing is open has been said.
      const { view, message } = running.get();
      if (view === undefined && message !== undefined) return;
      const made = await asked(() => runner.get().random(seed, steps));
      if (made !== undefined) showRun(made.run);
    }),
  /** Opens a counterexample, wherever it comes from. */
  openRun: (target: Target, run: Run, note?: string): Promise<void> =>
    inTurn(async () => {
      if (!(await open(target))) return;
      showRun(run);
      running.update((s) => ({ ...s, note }));
    }),
  replay: (target: Target, start: number, steps: readonly TakenStep[]): Promise<void> =>
    inTurn(async () => {
      if (!(await open(target))) return;
      const made = await asked(() => runner.get().replay(start, steps));
      if (made !== undefined) showRun(made.run);
    }),
  stop: (): void => {
    runner.end();
    last = Promise.resolve();
    running.set({ ...NOTHING, message: 'Stopped.', target: running.get().target });
  },
};

/** What was asked for first is done first: a run asked for while a text is being opened is of that text. */
let last: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void> | void): Promise<void> {
  last = last.then(work);
  return last;
}

function withHistory(change: (history: History) => History): Promise<void> {
  return inTurn(() => {
    const { history } = running.get();
    if (history !== undefined) show(change(history));
  });
}

/** Where it cannot be opened, what was open stays. */
async function open(target: Target): Promise<boolean> {
  const before = running.get();
  running.set({ ...NOTHING, target, text: textOf(target.file), working: true });
  const opened = await asked(() => runner.get().open(plain(desk.get()), target));
  if (opened === undefined) {
    const { message } = running.get();
    if (before.view !== undefined) running.set({ ...before, working: false, message });
    return false;
  }
  const { view } = opened;
  running.update((s) => ({ ...s, view, target: { ...target, scope: view.scope } }));
  const initial = await asked(() => runner.get().initial());
  const [first] = initial?.states ?? [];
  if (initial === undefined || first === undefined) return false;
  running.update((s) => ({ ...s, initial: initial.states }));
  show(beginAt(first));
  return true;
}

async function take(step: Step): Promise<void> {
  const { history } = running.get();
  if (history === undefined) return;
  const after = await asked(() => runner.get().after(currentMoment(history).state, step));
  const [only] = after?.states ?? [];
  if (after === undefined || only === undefined) return;
  if (after.states.length === 1) show(takeStep(history, step, only));
  else running.update((s) => ({ ...s, outcomes: { step, states: after.states } }));
}

/** The text of a file on the desk. */
export function textOf(file: string): string | undefined {
  return desk.get().documents.find((d) => d.file === file)?.text;
}

function showRun(run: Run): void {
  if (run.states.length === 0) running.update((s) => ({ ...s, stopped: run.stopped }));
  else show(historyOf(run.states, run.steps), run.stopped);
}

/** Shows the moment at once; what can happen there is found out meanwhile. */
function show(history: History, stopped?: Run['stopped']): void {
  const ended = stopped ?? (isLonger(history) ? undefined : running.get().stopped);
  running.update((s) => ({
    ...s,
    history,
    stopped: ended,
    outcomes: undefined,
    choices: undefined,
    unlinked: undefined,
  }));
  void findChoices(history);
}

/** A run that goes on by hand did not end where the one before it ended. */
function isLonger(history: History): boolean {
  return history.moments.length !== running.get().history?.moments.length;
}

async function findChoices(history: History): Promise<void> {
  const choices = await asked(() => runner.get().choices(currentMoment(history).state));
  if (choices === undefined || running.get().history !== history) return;
  running.update((s) => ({ ...s, choices }));
}

/** Asks the worker; a refusal or a failure becomes the message, and undefined. */
async function asked<T extends { readonly kind: string }>(
  question: () => Promise<T | Refused>,
): Promise<Exclude<T, Refused> | undefined> {
  running.update((s) => ({ ...s, working: true, message: undefined }));
  try {
    const answer = await question();
    running.update((s) => ({ ...s, working: false }));
    if (answer.kind !== 'refused') return answer as Exclude<T, Refused>;
    running.update((s) => ({ ...s, message: (answer as Refused).message }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    running.update((s) => ({ ...s, working: false, message }));
  }
  return undefined;
}
