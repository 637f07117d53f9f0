// `maat run --transport sim`: seeded lives of a group in the simulated world, each held against the services.
import type { Evidence, Row, TraceVerdict } from '@maat/verifier';
import { parseFaults, runScenario, USUAL_FAULTS, type Faults } from '@maat/runtime';
import { refinement } from '../claims.js';
import { record } from '../commands/ledger-option.js';
import { BadInput } from '../failure.js';
import type { Oracle, Runnable } from '../input/stack.js';
import { worst, type Claim, type Finding, type Outcome, type Verdict } from '../outcome.js';
import { mark } from '../output/mark.js';
import { traceFindings, verdictText } from '../output/trace-verdict.js';
import type { Context } from '../session.js';
import { logTexts, writeLogs } from './logs.js';
import type { RunOptions } from './options.js';

/** One life and what is to be said of it. */
interface Life {
  readonly seed: number;
  readonly events: number;
  readonly datagrams: number;
  readonly settled: boolean;
  readonly verdicts: readonly { readonly oracle: Oracle; readonly found: TraceVerdict }[];
}

export function runSimulated(context: Context, runnable: Runnable, options: RunOptions): Outcome {
  const faults = faultsOf(options);
  const oracles = options.refine === true || options.seeds !== undefined ? runnable.oracles() : [];
  const { from, to } = options.seeds ?? { from: options.seed, to: options.seed };
  const lives: Life[] = [];
  for (let seed = from; seed <= to; seed += 1) {
    context.progress.tick(
      () => `seed ${seed} of ${from}..${to}, ${lives.filter(isBad).length} refuted`,
    );
    lives.push(live(context, runnable, options, faults, seed, oracles));
  }
  recordLives(context, runnable, options, lives, oracles);
  return outcome(context, runnable, options, lives, oracles);
}

function live(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  faults: Faults,
  seed: number,
  oracles: readonly Oracle[],
): Life {
  const { members, casts, upheavals, duration = 4000 } = options;
  const { stack } = runnable;
  const result = runScenario({ stack, seed, members, casts, duration, upheavals, faults });
  const names = Array.from({ length: members }, (_, i) => `p${i}`);
  const texts = logTexts(result.logs, { stack, seed, members: names });
  if (options.trace !== undefined)
    writeLogs(context.host, folderOf(options, options.trace, seed), texts);
  const verdicts = oracles.map((oracle) => ({ oracle, found: oracle.judge(texts) }));
  const events = result.logs.reduce((sum, log) => sum + log.lines.length, 0);
  return { seed, events, datagrams: result.datagrams, settled: result.settled, verdicts };
}

function folderOf(options: RunOptions, folder: string, seed: number): string {
  return options.seeds === undefined ? folder : `${folder}/${seed}`;
}

function faultsOf(options: RunOptions): Faults {
  const faults = parseFaults(options.faults ?? '', USUAL_FAULTS);
  if (typeof faults === 'string') throw new BadInput(`--faults: ${faults}`);
  return options.loss === undefined ? faults : { ...faults, loss: options.loss };
}

function isBad(life: Life): boolean {
  return life.verdicts.some((v) => v.found.verdict !== 'holds');
}

function outcome(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  lives: readonly Life[],
  oracles: readonly Oracle[],
): Outcome {
  const bad = lives.filter(isBad);
  const counts = countsOf(lives, options);
  const verdict = worst(lives.map(verdictOf));
  const sections = [
    `${mark(verdict, context.colours)} ${headline(runnable, lives, counts, oracles)}`,
    unsettledText(counts.unsettled),
    ...bad.slice(0, 3).map((life) => lifeText(context, runnable, options, life)),
    summary(bad),
  ];
  const refuted = bad.map(({ seed }) => ({ seed, replay: replay(runnable, options, seed) }));
  return {
    verdict,
    text: sections.filter((part) => part !== '').join('\n\n'),
    data: { ...counts, refuted },
    findings: bad.flatMap(findings),
    claims: lives.map((life) => claim(runnable, life)),
  };
}

interface LifeCounts {
  readonly seeds: number;
  readonly events: number;
  readonly datagrams: number;
  readonly members: number;
  readonly unsettled: readonly number[];
}

