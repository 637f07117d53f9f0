// `maat run --transport udp`: a group of processes on this machine, recorded, and held against the services if asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { NO_FAULTS, parseFaults, type Faults, type Stack } from '@maat/runtime';
import { launch, LaunchFailure, type LaunchResult, type Progress } from '@maat/runtime/hosts';
import { BadInput } from '../failure.js';
import { oraclesFor } from '../input/stack.js';
import { readLogs } from '../input/traces.js';
import { worst, type Outcome } from '../outcome.js';
import { traceFindings, verdictText } from '../output/trace-verdict.js';
import type { Context } from '../session.js';
import { freshFolder } from './logs.js';
import type { RunOptions } from './options.js';

export async function runReal(
  context: Context,
  stack: Stack,
  options: RunOptions,
): Promise<Outcome> {
  refuse(options);
  const kept = options.trace === undefined ? undefined : freshFolder(context.host, options.trace);
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'maat-'));
  try {
    return judged(context, stack, options, folder, await start(context, stack, options, folder));
  } catch (failure) {
    if (failure instanceof LaunchFailure) return failed(stack, failure);
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
  stack: Stack,
  options: RunOptions,
  folder: string,
): Promise<LaunchResult> {
  const { members, casts, kill, join: joins, seed, duration } = options;
  return launch({
    stack: { name: stack.name },
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
function failed(stack: Stack, failure: LaunchFailure): Outcome {
  const text = `${stack.name}: the run did not come to its end: ${failure.message}`;
  return {
    verdict: 'unknown',
    text,
    data: { error: failure.message },
    findings: [{ code: 'run', level: 'error', message: text }],
    claims: [{ name: `run of ${stack.name}`, verdict: 'unknown', detail: failure.message }],
  };
}

function judged(
  context: Context,
  stack: Stack,
  options: RunOptions,
  folder: string,
  result: LaunchResult,
): Outcome {
  const logs = readLogs(context.host, [folder]);
  const oracles = options.refine === true ? oraclesFor(context, stack) : [];
  const found = oracles.map(({ name, judge }) => ({ name, verdict: judge(logs) }));
  const lines = logs.reduce((sum, log) => sum + log.text.split('\n').length - 3, 0);
  const killed = result.processes.filter((p) => p.end === 'killed').map((p) => p.name);
  const dead = killed.length === 0 ? '' : `, ${killed.join(' ')} killed`;
  const where =
    options.trace === undefined ? '' : `\n  traces in ${relative(context.host.cwd, folder)}/`;
  const head = `${context.colours.green('✓')} ${stack.name}: ${result.processes.length} processes over UDP${dead}, ${result.issued} casts, ${lines} recorded lines in ${result.seconds.toFixed(1)} s${where}`;
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
    claims: [{ name: `run of ${stack.name}`, verdict: worst(found.map((f) => f.verdict.verdict)) }],
  };
}
