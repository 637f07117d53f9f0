// What `maat prove` finds out about a text with a fault: as it proves, and says why not, with an end as soon as that is known.
import { firstWrongStep } from '@maat/spec-lang';
import {
  chosenTheorems,
  prove,
  reach,
  Unprovable,
  type Chosen,
  type ProofResult,
  type Refutation,
  type Setting,
  type Solver,
  type Task,
} from '@maat/verifier';
import type { Mutant } from './mutant.js';

/**
 * `refuted`: by a run. `induction`: a step that the reference semantics replays breaks what is claimed, from a state that
 * no run was seen to reach. `empty`: all is proved but that a case, or an action, is possible at all. `proved`: even that.
 * `unsaid`: each theorem claims what it claimed before, since none speaks of what was changed.
 */
export const VERDICTS = ['refuted', 'induction', 'proved', 'empty', 'unsaid', 'unknown'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judged {
  readonly verdict: Verdict;
  /** What is false, or open. */
  readonly at: string;
  /** On what the verdict rests. */
  readonly evidence: string;
}

const LIMITS = { timeoutMs: 60_000, seed: 0 };

/** Nothing of what is no program; what the logic has no words for is open. */
export async function judge(mutant: Mutant, solver: Solver): Promise<Judged | undefined> {
  const setting = mutant.setting();
  if (setting === undefined) return undefined;
  try {
    return await judgeTheorems(changed(mutant.original, setting), solver);
  } catch (failure) {
    if (!(failure instanceof Unprovable)) throw failure;
    return { verdict: 'unknown', at: '', evidence: failure.message };
  }
}

async function judgeTheorems(theorems: readonly Chosen[], solver: Solver): Promise<Judged> {
  if (theorems.length === 0) return { verdict: 'unsaid', at: '', evidence: '' };
  const looked = theorems.flatMap(({ theorem }) =>
    theorem.matter === undefined ? [] : [reach(theorem.matter)],
  );
  const run = looked.find((l) => l.run !== undefined)?.run;
  if (run !== undefined) return refuted(theorems, run, solver);
  const extent = looked.map((l) => l.extent).join('; ');
  const open = await firstOpen(tasksOf(theorems, 'unsat'), solver);
  if (open !== undefined) return notKept(open, extent);
  const empty = await firstOpen(tasksOf(theorems, 'possible'), solver);
  if (empty === undefined) return { verdict: 'proved', at: '', evidence: extent };
  return { verdict: 'empty', at: empty.obligation.name, evidence: extent };
}

/** The theorems that say something else than without the fault. */
function changed(original: Setting, setting: Setting): readonly Chosen[] {
  const before = saidBefore.get(original) ?? new Set(chosenTheorems(original).map(whatIsSaid));
  saidBefore.set(original, before);
  return chosenTheorems(setting).filter((c) => !before.has(whatIsSaid(c)));
}

const saidBefore = new WeakMap<Setting, ReadonlySet<string>>();

function whatIsSaid({ theorem }: Chosen): string {
  return JSON.stringify(theorem.matter?.claim ?? null, (key, value: unknown) =>
    key === 'span' ? undefined : value,
  );
}

/** A run is believed when the reference semantics takes it; and what it refutes must not be proved. */
async function refuted(
  theorems: readonly Chosen[],
  { run, instance, against }: Refutation,
  solver: Solver,
): Promise<Judged> {
  const wrong = firstWrongStep(instance.reference, run);
  if (wrong !== undefined) throw new Error(`step ${String(wrong)} is none of the semantics`);
  const last = run.steps.at(-1)?.action ?? 'start';
  const open = await firstOpen(lastFirst(tasksOf(theorems, 'unsat'), last), solver);
  if (open === undefined) throw new Error(`proved, and false in a run that ends with ${last}`);
  const said = against?.failure.name ?? brokenIn(run);
  return {
    verdict: 'refuted',
    at: `${last}: ${said === '' ? (against?.failure.kind ?? '') : said}`,
    evidence: `a run of ${String(run.steps.length)} steps`,
  };
}

function brokenIn({ stopped }: Refutation['run']): string {
  return stopped.kind === 'invariant' ? stopped.name : stopped.kind;
}

function notKept(open: ProofResult, extent: string): Judged {
  const { candidate } = open.explanation ?? {};
  const at = open.obligation.name;
  return open.verdict === 'refuted' && candidate !== undefined
    ? {
        verdict: 'induction',
        at,
        evidence: `a step of ${candidate.step.action}; no run in ${extent}`,
      }
    : { verdict: 'unknown', at, evidence: extent };
}

function tasksOf(theorems: readonly Chosen[], shown: 'unsat' | 'possible'): readonly Task[] {
  return theorems.flatMap(({ tasks }) =>
    tasks.flatMap((task) => {
      const isMeant = (by: string): boolean => (by === 'unsat') === (shown === 'unsat');
      const obligations = task.obligations.filter((o) => isMeant(o.shownBy));
      return obligations.length === 0 ? [] : [{ ...task, obligations }];
    }),
  );
}

function lastFirst(tasks: readonly Task[], action: string): readonly Task[] {
  const isOf = (t: Task): boolean => t.name === action || t.name.startsWith(`${action}.`);
  return [...tasks.filter(isOf), ...tasks.filter((t) => !isOf(t))];
}

/** One with states to show, if there is one. */
async function firstOpen(tasks: readonly Task[], solver: Solver): Promise<ProofResult | undefined> {
  let found: ProofResult | undefined;
  for (const task of tasks) {
    const results = await prove([task], solver, LIMITS);
    const open = results.filter((r) => r.verdict !== 'proved');
    const shown = open.find((r) => r.explanation?.candidate !== undefined);
    if (shown !== undefined) return shown;
    found ??= open[0];
  }
  return found;
}
