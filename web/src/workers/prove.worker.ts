/** Proofs in a worker: obligations are made here, and answered by the page's solver. */
import type { Source } from '@maat/spec-lang';
import type { Answer, Query, Settings } from '@maat/verifier';
import { expose } from 'comlink';
import type { Plan } from '../prove/plan.js';
import { openProof, type Prover, type Shown, type Wanted, type Why } from '../prove/prover.js';
import type { Refused } from '../spec/instance.js';
import { SHELF } from './shelf.js';

export interface ProveApi {
  open(desk: readonly Source[], file: string, wanted: Wanted): Plan | Refused;
  /** Proves what was opened, and says when it has done so why some of it is not proved. */
  prove(
    limits: Limits,
    solve: (query: Query, settings: Settings) => Promise<readonly Answer[]>,
    tell: (news: Shown | Why) => void,
  ): Promise<void>;
  /** Nothing more is wanted of the proof that is going on. */
  cancel(): void;
  script(theorem: string, obligation: string): string;
}

export interface Limits {
  readonly timeoutMs: number;
  /** Whether to look for the reasons of what is not proved. */
  readonly isExplained: boolean;
  /** The theorems to be proved, by the names of their claims; undefined for all. */
  readonly only: readonly string[] | undefined;
}

let prover: Prover | undefined;
let stop = new AbortController();

const api: ProveApi = {
  open: (desk, file, wanted) => {
    const opened = openProof(desk, SHELF, file, wanted);
    if (opened.kind === 'refused') return opened;
    prover = opened.prover;
    return prover.plan;
  },
  prove: async ({ timeoutMs, isExplained, only }, solve, tell) => {
    if (prover === undefined) return;
    stop = new AbortController();
    const { signal } = stop;
    // A signal cannot leave the worker: the page cancels its solver itself.
    const solver = {
      name: '',
      version: '',
      solve: (query: Query, settings: Settings) => solve(query, settings),
      close: () => Promise.resolve(),
    };
    const options = { timeoutMs, seed: 0, cancel: signal };
    const results = await prover.run(solver, options, tell, only);
    if (!isExplained || signal.aborted) return;
    for (const why of await prover.why(results, solver, options)) tell(why);
  },
  cancel: () => {
    stop.abort();
  },
  script: (theorem, obligation) => prover?.script(theorem, obligation) ?? '',
};

expose(api);
