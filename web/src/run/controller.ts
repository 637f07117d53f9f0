/** What the run panel does: opens a target in the worker, takes steps, goes back and forth, tells of failures. */
import type { Run, State, Step } from '@maat/spec-lang';
import { desk, plain, versionOf } from '../app/workbench.js';
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
  /** Of the text that was opened, to know when it has changed since. */
  readonly version: string | undefined;
  readonly view: AutomatonView | undefined;
  readonly history: History | undefined;
  /** It was opened by itself. */
  readonly isOffered: boolean;
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
  version: undefined,
  view: undefined,
  history: undefined,
  isOffered: false,
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
  /**
   * Nobody asked for it: as long as nobody touches it, it follows the text. Whether it is still
   * wanted is asked in its turn, when what others have opened meanwhile is there.
   */
  offer: (target: Target, isWanted: (shown: RunState) => boolean): Promise<void> =>
    inTurn(async () => {
      if (!isWanted(running.get())) return;
      const isOpen = await open(target);
      if (isOpen || running.get().view === undefined)
        running.update((s) => ({ ...s, isOffered: true }));
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
  /** What is open is what the file is taken to be a run of. */
  replayItf: (target: Target, text: string): Promise<void> =>
    inTurn(async () => {
      const { view, version } = running.get();
      const isOpen = view !== undefined && version === versionOf(target.file);
      if (!isOpen && !(await open(target))) return;
      const made = await asked(() => runner.get().replayItf(text));
      if (made === undefined) return;
      showRun(made.run);
      running.update((s) => ({ ...s, note: made.note }));
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
  const version = versionOf(target.file);
  const before = running.get();
  if (!isFollowing(before, target)) running.set({ ...NOTHING, target, version });
  const opened = await asked(() => runner.get().open(plain(desk.get()), target));
  if (opened === undefined) {
    const { message } = running.get();
    if (before.view !== undefined) running.set({ ...before, working: false, message });
    return false;
  }
  const { view } = opened;
  const initial = (await asked(() => runner.get().initial()))?.states ?? [];
  const { message } = running.get();
  running.set({ ...NOTHING, target: { ...target, scope: view.scope }, version, view, initial });
  const [first] = initial;
  if (first === undefined) running.update((s) => ({ ...s, message }));
  else show(beginAt(first));
  return first !== undefined;
}

/** What nobody touched is replaced without a flicker. */
function isFollowing(before: RunState, { file, unit }: Target): boolean {
  const { target } = before;
  return isUntouched(before) && target?.file === file && target.unit === unit;
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

/** Nobody has taken a step of it, or chosen it. */
export function isUntouched({ isOffered, history }: RunState): boolean {
  return isOffered && (history?.moments.length ?? 0) <= 1;
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