function countsOf(lives: readonly Life[], options: RunOptions): LifeCounts {
  const sum = (of: (life: Life) => number): number =>
    lives.reduce((total, life) => total + of(life), 0);
  return {
    seeds: lives.length,
    events: sum((l) => l.events),
    datagrams: sum((l) => l.datagrams),
    members: options.members,
    unsettled: lives.filter((life) => !life.settled).map((life) => life.seed),
  };
}

function headline(
  runnable: Runnable,
  lives: readonly Life[],
  { members, events, datagrams }: LifeCounts,
  oracles: readonly Oracle[],
): string {
  const which = lives.length === 1 ? `seed ${lives[0]?.seed ?? 0}` : `${lives.length} seeds`;
  const names = new Intl.ListFormat('en').format(oracles.map((o) => o.name));
  const against = oracles.length === 0 ? '' : `, held against ${names}`;
  return `${runnable.reference}: ${which}, ${members} members, ${events} events, ${datagrams} datagrams${against}`;
}

function unsettledText(seeds: readonly number[]): string {
  if (seeds.length === 0) return '';
  const more = seeds.length > 10 ? ', …' : '';
  return `Did not come to rest in one view: seed ${seeds.slice(0, 10).join(', ')}${more}`;
}

function summary(bad: readonly Life[]): string {
  if (bad.length <= 3) return '';
  return `${bad.length} seeds are refuted: ${bad
    .map((life) => life.seed)
    .slice(0, 20)
    .join(', ')}${bad.length > 20 ? ', …' : ''}`;
}

function lifeText(context: Context, runnable: Runnable, options: RunOptions, life: Life): string {
  const failed = life.verdicts.filter((v) => v.found.verdict !== 'holds');
  const texts = failed.map((v) => verdictText(v.found, v.oracle.name, context.colours));
  return `seed ${life.seed}: ${texts.join('\n\n')}\n\nreplay: ${replay(runnable, options, life.seed)}`;
}

/** The command line that does the same steps again. */
export function replay(runnable: Runnable, options: RunOptions, seed: number): string {
  const { members, casts, upheavals, duration, loss, faults } = options;
  const given = [
    ['duration', duration === undefined ? undefined : `${duration}ms`],
    ['loss', loss],
    ['faults', faults],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  const fixed = `--seed ${seed} --members ${members} --casts ${casts} --upheavals ${upheavals}`;
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

function findings(life: Life): readonly Finding[] {
  return life.verdicts
    .flatMap((v) => traceFindings(v.found))
    .map((f) => ({ ...f, message: `seed ${life.seed}: ${f.message}` }));
}

/** What a group that does not come to rest still owes, nobody knows. */
function verdictOf(life: Life): Verdict {
  const found = life.verdicts.map((v) => v.found.verdict);
  return worst(life.settled ? found : [...found, 'unknown']);
}

function claim(runnable: Runnable, life: Life): Claim {
  return {
    name: `${runnable.reference}, seed ${life.seed}`,
    verdict: verdictOf(life),
    detail: findings(life)
      .map((f) => f.message)
      .join('\n'),
  };
}

function recordLives(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  lives: readonly Life[],
  oracles: readonly Oracle[],
): void {
  const events = lives.reduce((sum, life) => sum + life.events, 0);
  const rows = oracles.map((oracle): Row => {
    const found = lives.flatMap((l) => l.verdicts.filter((v) => v.oracle === oracle));
    const bad = lives.find((l) =>
      l.verdicts.some((v) => v.oracle === oracle && v.found.verdict !== 'holds'),
    );
    const verdict = worst(found.map((v) => v.found.verdict));
    const figures = {
      scope: `${options.members} members`,
      runs: lives.length,
      steps: Math.round(events / Math.max(1, lives.length)),
      seed: lives[0]?.seed ?? 0,
    };
    const reason = bad === undefined ? '' : `replay: ${replay(runnable, options, bad.seed)}`;
    const word = verdict === 'refuted' ? 'refuted' : 'unknown';
    const evidence: Evidence =
      verdict === 'holds' ? { word: 'simulated', ...figures } : { word, reason };
    return {
      claim: refinement(`stack ${runnable.stack.name}`, oracle.name),
      evidence,
      hash: oracle.hash,
    };
  });
  record(context.host, options, rows);
}
