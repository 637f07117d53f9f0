// What `--faults` and `--loss` say, for the simulated world and for real processes.
import {
  NO_FAULTS,
  parseFaults,
  USUAL_FAULTS,
  type FaultPlan,
  type Faults,
  type Upheaval,
} from '@maat/runtime';
import { BadInput } from '../failure.js';
import type { RunOptions } from './options.js';

/** For the end of `maat run --help`. */
export const FAULTS_HELP = `
Faults are a list for --faults; --loss is short for the first of them:
  loss=10%  duplicate=0.02  reorder=5%    of the datagrams: lost, sent twice, overtaken by others
  delay=0.5..5                            sim: milliseconds under way
  skew=5%                                 sim: how much faster or slower clocks run
  stall=30%                               sim: of the time a way is stopped up; what is sent comes afterwards
  burst=50%                               sim: of what happens by chance, so much comes just after several casts
  whisper=50%                             sim: instead of what happens by chance, so often somebody is heard by one
                                          other only and crashes; and in the end, until there are two
  partition=p0+p1|p2+p3@1s  merge@2s      sim: who hears whom from then on; nobody else does
  crash=p1@500ms  restart=p1@900ms        sim: restarted processes are called p1~2, p1~3, …
  join=p4@1s  leave=p0@3s                 sim: members are p0, p1, …
In the simulated world what is not given is as usual (${usual(USUAL_FAULTS)}), and --upheavals
happen at times of chance unless the list has some with a time. Over UDP and TCP there are --kill and --join.`;

export function simulatedFaults(options: RunOptions, duration: number): FaultPlan {
  const plan = read(options, USUAL_FAULTS);
  const names = Array.from({ length: options.members }, (_, i) => `p${i}`);
  const joining = plan.upheavals.flatMap((u) => (u.kind === 'join' ? [u.process] : []));
  const all = [...names, ...joining];
  for (const upheaval of plan.upheavals) {
    const { kind, at } = upheaval;
    const stranger = namesIn(upheaval).find((name) => !all.includes(name.replace(/~\d+$/, '')));
    const twice = kind === 'join' && all.filter((name) => name === upheaval.process).length > 1;
    if (stranger !== undefined)
      throw new BadInput(`--faults: ${kind}@${at}ms: there is no process ${stranger}`);
    if (twice) throw new BadInput(`--faults: ${upheaval.process} joins, and is there already`);
    if (at > duration)
      throw new BadInput(`--faults: ${kind}@${at}ms comes after the end, at ${duration}ms`);
  }
  return plan;
}

/** Real networks have their own delays, real clocks their own rates; who is killed and joins is said otherwise. */
export function realFaults(options: RunOptions): Faults {
  const { faults, upheavals } = read(options, NO_FAULTS);
  const [planned] = upheavals;
  const skewed = faults.skew !== NO_FAULTS.skew ? 'skew' : undefined;
  const delayed = faults.delay !== NO_FAULTS.delay ? 'delay' : undefined;
  const stalled = faults.stall !== NO_FAULTS.stall ? 'stall' : undefined;
  const burst = faults.burst !== NO_FAULTS.burst ? 'burst' : undefined;
  const whisper = faults.whisper !== NO_FAULTS.whisper ? 'whisper' : undefined;
  const only = planned?.kind ?? skewed ?? delayed ?? stalled ?? burst ?? whisper;
  if (only !== undefined) throw new BadInput(`--faults: ${only} is for --transport sim`);
  return faults;
}

function read(options: RunOptions, base: Faults): FaultPlan {
  const text = options.faults ?? '';
  const plan = parseFaults(text, base);
  if ('problem' in plan) {
    const { problem, at, part } = plan;
    const caret = `${' '.repeat(at)}${'^'.repeat(part.length)}`;
    throw new BadInput(problem, `--faults:1:${at + 1}`, `${text}\n  ${caret}`);
  }
  return options.loss === undefined
    ? plan
    : { ...plan, faults: { ...plan.faults, loss: options.loss } };
}

function namesIn(upheaval: Upheaval): readonly string[] {
  switch (upheaval.kind) {
    case 'merge':
      return [];
    case 'partition':
      return upheaval.groups.flat();
    case 'crash':
    case 'restart':
    case 'join':
    case 'leave':
      return [upheaval.process];
  }
}

function usual({ loss, duplicate, reorder, delay, skew }: Faults): string {
  return `loss=${loss},duplicate=${duplicate},reorder=${reorder},delay=${delay.join('..')},skew=${skew}`;
}
