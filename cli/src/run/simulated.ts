// `maat run --transport sim`: seeded lives of a group in the simulated world, each held against the services.
import { ProtocolError } from '@maat/layers';
import type { TraceVerdict } from '@maat/verifier';
import { runScenario, type ScenarioOptions, type ScenarioResult } from '@maat/runtime';
import { record } from '../commands/ledger-option.js';
import { BadInput } from '../failure.js';
import type { Oracle, Runnable } from '../input/stack.js';
import { worst, type Outcome } from '../outcome.js';
import { mark } from '../output/mark.js';
import { verdictText } from '../output/trace-verdict.js';
import type { Context } from '../session.js';
import { simulatedFaults } from './faults.js';
import {
  claimOf,
  faultText,
  findingsOf,
  isBad,
  replay,
  rowsOf,
  unrestText,
  upheavalsOf,
  verdictOf,
  type Life,
} from './life.js';
import { logTexts, writeLogs } from './logs.js';
import type { RunOptions } from './options.js';

export function runSimulated(context: Context, runnable: Runnable, options: RunOptions): Outcome {
  if (options.kill + options.join > 0)
    throw new BadInput(
      `--${options.kill > 0 ? 'kill' : 'join'} is for --transport udp or tcp`,
      '',
      'In the simulated world say when: --faults crash=p1@1s,join=p9@2s.',
    );
  const isHeld = options.refine === true || options.seeds !== undefined;
  const held: Held = {
    oracles: isHeld ? runnable.oracles() : [],
    layers: isHeld && (options.layers ?? runnable.isOwn) ? runnable.layerOracles() : new Map(),
  };
  const lives = isLeftToUs(options, runnable)
    ? livesOfOwn(context, runnable, options, held)
    : livesAsked(context, runnable, options, held);
  record(context.host, options, rowsOf(lives, held.oracles, runnable, options));
  return outcome(context, runnable, options, lives, held);
}

function livesAsked(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  held: Held,
): readonly Life[] {
  const { from, to } = options.seeds ?? { from: options.seed ?? 1, to: options.seed ?? 1 };
  const lives: Life[] = [];
  for (let seed = from; seed <= to; seed += 1) {
    context.progress.tick(
      () => `seed ${seed} of ${from}..${to}, ${lives.filter(isBad).length} refuted`,
    );
    lives.push(live(context, runnable, options, seed, held));
  }
  return lives;
}

/** Whose stack it is wants to know whether it is right, and says no more. */
function isLeftToUs(options: RunOptions, { isOwn }: Runnable): boolean {
  const { seed, seeds, faults, loss, casts, size, duration, upheavals, trace } = options;
  const said = [seed, seeds, faults, loss, casts, size, duration, upheavals, trace];
  return isOwn && options.refine === true && said.every((option) => option === undefined);
}

/** A usual life, then hard ones, then such in which much comes late, many are gone, or all is slow, up to the first that is refuted, or the second of which nobody knows. */
function livesOfOwn(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  held: Held,
): readonly Life[] {
  const lives: Life[] = [];
  const weathers = [USUAL, HARD, HARD, LARGE, LARGE, LATE, LATE, LATE, RESTLESS, RESTLESS, SLOW];
  for (const [i, how] of weathers.entries()) {
    context.progress.tick(() => `seed ${i + 1} of 1..${weathers.length}`);
    lives.push(live(context, runnable, { ...options, ...how }, i + 1, held));
    const bad = lives.filter(isBad);
    if (bad.length > 1 || bad.some((life) => verdictOf(life) === 'refuted')) return lives;
  }
  return lives;
}

type Weather = Pick<RunOptions, 'casts' | 'size' | 'duration' | 'faults' | 'upheavals'>;

const USUAL: Weather = {};

/** What is late comes late enough to meet the next view, and what was just said some never get from there. */
const HARD: Weather = {
  casts: 300,
  duration: 2500,
  faults: 'loss=10%,duplicate=5%,reorder=10%,delay=0.5..20,skew=5%,burst=50%,whisper=10%',
};

/** Messages that no datagram takes whole: with others on their way, what is missing is a part of one. */
const LARGE: Weather = { ...HARD, size: 3000 };

/** Members are given up and come back, with what was said in older views: one flush comes into the other. */
const LATE: Weather = {
  casts: 600,
  duration: 10_000,
  faults: 'loss=20%,duplicate=5%,reorder=10%,delay=0.5..20,skew=5%,stall=30%',
  upheavals: 0,
};

/** Whoever has just spoken is gone, again and again: at a flush there is something missing. */
const RESTLESS: Weather = {
  casts: 100,
  duration: 2500,
  faults: 'loss=10%,duplicate=5%,reorder=10%,delay=0.5..20,skew=5%,burst=100%,whisper=30%',
  upheavals: 12,
};

/** What is begun before the last thing has ended hinders it. */
const SLOW: Weather = { casts: 60, faults: 'loss=0,duplicate=0,reorder=0,delay=40..80' };

/** What the traces are held against: the stack's services, and those that its lower layers implement. */
interface Held {
  readonly oracles: readonly Oracle[];
  readonly layers: ReadonlyMap<string, Oracle>;
}

const DURATION = 4000;

