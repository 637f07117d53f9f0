/** A place where proofs are made: a worker of its own, what it was asked to prove, and what it has said. */
import type { Query, RememberingSolver, Settings } from '@maat/verifier';
import type { Source } from '@maat/spec-lang';
import { proxy } from 'comlink';
import { commands, desk, plain, versionOf } from '../app/workbench.js';
import { now, paced } from '../browser/timing.js';
import type { Lazy } from '../browser/workers.js';
import { runCommands } from '../run/controller.js';
import { storeOf, type Store } from '../state/store.js';
import { oneAtATime } from '../verdicts/quiet.js';
import type { ProveApi } from '../workers/prove.worker.js';
import type { OpenableRun } from './picture.js';
import { keyOf, type Plan } from './plan.js';
import type { Shown, Wanted, Why } from './prover.js';
import type { Results } from './rows.js';
import { theSolver } from './solver.js';

export interface ProveState {
  readonly file: string | undefined;
  /** Of the text that is proved, to know when it has changed since. */
  readonly version: string | undefined;
  readonly plan: Plan | undefined;
  readonly results: Results;
  readonly whys: readonly Why[];
  readonly phase: 'idle' | 'preparing' | 'proving' | 'explaining';
  /** The theorems that are being proved, by the names of their claims; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** Nobody asked for it: it gives way to whoever does, and to whoever types. */
  readonly isQuiet: boolean;
  /** Somebody has stopped it, so that it does not begin again by itself. */
  readonly isHeld: boolean;
  /** Milliseconds since the proof began. */
  readonly elapsed: number;
  /** Answers that were remembered from before. */
  readonly remembered: number;
  readonly message: string | undefined;
}

const NOTHING: ProveState = {
  file: undefined,
  version: undefined,
  plan: undefined,
  results: new Map(),
  whys: [],
  phase: 'idle',
  only: undefined,
  isQuiet: false,
  isHeld: false,
  elapsed: 0,
  remembered: 0,
  message: undefined,
};

/** How the solver is asked. */
export interface Manner {
  /** Milliseconds for each question. */
  readonly timeoutMs: number;
  /** In the background: one question at a time, and nothing is explained. */
  readonly isQuiet?: true;
}

/** What somebody asked for is going on; what goes on in the background gives way. */
export function isBusy({ phase, isQuiet }: ProveState): boolean {
  return phase !== 'idle' && !isQuiet;
}

/** What is to be proved of a text. */
export interface Subject {
  readonly file: string;
  readonly wanted: Wanted;
  /** The texts as they were, where they may have changed since. */
  readonly as?: Texts;
}

export interface Texts {
  readonly texts: readonly Source[];
  /** Of the file among them that is meant. */
  readonly version: string | undefined;
}

export class ProofRoom {
  readonly state: Store<ProveState> = storeOf(NOTHING);
  readonly #worker: Lazy<ProveApi>;
  /** Of the proof that is going on; another one ends it. */
  #stop = new AbortController();
  /** Whether the worker knows what there is to prove. */
  #isOpen = false;
  #subject: Subject | undefined;
  /** All that the results are about. */
  #about = '';
  /** Kept when the worker has heard that it is to stop, or was ended. */
  #ended: Promise<void> = Promise.resolve();

  constructor(worker: Lazy<ProveApi>) {
    this.#worker = worker;
  }

