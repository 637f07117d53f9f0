// One seeded life of a group, and what is to be said of it: verdict, findings, claims, rows of the ledger.
import { refinementClaim, type Evidence, type Row, type TraceVerdict } from '@maat/verifier';
import type { Oracle, Runnable } from '../input/stack.js';
import { worst, type Claim, type Finding, type Verdict } from '../outcome.js';
import { traceFindings } from '../output/trace-verdict.js';
import type { RunOptions } from './options.js';

export interface Life {
  readonly seed: number;
  readonly events: number;
  readonly datagrams: number;
  readonly settled: boolean;
  /** Why not, where a group has to come to rest. */
  readonly unrest?: string;
  /** With what it was lived. */
  readonly options: RunOptions;
  readonly verdicts: readonly {
    readonly oracle: Oracle;
    /** That the service is this layer's, which is not the top one. */
    readonly layer?: string;
    readonly found: TraceVerdict;
  }[];
  /** Terms without a value that layers met: the specification says no more what happens there. */
  readonly faults: readonly string[];
}

export function isBad(life: Life): boolean {
  const isRefused = life.faults.length > 0 || life.unrest !== undefined;
  return isRefused || life.verdicts.some((v) => v.found.verdict !== 'holds');
}

/** Of all services or of one. What a group that does not come to rest still owes, nobody knows. */
export function verdictOf(life: Life, of?: Oracle): Verdict {
  const found = life.verdicts
    .filter((v) => of === undefined || v.oracle === of)
    .map((v) => v.found.verdict);
  if (life.faults.length > 0) return worst([...found, 'refuted']);
  // No service promises to come to rest; but a group does, and one that does not is at fault.
  if (of === undefined && life.unrest !== undefined) return worst([...found, 'refuted']);
  return worst(life.settled ? found : [...found, 'unknown']);
}

export function faultText(fault: string): string {
  return `a layer met a term without a value: ${fault}`;
}

export function unrestText(unrest: string): string {
  return `the group does not come to rest, long after all was healed: ${unrest}`;
}

export function findingsOf(life: Life): readonly Finding[] {
  const faults = life.faults.map((f): Finding => ({
    code: 'layer',
    level: 'error',
    message: faultText(f),
  }));
  const { unrest } = life;
  const rest: readonly Finding[] =
    unrest === undefined ? [] : [{ code: 'rest', level: 'error', message: unrestText(unrest) }];
  const traces = life.verdicts.flatMap((v) => traceFindings(v.found));
  return [...faults, ...rest, ...traces].map((f) => ({
    ...f,
    message: `seed ${life.seed}: ${f.message}`,
  }));
}

export function claimOf(life: Life, { reference }: Runnable): Claim {
  const detail = findingsOf(life).map((f) => f.message);
  return {
    name: `${reference}, seed ${life.seed}`,
    verdict: verdictOf(life),
    detail: detail.join('\n'),
  };
}

/** One row for each service. */
export function rowsOf(
  lives: readonly Life[],
  oracles: readonly Oracle[],
  runnable: Runnable,
  options: RunOptions,
): readonly Row[] {
  const events = lives.reduce((sum, life) => sum + life.events, 0);
  const figures = {
    scope: `${options.members} members`,
    runs: lives.length,
    steps: Math.round(events / Math.max(1, lives.length)),
    seed: lives[0]?.seed ?? 0,
  };
  return oracles.map((oracle): Row => {
    const verdict = worst(lives.map((life) => verdictOf(life, oracle)));
    const bad = lives.find((life) => verdictOf(life, oracle) === verdict);
    const reason = bad === undefined ? '' : `replay: ${replay(runnable, bad)}`;
    const evidence: Evidence =
      verdict === 'holds'
        ? { word: 'simulated', ...figures }
        : { word: verdict === 'refuted' ? 'refuted' : 'unknown', reason };
    const claim = refinementClaim(`stack ${runnable.stack.name}`, oracle.name);
    return { claim, evidence, hash: oracle.hash };
  });
}

/** How many happen by chance: none if the user plans them. */
export function upheavalsOf({ upheavals, faults = '' }: RunOptions): number {
  return upheavals ?? (faults.includes('@') ? 0 : 6);
}

/** The command line that does the same steps again. */
export function replay(runnable: Runnable, { options, seed }: Life): string {
  const { members, casts = 100, size, duration, loss, faults } = options;
  const given = [
    ['size', size],
    ['duration', duration === undefined ? undefined : `${duration}ms`],
    ['loss', loss],
    ['faults', faults === undefined ? undefined : `'${faults}'`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  const fixed = `--seed ${seed} --members ${members} --casts ${casts} --upheavals ${upheavalsOf(options)}`;
  return [
    'maat run',
    runnable.reference,
    '--transport sim',
    fixed,
    ...given,
    '--refine',
    `--trace out/seed-${seed}`,
  ].join(' ');
}