/** Lives one life. */
function live(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  seed: number,
  { oracles, layers }: Held,
): Life {
  const { members, casts = 100, size = 0, duration = DURATION } = options;
  const { stack } = runnable;
  const plan = simulatedFaults(options, duration);
  const upheavals = upheavalsOf(options);
  const happening = { duration, upheavals, faults: plan.faults, plan: plan.upheavals };
  const watch = [...layers.keys()];
  const result = attempt({ stack, seed, members, casts, size, watch, ...happening });
  if (typeof result === 'string') return { seed, options, ...NO_LIFE, faults: [result] };
  const names = Array.from({ length: members }, (_, i) => `p${i}`);
  const texts = logTexts(result.logs, { stack, seed, members: names });
  if (options.trace !== undefined)
    writeLogs(context.host, folderOf(options, options.trace, seed), texts);
  const below = upToTheFaulty(layers, (layer, oracle) => {
    const logs = result.watched.get(layer) ?? [];
    const run = { stack: { name: stack.name, service: oracle.name }, seed, members: names };
    return oracle.judge(logTexts(logs, run), FOR_LAYERS);
  });
  const hasViews = oracles.some((o) => RESTING.includes(o.name));
  const mustRest = hasViews && plan.faults.loss <= BEARABLE;
  const unrest = mustRest ? result.unrest : undefined;
  const isVictim = unrest !== undefined || below.some((v) => v.found.verdict !== 'holds');
  const above = oracles.map((oracle) => ({
    oracle,
    found: oracle.judge(texts, isVictim ? FOR_LAYERS : OF_WORLD),
  }));
  const events = result.logs.reduce((sum, log) => sum + log.lines.length, 0);
  const { datagrams, settled } = result;
  const faults = result.refusals.map((r) => `${r.process}: ${r.message} (${r.count} times)`);
  const life = { seed, options, events, datagrams, settled, faults };
  const known = { ...life, verdicts: [...above, ...below] };
  return unrest === undefined ? known : { ...known, unrest };
}

const NO_LIFE = { events: 0, datagrams: 0, settled: false, verdicts: [] };

/** The services whose groups come to rest, as long as no more than this share of the datagrams is lost. */
const RESTING = ['Group', 'StableView'];
const BEARABLE = 0.2;

/** Every datagram of the simulated world brings the clock of its sender. */
const OF_WORLD = { areClocksTrue: true };

/** What a layer does is found quickly or not at all; what a fault makes of it, and of all above it, could be searched for minutes. */
const FOR_LAYERS = { ...OF_WORLD, budget: 40_000 };

/** From the lowest layer upwards: what stands on a faulty one is a victim of it, and says nothing. */
function upToTheFaulty(
  layers: ReadonlyMap<string, Oracle>,
  judge: (layer: string, oracle: Oracle) => TraceVerdict,
): Life['verdicts'] {
  const verdicts: Life['verdicts'][number][] = [];
  for (const [layer, oracle] of [...layers].reverse()) {
    const found = judge(layer, oracle);
    verdicts.push({ oracle, layer, found });
    if (found.verdict !== 'holds') break;
  }
  return verdicts;
}

/** A term without a value outside a guard ends a process, and with it the life. */
function attempt(options: ScenarioOptions): ScenarioResult | string {
  try {
    return runScenario(options);
  } catch (failure) {
    if (failure instanceof ProtocolError) return failure.message;
    throw failure;
  }
}

function folderOf(options: RunOptions, folder: string, seed: number): string {
  return options.seeds === undefined ? folder : `${folder}/${seed}`;
}

function outcome(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  lives: readonly Life[],
  held: Held,
): Outcome {
  const bad = lives.filter(isBad);
  const counts = countsOf(lives, options);
  const verdict = worst(lives.map((life) => verdictOf(life)));
  const sections = [
    `${mark(verdict, context.colours)} ${headline(runnable, lives, counts, held)}`,
    unsettledLine(counts.unsettled),
    ...bad.slice(0, 3).map((life) => lifeText(context, runnable, life)),
    summary(bad),
  ];
  const refuted = bad.map((life) => ({ seed: life.seed, replay: replay(runnable, life) }));
  return {
    verdict,
    text: sections.filter((part) => part !== '').join('\n\n'),
    data: { ...counts, refuted },
    findings: bad.flatMap(findingsOf),
    claims: lives.map((life) => claimOf(life, runnable)),
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
  { oracles, layers }: Held,
): string {
  const which = lives.length === 1 ? `seed ${lives[0]?.seed ?? 0}` : `${lives.length} seeds`;
  const names = new Intl.ListFormat('en-GB').format(oracles.map((o) => o.name));
  const against = oracles.length === 0 ? '' : `, held against ${names}`;
  const below = layers.size === 0 ? '' : ', each lower layer against its own service';
  return `${runnable.reference}: ${which}, ${members} members, ${events} events, ${datagrams} datagrams${against}${below}`;
}

function unsettledLine(seeds: readonly number[]): string {
  if (seeds.length === 0) return '';
  const more = seeds.length > 10 ? ', …' : '';
  return `Did not come to rest in one view, with all delivered that was sent in it: seed ${seeds.slice(0, 10).join(', ')}${more}`;
}

function summary(bad: readonly Life[]): string {
  if (bad.length <= 3) return '';
  return `${bad.length} seeds are refuted: ${bad
    .map((life) => life.seed)
    .slice(0, 20)
    .join(', ')}${bad.length > 20 ? ', …' : ''}`;
}

function lifeText(context: Context, runnable: Runnable, life: Life): string {
  const cross = (text: string): string => `${context.colours.red('✗')} ${text}`;
  const failed = life.verdicts.filter((v) => v.found.verdict !== 'holds');
  const texts = failed.map((v) => verdictText(v.found, heldName(v), context.colours));
  const faults = life.faults.map((f) => cross(faultText(f)));
  const restless = life.unrest === undefined ? [] : [cross(unrestText(life.unrest))];
  const said = [...faults, ...texts, ...restless];
  return `seed ${life.seed}: ${said.join('\n')}\n\nreplay: ${replay(runnable, life)}`;
}

/** The layer is named: its neighbour may implement the same service. */
function heldName({ oracle, layer }: Life['verdicts'][number]): string {
  return layer === undefined ? oracle.name : `${oracle.name} (layer ${layer})`;
}
