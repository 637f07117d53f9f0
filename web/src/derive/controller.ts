/** Derives in the worker, has the steps judged one after the other, and keeps what is said. */
import type { Source } from '@maat/spec-lang';
import { proxy } from 'comlink';
import { showPanel } from '../app/panels.js';
import { commands, desk, plain, versionOf } from '../app/workbench.js';
import { deriver } from '../browser/workers.js';
import { derivationRoom } from '../prove/controller.js';
import type { TheoremPlan } from '../prove/plan.js';
import type { Manner, Texts } from '../prove/room.js';
import { runCommands } from '../run/controller.js';
import type { Refused } from '../spec/instance.js';
import { storeOf } from '../state/store.js';
import { QUIET_PATIENCE } from '../verdicts/quiet.js';
import type { DeriveEffort } from '../workers/derive.worker.js';
import type { Code } from './code.js';
import type { Failure, JudgedView } from './judged.js';
import type { Offer } from './offer.js';
import { isAnswered } from './proofs.js';
import type { DerivedView } from './view.js';

export interface DeriveState {
  readonly file: string | undefined;
  /** What it was derived from, to know when it has changed since. */
  readonly as: Texts | undefined;
  readonly view: DerivedView | undefined;
  readonly code: Code | undefined;
  /** What is said of each step, by its place; nothing of those that were not judged. */
  readonly judged: readonly (JudgedView | undefined)[];
  /** What is going on now. */
  readonly working: Working | undefined;
  readonly message: string | undefined;
  /** The step looked at; after the last one comes the code. */
  readonly shown: number;
  /** The line of the code that was chosen. */
  readonly line: number | undefined;
}

export interface Working {
  readonly what: 'deriving' | 'judging';
  /** The step being judged. */
  readonly index: number;
  readonly said: string;
}

const NOTHING: DeriveState = {
  file: undefined,
  as: undefined,
  view: undefined,
  code: undefined,
  judged: [],
  working: undefined,
  message: undefined,
  shown: 0,
  line: undefined,
};

export const deriving = storeOf<DeriveState>(NOTHING);

/** Derivations that could be written for the services of a file. */
export const offered = storeOf<{ readonly file: string; readonly offers: readonly Offer[] }>({
  file: '',
  offers: [],
});

/** What was derived is of a text that has changed since. */
export function isStale({ file, as }: DeriveState): boolean {
  return file !== undefined && versionOf(file) !== as?.version;
}

export const deriveCommands = {
  /** Where nothing can be derived, what was derived before stays. */
  derive: async (file: string, name: string): Promise<void> => {
    const as: Texts = { texts: plain(desk.get()), version: versionOf(file) };
    const working: Working = { what: 'deriving', index: 0, said: `deriving ${name}…` };
    deriving.update((s) => ({ ...s, working, message: undefined }));
    const view = await asked(() => deriver.get().derive(as.texts, file, name));
    if (view === undefined) return;
    derivationRoom.clear();
    const judged = view.steps.map(() => undefined);
    deriving.set({ ...NOTHING, file, as, view, judged, working });
    const code = await asked(() => deriver.get().code(as.texts));
    deriving.update((s) => ({ ...s, code, working: undefined }));
  },
  judge: async (effort: DeriveEffort): Promise<void> => {
    const { view } = deriving.get();
    if (view === undefined) return;
    deriving.update((s) => ({ ...s, judged: view.steps.map(() => undefined) }));
    for (const [index, step] of view.steps.entries()) {
      const judged = await judgeOne(index, step.after, effort);
      if (judged === undefined) return;
    }
  },
  /** Proves the step that leads to the program or layer of this name, or all of them. */
  prove: (after?: string): void => {
    proveSteps({ timeoutMs: PATIENCE }, (t) => (after ?? t.about[0]) === t.about[0]);
  },
  /** Those of which something is open, in the background. */
  proveQuietly: (): void => {
    const { results } = derivationRoom.state.get();
    proveSteps({ timeoutMs: QUIET_PATIENCE, isQuiet: true }, (t) => !isAnswered(t, results));
  },
  show: (shown: number): void => {
    deriving.update((s) => ({ ...s, shown }));
  },
  choose: (line: number): void => {
    deriving.update((s) => ({ ...s, line }));
  },
  /** Counterexamples are looked at in the run panel. */
  openFailure: (source: Source, { text, shows: { run, ...unit } }: Failure): void => {
    commands.openSource(source);
    showPanel('run');
    void runCommands.openRun(
      { ...unit, file: source.file, scope: '' },
      run,
      `${unit.unit} ${text}`,
    );
  },
  stop: (): void => {
    deriver.end();
    deriving.update((s) => ({
      ...s,
      working: undefined,
      message: 'Stopped: derive again to go on.',
    }));
  },
  offer: async (file: string): Promise<void> => {
    try {
      const offers = await deriver.get().offers(plain(desk.get()), file);
      offered.set({ file, offers });
    } catch {
      offered.set({ file, offers: [] });
    }
  },
};

/** Milliseconds for each question to the solver. */
const PATIENCE = 20_000;

function proveSteps(manner: Manner, isWanted: (theorem: TheoremPlan) => boolean): void {
  const { view, file, as } = deriving.get();
  if (view === undefined || file === undefined || as === undefined) return;
  const subject = { file, as, wanted: { derivation: view.name } };
  void derivationRoom.proveSome(subject, manner, (plan) =>
    plan.theorems
      .filter((t) => t.about.includes(view.name) && isWanted(t))
      .map((t) => t.claim.name),
  );
}

async function judgeOne(
  index: number,
  name: string,
  effort: DeriveEffort,
): Promise<JudgedView | undefined> {
  const said = (text: string): void => {
    deriving.update((s) => ({ ...s, working: { what: 'judging', index, said: text } }));
  };
  said(`${name}…`);
  const judged = await asked(() => deriver.get().judge(index, effort, proxy(said)));
  deriving.update((s) => ({
    ...s,
    judged: s.judged.map((j, i) => (i === index ? judged : j)),
    working: undefined,
  }));
  return judged;
}

/** A refusal or a failure becomes the message, and undefined. */
async function asked<T extends { readonly kind: string }>(
  question: () => Promise<T | Refused>,
): Promise<Exclude<T, Refused> | undefined> {
  try {
    const answer = await question();
    if (answer.kind !== 'refused') return answer as Exclude<T, Refused>;
    const { message } = answer as Refused;
    deriving.update((s) => ({ ...s, working: undefined, message }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    deriving.update((s) => ({ ...s, working: undefined, message }));
  }
  return undefined;
}
