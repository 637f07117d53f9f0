// `maat run --transport udp` and `tcp`: a group of processes on this machine, recorded, and held against the services if asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  launch,
  LaunchFailure,
  type LaunchResult,
  type Progress,
  type TransportName,
} from '@maat/runtime/hosts';
import { BadInput } from '../failure.js';
import type { Runnable } from '../input/stack.js';
import { readLogs } from '../input/traces.js';
import { worst, type Finding, type Outcome } from '../outcome.js';
import { mark } from '../output/mark.js';
import { traceFindings, verdictText } from '../output/trace-verdict.js';
import type { Context } from '../session.js';
import { realFaults } from './faults.js';
import { faultText } from './life.js';
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
  const tidy = (): void => {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const result = await start(context, runnable, options, folder, tidy);
    return judged(context, runnable, options, folder, result);
  } catch (failure) {
    if (failure instanceof LaunchFailure) return failed(runnable, failure);
    throw failure;
  } finally {
    tidy();
  }
}

function refuse(options: RunOptions): void {
  if (options.seeds !== undefined)
    throw new BadInput('--seeds is for --transport sim: a real run is not replayed');
  if (options.upheavals !== undefined)
    throw new BadInput('--upheavals is for --transport sim: real processes have --kill and --join');
  if (options.kill >= options.members)
    throw new BadInput(`--kill ${options.kill} leaves nobody of ${options.members}`);
}

function start(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  folder: string,
  tidy: () => void,
): Promise<LaunchResult> {
  const { members, casts, size, kill, join: joins, seed, duration } = options;
  const transport = transportOf(options);
  const interrupt = new AbortController();
  const running = launch({
    stack: runnable.source,
    transport,
    members,
    ...(casts === undefined ? {} : { casts }),
    ...(size === undefined ? {} : { size }),
    kill,
    join: joins,
    seed: seed ?? 1,
    faults: realFaults(options),
    traceFolder: folder,
    ...(duration === undefined ? {} : { duration }),
    signal: interrupt.signal,
    onProgress: (progress) => {
      context.progress.tick(() => progressText(progress));
    },
  });
  context.host.onInterrupt(async () => {
    interrupt.abort();
    await running.catch(() => undefined);
    tidy();
  });
  return running;
}

function transportOf({ transport }: RunOptions): TransportName {
  return transport === 'tcp' ? 'tcp' : 'udp';
}

function progressText({ phase, issued, casts, lines, living, killed }: Progress): string {
  const dead = killed.length === 0 ? '' : `, killed ${killed.join(' ')}`;
  return `${phase}: ${issued} of ${casts} casts, ${lines} events, alive ${living.join(' ')}${dead}`;
}

/** The group did not come to its end: unless its layers were the cause, that refutes nothing, and holds nothing. */
function failed({ reference }: Runnable, failure: LaunchFailure): Outcome {
  const verdict = failure.term ? 'refuted' : 'unknown';
  const text = `${reference}: the run did not come to its end: ${failure.message}`;
  return {
    verdict,
    text,
    data: { error: failure.message },
    findings: [{ code: 'run', level: 'error', message: text }],
    claims: [{ name: `run of ${reference}`, verdict, detail: failure.message }],
  };
}

function judged(
  context: Context,
  runnable: Runnable,
  options: RunOptions,
  folder: string,
  result: LaunchResult,
): Outcome {
  const { reference } = runnable;
  const logs = readLogs(context.host, [folder]);
  const oracles = options.refine === true ? runnable.oracles() : [];
  const found = oracles.map(({ name, judge }) => ({ name, verdict: judge(logs) }));
  const faults = result.refusals.map((r) =>
    faultText(`${r.process}: ${r.message} (${r.count} times)`),
  );
  const seen = found.map((f) => f.verdict.verdict);
  const verdict = worst(faults.length === 0 ? seen : [...seen, 'refuted']);
  const lines = logs.reduce((sum, log) => sum + log.text.split('\n').length - 3, 0);
  const killed = result.processes.filter((p) => p.end === 'killed').map((p) => p.name);
  const text = [
    `${mark(verdict, context.colours)} ${headline(context, reference, options, folder, result, lines, killed)}`,
    ...faults.map((f) => `${context.colours.red('✗')} ${f}`),
    ...found.map((f) => verdictText(f.verdict, f.name, context.colours)),
  ];
  return {
    verdict,
    text: text.join('\n'),
    data: { ...dataOf(runnable, result), killed, lines, faults },
    findings: [
      ...faults.map((f): Finding => ({ code: 'layer', level: 'error', message: f })),
      ...found.flatMap((f) => traceFindings(f.verdict)),
    ],
    claims: [{ name: `run of ${reference}`, verdict }],
  };
}

function dataOf({ stack }: Runnable, result: LaunchResult): Readonly<Record<string, unknown>> {
  return {
    stack: stack.name,
    service: stack.service,
    processes: result.processes.length,
    casts: result.issued,
  };
}

function headline(
  context: Context,
  reference: string,
  options: RunOptions,
  folder: string,
  { processes, issued, seconds }: LaunchResult,
  lines: number,
  killed: readonly string[],
): string {
  const dead = killed.length === 0 ? '' : `, ${killed.join(' ')} killed`;
  const where =
    options.trace === undefined ? '' : `\n  traces in ${relative(context.host.cwd, folder)}/`;
  return `${reference}: ${processes.length} processes over ${transportOf(options).toUpperCase()}${dead}, ${issued} casts, ${lines} recorded lines in ${seconds.toFixed(1)} s${where}`;
}
