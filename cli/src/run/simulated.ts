// `maat run --transport sim`: seeded lives of a group in the simulated world, each held against the services.
import type { Evidence, Row, TraceVerdict } from '@maat/verifier';
import { parseFaults, runScenario, USUAL_FAULTS, type Faults, type Stack } from '@maat/runtime';
import { refinement } from '../claims.js';
import { record } from '../commands/ledger-option.js';
import { BadInput } from '../failure.js';
import { oraclesFor, type Oracle } from '../input/stack.js';
import { worst, type Claim, type Finding, type Outcome } from '../outcome.js';
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

export function runSimulated(context: Context, stack: Stack, options: RunOptions): Outcome {
  const faults = faultsOf(options);
  const oracles =
    options.refine === true || options.seeds !== undefined ? oraclesFor(context, stack) : [];
  const { from, to } = options.seeds ?? { from: options.seed, to: options.seed };
  const lives: Life[] = [];
  for (let seed = from; seed <= to; seed += 1) {
    context.progress.tick(
      () => `seed ${seed} of ${from}..${to}, ${lives.filter(isBad).length} refuted`,
    );
    lives.push(live(context, stack, options, faults, seed, oracles));
  }
  recordLives(context, stack, options, lives, oracles);
  return outcome(context, stack, options, lives, oracles);
}

function live(
  context: Context,
  stack: Stack,
  options: RunOptions,
  faults: Faults,
  seed: number,
  oracles: readonly Oracle[],
): Life {
  const { members, casts, upheavals, duration = 4000 } = options;
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
  stack: Stack,
  options: RunOptions,
  lives: readonly Life[],
  oracles: readonly Oracle[],
): Outcome {
  const bad = lives.filter(isBad);
  const counts = countsOf(lives, options);
  const verdict = worst(lives.flatMap((life) => life.verdicts.map((v) => v.found.verdict)));
  const mark = verdict === 'holds' ? context.colours.green('✓') : context.colours.red('✗');
  const sections = [
    `${mark} ${headline(stack, lives, counts, oracles)}`,
    unsettledText(counts.unsettled),
    ...bad.slice(0, 3).map((life) => lifeText(context, stack, options, life)),
    summary(bad),
  ];
  const refuted = bad.map(({ seed }) => ({ seed, replay: replay(stack, options, seed) }));
  return {
    verdict,
    text: sections.filter((part) => part !== '').join('\n\n'),
    data: { ...counts, refuted },
    findings: bad.flatMap(findings),
    claims: lives.map((life) => claim(stack, life)),
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
  stack: Stack,
  lives: readonly Life[],
  { members, events, datagrams }: LifeCounts,
  oracles: readonly Oracle[],
): string {
  const which = lives.length === 1 ? `seed ${lives[0]?.seed ?? 0}` : `${lives.length} seeds`;
  const names = oracles.map((o) => o.name).join(' and ');
  const against = oracles.length === 0 ? '' : `, held against ${names}`;
  return `${stack.name}: ${which}, ${members} members, ${events} events, ${datagrams} datagrams${against}`;
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

function lifeText(context: Context, stack: Stack, options: RunOptions, life: Life): string {
  const failed = life.verdicts.filter((v) => v.found.verdict !== 'holds');
  const texts = failed.map((v) => verdictText(v.found, v.oracle.name, context.colours));
  return `seed ${life.seed}: ${texts.join('\n\n')}\n\nreplay: ${replay(stack, options, life.seed)}`;
}

/** The command line that does the same steps again. */
export function replay(stack: Stack, options: RunOptions, seed: number): string {
  const { members, casts, upheavals, duration, loss, faults } = options;
  const given = [
    ['duration', duration === undefined ? undefined : `${duration}ms`],
    ['loss', loss],
    ['faults', faults],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
  const fixed = `--seed ${seed} --members ${members} --casts ${casts} --upheavals ${upheavals}`;
  return [
    'maat run',
    stack.name,
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

function claim(stack: Stack, life: Life): Claim {
  const verdict = worst(life.verdicts.map((v) => v.found.verdict));
  return {
    name: `${stack.name}, seed ${life.seed}`,
    verdict,
    detail: findings(life)
      .map((f) => f.message)
      .join('\n'),
  };
}

function recordLives(
  context: Context,
  stack: Stack,
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
    const reason = bad === undefined ? '' : `replay: ${replay(stack, options, bad.seed)}`;
    const word = verdict === 'refuted' ? 'refuted' : 'unknown';
    const evidence: Evidence =
      verdict === 'holds' ? { word: 'simulated', ...figures } : { word, reason };
    return { claim: refinement(`stack ${stack.name}`, oracle.name), evidence, hash: oracle.hash };
  });
  record(context.host, options, rows);
}
