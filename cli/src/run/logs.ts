// Writes the logs of a simulated run, one file a process, as the recorder of real processes does.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { formatLine, TRACE_VERSION, type TraceEnd, type TraceHeader } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import type { ProcessLog, Stack } from '@maat/runtime';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';

export interface RunName {
  readonly stack: Pick<Stack, 'name' | 'service'>;
  readonly seed: number;
  readonly members: readonly string[];
}

export function logTexts(logs: readonly ProcessLog[], run: RunName): readonly LogText[] {
  return logs.map((log) => ({ file: `${log.process}.ndjson`, text: logText(log, run) }));
}

/** A folder that holds logs of another run is emptied of them first: two runs in one folder are no trace. */
export function freshFolder(host: Host, folder: string): string {
  const path = resolve(host.cwd, folder);
  try {
    mkdirSync(path, { recursive: true });
    for (const name of readdirSync(path).filter((n) => n.endsWith('.ndjson')))
      rmSync(join(path, name));
    return path;
  } catch (cause) {
    throw new BadInput(
      `cannot be used for traces: ${cause instanceof Error ? cause.message : String(cause)}`,
      folder,
    );
  }
}

/** Where one process is to write its log; a log that is already there is kept from being overwritten. */
export function freshLog(folder: string, process: string): string {
  const file = join(folder, `${process}.ndjson`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new BadInput(
      `cannot be used for traces: ${cause instanceof Error ? cause.message : String(cause)}`,
      folder,
    );
  }
  if (existsSync(file)) throw new BadInput('is there already: a name is used once', file);
  return file;
}

export function writeLogs(host: Host, folder: string, texts: readonly LogText[]): void {
  const path = freshFolder(host, folder);
  for (const { file, text } of texts) writeFileSync(join(path, file), text);
}

function logText(log: ProcessLog, { stack, seed, members }: RunName): string {
  const header: TraceHeader = {
    maat: TRACE_VERSION,
    process: log.process,
    run: `${stack.name}-${seed}`,
    service: stack.service,
    stack: stack.name,
    members,
    seed,
  };
  const end: TraceEnd = { end: log.end, lines: log.lines.length };
  return [formatLine(header), ...log.lines.map(formatLine), formatLine(end)].join('');
}
