/** Discharges tasks with a solver: each way in turn on what is still open, several tasks at a time. */
import { unknown } from '../dialogue/index.js';
import type { Answer, Cancellation, Settings, Solver } from '../smt/query.js';
import { partsTexts, runText, type PartText } from './parts.js';
import type {
  Explanation,
  Obligation,
  Posed,
  ProofVerdict,
  RunWay,
  SolverWay,
  Task,
  Way,
} from './task.js';

export interface ProveOptions {
  readonly timeoutMs: number;
  readonly seed: number;
  /** Instead of what the ways ask for. */
  readonly rlimit?: number | undefined;
  readonly cancel?: Cancellation | undefined;
  /** Called with each result as it comes. */
  readonly onResult?: ((result: ProofResult) => void) | undefined;
}

export interface ProofResult {
  readonly task: Task;
  readonly obligation: Obligation;
  readonly verdict: ProofVerdict;
  /** The way that decided, or the last that was tried, by its place among the task's ways. */
  readonly way: number;
  /** How the solver was set then. */
  readonly settings: Settings;
  /** What it was asked, part by part. */
  readonly texts: readonly PartText[];
  readonly answers: readonly Answer[];
  /** Of the solver, over all ways. */
  readonly seconds: number;
  /** The states on which it rests, where it does. */
  readonly explanation?: Explanation | undefined;
}

/** In the order of the tasks and their obligations, whatever came first. */
export async function prove(
  tasks: readonly Task[],
  solver: Solver,
  options: ProveOptions,
): Promise<readonly ProofResult[]> {
  const results: (readonly ProofResult[])[] = tasks.map(() => []);
  const left = tasks.map((task, i) => ({ task, i }));
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift())
      results[next.i] = await proveTask(next.task, solver, options);
  };
  // Texts are made when their turn comes: enough ahead that no solver waits, few enough to be small.
  await Promise.all(Array.from({ length: AHEAD }, work));
  return results.flat();
}

const AHEAD = 8;

async function proveTask(
  task: Task,
  solver: Solver,
  options: ProveOptions,
): Promise<readonly ProofResult[]> {
  const results = new Map<Obligation, ProofResult>();
  let open = task.obligations;
  for (const [index, way] of task.ways.entries()) {
    if (open.length === 0) break;
    const attempt = { task, index, way, open, before: results };
    const tried = await tryWay(attempt, solver, options);
    for (const result of tried) results.set(result.obligation, result);
    open = open.filter((o) => results.get(o)?.verdict === 'unknown');
    const last = index === task.ways.length - 1;
    for (const result of tried)
      if (last || result.verdict !== 'unknown') options.onResult?.(result);
  }
  return task.obligations.flatMap((o) => results.get(o) ?? []);
}

interface WayAttempt {
  readonly task: Task;
  readonly index: number;
  readonly way: Way;
  readonly open: readonly Obligation[];
  readonly before: ReadonlyMap<Obligation, ProofResult>;
}

async function tryWay(
  attempt: WayAttempt,
  solver: Solver,
  options: ProveOptions,
): Promise<readonly ProofResult[]> {
  const { way } = attempt;
  return way.kind === 'runs' ? lookFor(attempt, way, options) : ask(attempt, way, solver, options);
}

function lookFor(
  { task, index, open, before }: WayAttempt,
  way: RunWay,
  { timeoutMs, seed }: ProveOptions,
): readonly ProofResult[] {
  const seen = way.observe(open);
  return open.map((obligation) => {
    const text = obligation.shownBy === 'unsat' ? undefined : seen.get(obligation.name);
    return {
      task,
      obligation,
      verdict: text === undefined ? 'unknown' : 'proved',
      way: index,
      settings: { options: {}, rlimit: 0, timeoutMs, seed },
      texts: text === undefined ? [] : [runText(obligation, text)],
      answers: [],
      seconds: before.get(obligation)?.seconds ?? 0,
    };
  });
}

async function ask(
  { task, index, open, before }: WayAttempt,
  way: SolverWay,
  solver: Solver,
  options: ProveOptions,
): Promise<readonly ProofResult[]> {
  const posed = way.pose(open);
  const settings = settingsOf(way, options);
  const answers = await solver.solve(posed.query, settings, options.cancel);
  return open.map((obligation) => {
    const mine = posed.parts.flatMap((part, i) => (part === obligation ? [i] : []));
    const own = mine.map((i) => answers[i] ?? MISSING);
    const said = verdictOf(obligation, own, way);
    const explanation = explanationOf(posed, mine, answers);
    const restsOnStates = said === (obligation.shownBy === 'unsat' ? 'refuted' : 'proved');
    const isDoubtful = restsOnStates && posed.explain !== undefined && explanation === undefined;
    const verdict = isDoubtful ? 'unknown' : said;
    const spent = own.reduce((sum, a) => sum + a.seconds, 0);
    return {
      task,
      obligation,
      verdict,
      way: index,
      settings,
      texts: partsTexts(posed, mine),
      answers: own,
      seconds: spent + (before.get(obligation)?.seconds ?? 0),
      ...(verdict === 'unknown' ? {} : { explanation }),
    };
  });
}

function settingsOf(way: SolverWay, options: ProveOptions): Settings {
  return {
    options: way.settings.options,
    rlimit: options.rlimit ?? way.settings.rlimit,
    timeoutMs: options.timeoutMs,
    seed: options.seed,
  };
}

/** An obligation without a part was not asked about, and is not shown by that. */
export function verdictOf(
  { shownBy }: Obligation,
  answers: readonly Answer[],
  { counts }: Pick<SolverWay, 'counts'>,
): ProofVerdict {
  if (shownBy === 'run') return 'unknown';
  const against = shownBy === 'unsat' ? 'sat' : 'unsat';
  if (counts.includes(against) && answers.some((a) => a.kind === against)) return 'refuted';
  const shown = answers.length > 0 && answers.every((a) => a.kind === shownBy);
  return shown && counts.includes(shownBy) ? 'proved' : 'unknown';
}

function explanationOf(
  posed: Posed,
  parts: readonly number[],
  answers: readonly Answer[],
): Explanation | undefined {
  for (const i of parts) {
    const answer = answers[i];
    if (answer?.kind !== 'sat') continue;
    const explanation = posed.explain?.(i, answer.values);
    if (explanation !== undefined) return explanation;
  }
  return undefined;
}

const MISSING = unknown('error', 'the solver gave no answer');