  /** Makes the plan and proves all of it. Where there is none, what was said of an older text stays. */
  async prove(subject: Subject, timeoutMs: number): Promise<void> {
    const manner = { timeoutMs };
    await this.#work(manner, async (work) => {
      if (await this.#open(subject, work.say)) await this.#carryOut(work, manner, undefined);
    });
  }

  /** Proves the theorems that `choose` takes of the plan, and keeps what is known of the others. */
  async proveSome(
    subject: Subject,
    manner: Manner,
    choose: (plan: Plan) => readonly string[],
  ): Promise<void> {
    await this.#work(manner, async (work) => {
      if (!this.#isOpen && !(await this.#open(subject, work.say))) return;
      const { plan } = this.state.get();
      if (plan === undefined) return;
      const only = choose(plan);
      work.say({ only });
      await this.#carryOut(work, manner, only);
    });
  }

  /** What nobody asked for waits; it is begun again by whoever began it. */
  pause(message: string): void {
    if (this.state.get().phase === 'idle' || !this.state.get().isQuiet) return;
    this.#end();
    this.state.update((s) => ({ ...s, phase: 'idle', message }));
  }

  /** What has been answered stays. */
  stop(): void {
    this.#stop.abort();
    this.#worker
      .get()
      .cancel()
      .catch(() => undefined);
    const message = 'Stopped: what is open is not known.';
    this.state.update((s) => ({ ...s, phase: 'idle', isHeld: true, message }));
  }

  /** Nothing is wanted any more of what was proved here. */
  clear(): void {
    this.#end();
    this.#isOpen = false;
    this.state.set(NOTHING);
  }

  /** The text of an obligation for any solver. */
  async scriptFor(theorem: string, obligation: string): Promise<string> {
    if (!this.#isOpen && this.#subject !== undefined)
      await this.#open(this.#subject, () => undefined);
    return this.#worker.ask((p) => p.script(theorem, obligation));
  }

  /** Counterexamples are looked at in the run panel. */
  openRun({ source, unit, scope, elements, run }: OpenableRun, note?: string): void {
    if (source !== undefined) commands.openSource(source);
    const file = source?.file ?? this.state.get().file;
    if (file !== undefined) void runCommands.openRun({ file, unit, scope, elements }, run, note);
  }

  /** One thing at a time: what is said of an older one is not heard. */
  async #work({ isQuiet }: Manner, work: (work: Work) => Promise<void>): Promise<void> {
    this.#end();
    const mine = (this.#stop = new AbortController());
    const say: Say = (changes) => {
      if (this.#stop === mine) this.state.update((s) => ({ ...s, ...changes }));
    };
    this.state.update((s) => ({
      ...s,
      phase: 'preparing',
      isQuiet: isQuiet === true,
      isHeld: false,
      message: undefined,
    }));
    try {
      await this.#ended;
      await work({ say, cancel: mine.signal, solver: await theSolver() });
    } catch (error) {
      say({ message: error instanceof Error ? error.message : String(error) });
    }
    say({ phase: 'idle', only: undefined });
  }

  #end(): void {
    if (this.state.get().phase === 'idle') return;
    this.#stop.abort();
    this.#ended = this.#worker
      .stop((p) => p.cancel())
      .then((lives) => {
        if (!lives) this.#isOpen = false;
      });
  }

  async #open(subject: Subject, say: Say): Promise<boolean> {
    const { file, wanted } = subject;
    this.#subject = subject;
    const { texts, version } = subject.as ?? { texts: plain(desk.get()), version: versionOf(file) };
    const plan = await this.#worker.ask(async (p) => p.open(texts, file, wanted));
    if (plan.kind === 'refused') say({ message: plan.message });
    else this.#opened({ plan, file, version }, JSON.stringify([wanted, version]), say);
    return plan.kind === 'plan';
  }

  /**
   * What is known of the same texts stays, those that are imported too; a worker that was started
   * anew knows nothing of it.
   */
  #opened(found: Pick<ProveState, 'plan' | 'file' | 'version'>, about: string, say: Say): void {
    this.#isOpen = true;
    const { file, results, whys, isQuiet } = this.state.get();
    const known = file === found.file && about === this.#about ? { results, whys } : {};
    this.#about = about;
    say({ ...NOTHING, ...known, ...found, isQuiet, phase: 'preparing' });
  }

  async #carryOut(
    { say, cancel, solver }: Work,
    { timeoutMs, isQuiet }: Manner,
    only: readonly string[] | undefined,
  ): Promise<void> {
    say({ phase: 'proving' });
    const [started, hits] = [now(), solver.hits];
    const results = new Map(this.state.get().results);
    const whys = this.state.get().whys.filter((w) => only?.includes(w.theorem) === false);
    const publish = (): void => {
      const [elapsed, remembered] = [now() - started, solver.hits - hits];
      say({ results: new Map(results), whys: [...whys], elapsed, remembered });
    };
    const soon = paced(publish, 80);
    const tell = (news: Shown | Why): void => {
      // That it was stopped says nothing of what was still to be asked.
      if (cancel.aborted) return;
      if (news.kind === 'why') whys.push(news);
      else results.set(keyOf(news.theorem, news.obligation), news);
      soon();
    };
    const ask = (query: Query, settings: Settings) => solver.solve(query, settings, cancel);
    const solve = isQuiet === true ? (q: Query, s: Settings) => oneAtATime(() => ask(q, s)) : ask;
    const limits = { timeoutMs, isExplained: isQuiet !== true, only };
    await this.#worker.ask((p) => p.prove(limits, proxy(solve), proxy(tell)));
    publish();
  }
}

interface Work {
  readonly say: Say;
  readonly cancel: AbortSignal;
  readonly solver: RememberingSolver;
}

type Say = (changes: Partial<ProveState>) => void;
