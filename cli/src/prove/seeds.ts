// A file proved with many seeds of the solver: a proof that hangs on its luck is told from one that does not.
import {
  prove,
  type Obligation,
  type Posed,
  type ProofResult,
  type Task,
  type Way,
} from '@maat/verifier';
import type { Range } from '../input/numbers.js';
import { worst, type Outcome } from '../outcome.js';
import { mark } from '../output/mark.js';
import type { Context } from '../session.js';
import { claimsOf, proveFile, type ProveOptions } from './file.js';
import { asVerdict, reasonOf } from './result-text.js';
import type { OpenProver } from './solver.js';

/** Once, or with each of several seeds, as it is asked for. */
export function proveAsAsked(
  context: Context,
  file: string,
  options: ProveOptions,
  prover: OpenProver,
): Promise<Outcome> {
  const { seeds } = options;
  return seeds === undefined
    ? proveFile(context, file, options, prover)
    : proveWithSeeds(context, file, { ...options, seeds }, prover);
}

/** Every question is put to the solver with each seed; nothing is certified, and nothing goes into the ledger. */
async function proveWithSeeds(
  context: Context,
  file: string,
  options: ProveOptions & { readonly seeds: Range },
  { solver, cancel }: OpenProver,
): Promise<Outcome> {
  const { seeds, timeout: timeoutMs, rlimit } = options;
  const tasks = claimsOf(context, file, options)
    .chosen.flatMap((c) => c.tasks)
    .map(posedOnce);
  const rounds: Round[] = [];
  for (let seed = seeds.from; seed <= seeds.to; seed += 1) {
    const results = await prove(tasks, solver, { timeoutMs, seed, rlimit, cancel });
    rounds.push({ seed, results });
    context.progress.tick(() => `seed ${seed} of ${seeds.from}..${seeds.to}`);
  }
  return outcomeOf(rounds, context);
}

interface Round {
  readonly seed: number;
  readonly results: readonly ProofResult[];
}

/** The same questions for each seed: making them takes longer than answering them. */
function posedOnce(task: Task): Task {
  return { ...task, ways: task.ways.map(remembering) };
}

function remembering(way: Way): Way {
  if (way.kind === 'runs') return { ...way, observe: once(way.observe) };
  return { ...way, pose: once<Posed>(way.pose) };
}

function once<T>(make: (open: readonly Obligation[]) => T): (open: readonly Obligation[]) => T {
  const known = new Map<string, T>();
  return (open) => {
    const key = open.map((o) => o.name).join('\n');
    const made = known.get(key) ?? make(open);
    known.set(key, made);
    return made;
  };
}

function outcomeOf(rounds: readonly Round[], { colours }: Context): Outcome {
  const open = rounds.flatMap(({ seed, results }) =>
    results.flatMap((result) => (result.verdict === 'proved' ? [] : [{ seed, result }])),
  );
  const all = rounds[0]?.results ?? [];
  const lines = open.map(({ seed, result }) => {
    const sign = mark(asVerdict(result.verdict), colours);
    return `  ${sign} seed ${seed}: ${nameOf(result)}: ${reasonOf(result)}`;
  });
  // That one seed finds an induction that fails says nothing of a run; without the seeds it is looked for.
  const verdict = worst(['holds', ...open.map(() => 'unknown' as const)]);
  const whole = rounds.filter(({ results }) => results.every((r) => r.verdict === 'proved')).length;
  const sum = `${all.length} obligations, all proved with ${whole} of ${rounds.length} seeds`;
  return {
    verdict,
    text: [...lines, `${mark(verdict, colours)} ${sum}`].join('\n'),
    data: {
      obligations: all.map((r) => {
        const of = open.filter((o) => o.result.obligation === r.obligation);
        const seeds = of.map((o) => o.seed);
        return {
          name: r.obligation.name,
          theorem: r.task.theorem.name,
          verdict: of.length === 0 ? 'holds' : 'unknown',
          ...(of.length === 0 ? {} : { seeds }),
        };
      }),
      seeds: rounds.length,
    },
    findings: [],
    claims: rounds.map(({ seed, results }) => {
      const left = results.filter((r) => r.verdict !== 'proved');
      return {
        name: `seed ${seed}`,
        verdict: left.length === 0 ? 'holds' : 'unknown',
        detail: left.map(nameOf).join(', '),
      };
    }),
  };
}

function nameOf({ task, obligation }: ProofResult): string {
  return `${task.theorem.name}: ${obligation.name}`;
}
