/** Starts and ends proofs, and keeps what they say. */
import type { Query, RememberingSolver, Settings } from '@maat/verifier';
import { proxy } from 'comlink';
import { desk, plain } from '../app/workbench.js';
import { now, paced } from '../browser/timing.js';
import { prover } from '../browser/workers.js';
import { runCommands } from '../run/controller.js';
import { storeOf } from '../state/store.js';
import { fingerprint } from './fingerprint.js';
import type { OpenableRun } from './picture.js';
import { keyOf, type Plan } from './plan.js';
import type { Shown, Why } from './prover.js';
import type { Results } from './rows.js';

export interface ProveState {
  readonly file: string | undefined;
  /** The text that is proved, to know when it has changed since. */
  readonly text: string | undefined;
  readonly plan: Plan | undefined;
  readonly results: Results;
  readonly whys: readonly Why[];
  readonly phase: 'idle' | 'preparing' | 'proving' | 'explaining';
  /** Milliseconds since the proof began. */
  readonly elapsed: number;
  /** Answers that were remembered from before. */
  readonly remembered: number;
  readonly message: string | undefined;
}

const NOTHING: ProveState = {
  file: undefined,
  text: undefined,
  plan: undefined,
  results: new Map(),
  whys: [],
  phase: 'idle',
  elapsed: 0,
  remembered: 0,
  message: undefined,
};

export const proving = storeOf<ProveState>(NOTHING);

/** Of the proof that is going on; another one ends it. */
let stop = new AbortController();

export async function startProof(file: string, timeoutMs: number): Promise<void> {
  endProof();
  stop = new AbortController();
  const mine = stop;
  const text = desk.get().documents.find((d) => d.file === file)?.text;
  const say = (changes: Partial<ProveState>): void => {
    if (stop === mine) proving.update((s) => ({ ...s, ...changes }));
  };
  proving.set({ ...NOTHING, file, text, phase: 'preparing' });
  try {
    await carryOut(file, timeoutMs, mine.signal, say);
  } catch (error) {
    say({ message: error instanceof Error ? error.message : String(error) });
  }
  say({ phase: 'idle' });
}

/** What has been answered stays. */
export function stopProof(): void {
  stop.abort();
  prover.get().cancel().catch(ignore);
  proving.update((s) => ({ ...s, phase: 'idle', message: 'Stopped: what is open is not known.' }));
}

async function carryOut(
  file: string,
  timeoutMs: number,
  cancel: AbortSignal,
  say: (changes: Partial<ProveState>) => void,
): Promise<void> {
  const solver = await theSolver();
  const plan = await prover.ask(async (p) => p.open(plain(desk.get()), file, true));
  if (plan.kind === 'refused') {
    say({ message: plan.message });
    return;
  }
  say({ plan, phase: 'proving' });
  const [started, hits] = [now(), solver.hits];
  const results = new Map<string, Shown>();
  const whys: Why[] = [];
  const publish = (): void => {
    const [elapsed, remembered] = [now() - started, solver.hits - hits];
    say({ results: new Map(results), whys: [...whys], elapsed, remembered });
  };
  const soon = paced(publish, 80);
  const tell = (news: Shown | Why): void => {
    if (news.kind === 'why') whys.push(news);
    else results.set(keyOf(news.theorem, news.obligation), news);
    soon();
  };
  await asked(solver, timeoutMs, cancel, tell);
  publish();
}

function asked(
  solver: RememberingSolver,
  timeoutMs: number,
  cancel: AbortSignal,
  tell: (news: Shown | Why) => void,
): Promise<void> {
  const solve = (query: Query, settings: Settings) => solver.solve(query, settings, cancel);
  return prover.ask((p) => p.prove({ timeoutMs, isExplained: true }, proxy(solve), proxy(tell)));
}

function endProof(): void {
  if (proving.get().phase === 'idle') return;
  stop.abort();
  prover.end();
}

let opened: Promise<RememberingSolver> | undefined;

/** One for the page: what was proved in the background is remembered in the panel. */
export async function theSolver(): Promise<RememberingSolver> {
  const { openSolver, whyNoSolver } = await import('../browser/solver.js');
  const trouble = whyNoSolver();
  if (trouble !== undefined) throw new Error(trouble);
  opened ??= Promise.resolve(openSolver(fingerprint));
  return opened;
}

/** The text of an obligation for any solver. */
export async function scriptFor(theorem: string, obligation: string): Promise<string> {
  return prover.ask((p) => p.script(theorem, obligation));
}

/** Counterexamples are looked at in the run panel. */
export function openStep({ unit, scope, run }: OpenableRun): void {
  const { file } = proving.get();
  if (file !== undefined) void runCommands.openRun({ file, unit, scope }, run);
}

function ignore(): void {
  // What is over cannot be cancelled.
}
