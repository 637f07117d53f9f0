/** Looks at the open text when nobody types: first a cheap search, then a proof. The next keystroke ends both. */
import type { Query, Settings } from '@maat/verifier';
import { proxy } from 'comlink';
import { desk, plain, versionOf } from '../app/workbench.js';
import { debounced, paced } from '../browser/timing.js';
import { backgroundProver, examiner, language } from '../browser/workers.js';
import { derivationRoom, proving } from '../prove/controller.js';
import { keyOf, obligationsIn } from '../prove/plan.js';
import { isBusy } from '../prove/room.js';
import type { Shown, Why } from '../prove/prover.js';
import { theSolver } from '../prove/solver.js';
import { currentDocument } from '../state/documents.js';
import { storeOf } from '../state/store.js';
import { withProofs } from './proved.js';
import { background, oneAtATime, QUIET, QUIET_PATIENCE } from './quiet.js';
import type { Verdict } from './verdict.js';

export interface Verdicts {
  readonly file: string;
  /** Of the text that they are about; of any other they say nothing. */
  readonly version: string | undefined;
  readonly all: readonly Verdict[];
}

export const verdicts = storeOf<Verdicts | undefined>(undefined);

let stop = new AbortController();
/** Whether the examiner has been asked and has not answered. */
let isExamining = false;

/** Called once. */
export function startBackground(): void {
  const soon = debounced(() => void look(), QUIET);
  let before = '';
  desk.subscribe(() => {
    const file = desk.get().current ?? '';
    const now = `${file}\n${versionOf(file) ?? ''}`;
    if (now === before) return;
    before = now;
    endLooking();
    // What was said of another text is not to be shown for this one.
    void language.get().setVerdicts(file, []);
    soon();
  });
  background.subscribe(() => {
    if (background.get()) soon();
    else endLooking();
  });
  giveWayToDerivations(soon);
  proving.subscribe(() => {
    if (proving.get().phase === 'preparing') endLooking();
    else if (proving.get().phase === 'idle') {
      // What the panel interrupted is taken up again.
      if (isKnown()) mergePanel();
      else soon();
    }
  });
  verdicts.subscribe(() => {
    const known = verdicts.get();
    if (known !== undefined) void language.get().setVerdicts(known.file, known.all);
  });
  soon();
}

/** Whoever has asked for a proof is not kept waiting by what nobody asked for. */
function giveWayToDerivations(soon: () => void): void {
  let wasBusy = false;
  derivationRoom.state.subscribe(() => {
    const now = isBusy(derivationRoom.state.get());
    if (now === wasBusy) return;
    wasBusy = now;
    if (now) endLooking();
    else if (!isKnown()) soon();
  });
}

function isKnown(): boolean {
  const known = verdicts.get();
  return known?.file === desk.get().current && known?.version === versionOf(known?.file ?? '');
}

function endLooking(): void {
  if (stop.signal.aborted) return;
  stop.abort();
  // One that waits for a question is kept: to start it takes a while.
  if (isExamining) examiner.end();
  backgroundProver.stop((p) => p.cancel()).catch(() => undefined);
}

function isFree(): boolean {
  return background.get() && !isBusy(proving.get()) && !isBusy(derivationRoom.state.get());
}

/** What fails here fails silently: it was asked by nobody, and the panels say what is wrong. */
async function look(): Promise<void> {
  const document = currentDocument(desk.get());
  if (document === undefined || !isFree()) return;
  stop = new AbortController();
  const { signal } = stop;
  const { file } = document;
  const version = versionOf(file);
  try {
    const all = await examined(file);
    if (signal.aborted || all.length === 0) return;
    verdicts.set({ file, version, all });
    mergePanel();
    if (all.some((v) => v.kind !== 'action' && v.word !== 'refuted'))
      await proveQuietly({ file, version }, signal);
  } catch {
    if (!signal.aborted) stop.abort();
  }
}

async function examined(file: string): Promise<readonly Verdict[]> {
  isExamining = true;
  try {
    return await examiner.ask(async (e) => e.examine(plain(desk.get()), file));
  } finally {
    isExamining = false;
  }
}

/** Not derivations: what they made is proved where it is shown. */
async function proveQuietly(
  { file, version }: Omit<Verdicts, 'all'>,
  signal: AbortSignal,
): Promise<void> {
  const plan = await backgroundProver.ask(async (p) => p.open(plain(desk.get()), file, 'own'));
  if (plan.kind === 'refused' || signal.aborted) return;
  const solver = await theSolver();
  const results = new Map<string, Shown>();
  const publish = paced(() => {
    const known = verdicts.get();
    if (signal.aborted || known?.file !== file || known.version !== version) return;
    verdicts.set({ file, version, all: withProofs(known.all, plan, results) });
  }, 100);
  const tell = (news: Shown | Why): void => {
    if (news.kind === 'result') results.set(keyOf(news.theorem, news.obligation), news);
    if (results.size === obligationsIn(plan)) publish();
  };
  const solve = (query: Query, settings: Settings) =>
    oneAtATime(() => solver.solve(query, settings, signal));
  const limits = { timeoutMs: QUIET_PATIENCE, isExplained: false, only: undefined };
  await backgroundProver.ask((p) => p.prove(limits, proxy(solve), proxy(tell)));
}

/** What the panel has proved of the same text counts too. */
function mergePanel(): void {
  const known = verdicts.get();
  const { file, version, plan, results } = proving.get();
  if (known === undefined || plan === undefined) return;
  if (known.file !== file || known.version !== version) return;
  const all = withProofs(known.all, plan, results);
  if (JSON.stringify(all) !== JSON.stringify(known.all)) verdicts.set({ ...known, all });
}
