// `maat run --transport udp`: a group of processes on this machine, recorded, and held against the services if asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { NO_FAULTS, parseFaults, type Faults } from '@maat/runtime';
import { launch, LaunchFailure, type LaunchResult, type Progress } from '@maat/runtime/hosts';
import { BadInput } from '../failure.js';
import type { Runnable } from '../input/stack.js';
import { readLogs } from '../input/traces.js';
import { worst, type Outcome } from '../outcome.js';
import { traceFindings, verdictText } from '../output/trace-verdict.js';
import type { Context } from '../session.js';
import { freshFolder } from './logs.js';
import type { RunOptions } from './options.js';

export async function runReal(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
): Promise<Outcome> {
  refuse(options);
  const kept = options.trace === undefined ? undefined : freshFolder(context.host, options.trace);
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'maat-'));
  try {
    const result = await start(context, runnable, options, folder);
    return judged(context, runnable, options, folder, result);
  } catch (failure) {
    if (failure instanceof LaunchFailure) return failed(runnable, failure);
    throw failure;
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function refuse(options: RunOptions): void {
  if (options.seeds !== undefined)
    throw new BadInput('--seeds is for --transport sim: a real run is not replayed');
  if (options.kill >= options.members)
    throw new BadInput(`--kill ${options.kill} leaves nobody of ${options.members}`);
}

function start(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  folder: string,
): Promise<LaunchResult> {
  const { members, casts, kill, join: joins, seed, duration } = options;
  return launch({
    stack: runnable.source,
    members,
    casts,
    kill,
    join: joins,
    seed,
    faults: faultsOf(options),
    traceFolder: folder,
    ...(duration === undefined ? {} : { deadline: duration }),
    onProgress: (progress) => {
      context.progress.tick(() => progressText(progress));
    },
  });
}

function progressText({ phase, issued, casts, lines, living, killed }: Progress): string {
  const dead = killed.length === 0 ? '' : `, killed ${killed.join(' ')}`;
  return `${phase}: ${issued} of ${casts} casts, ${lines} events, alive ${living.join(' ')}${dead}`;
}

function faultsOf(options: RunOptions): Faults {
  const faults = parseFaults(options.faults ?? '', NO_FAULTS);
  if (typeof faults === 'string') throw new BadInput(`--faults: ${faults}`);
  return options.loss === undefined ? faults : { ...faults, loss: options.loss };
}

/** The group did not come to its end: that refutes nothing, and holds nothing. */
function failed({ reference }: Runnable, failure: LaunchFailure): Outcome {
  const text = `${reference}: the run did not come to its end: ${failure.message}`;
  return {
    verdict: 'unknown',
    text,
    data: { error: failure.message },
    findings: [{ code: 'run', level: 'error', message: text }],
    claims: [{ name: `run of ${reference}`, verdict: 'unknown', detail: failure.message }],
  };
}

function judged(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  folder: string,
  result: LaunchResult,
): Outcome {
  const { reference, stack } = runnable;
  const logs = readLogs(context.host, [folder]);
  const oracles = options.refine === true ? runnable.oracles() : [];
  const found = oracles.map(({ name, judge }) => ({ name, verdict: judge(logs) }));
  const lines = logs.reduce((sum, log) => sum + log.text.split('\n').length - 3, 0);
  const killed = result.processes.filter((p) => p.end === 'killed').map((p) => p.name);
  const dead = killed.length === 0 ? '' : `, ${killed.join(' ')} killed`;
  const where =
    options.trace === undefined ? '' : `\n  traces in ${relative(context.host.cwd, folder)}/`;
  const head = `${context.colours.green('✓')} ${reference}: ${result.processes.length} processes over UDP${dead}, ${result.issued} casts, ${lines} recorded lines in ${result.seconds.toFixed(1)} s${where}`;
  return {
    verdict: worst(found.map((f) => f.verdict.verdict)),
    text: [head, ...found.map((f) => verdictText(f.verdict, f.name, context.colours))].join('\n'),
    data: {
      stack: stack.name,
      service: stack.service,
      processes: result.processes.length,
      killed,
      casts: result.issued,
      lines,
    },
    findings: found.flatMap((f) => traceFindings(f.verdict)),
    claims: [{ name: `run of ${reference}`, verdict: worst(found.map((f) => f.verdict.verdict)) }],
  };
}
