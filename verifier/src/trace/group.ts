/** Do these logs belong together? One run, one service, one stack, and one log for each process. */
import type { RawLog, TraceError, TraceHeader } from '@maat/spec-lang';

type Headed = Pick<RawLog, 'file' | 'header'>;

export function groupErrors(logs: readonly Headed[]): readonly TraceError[] {
  const first = logs[0];
  if (first === undefined) return [];
  const errors: TraceError[] = [];
  const owners = new Map<string, string>();
  for (const log of logs) {
    const owner = owners.get(log.header.process);
    if (owner !== undefined) errors.push(duplicate(log, owner));
    owners.set(log.header.process, log.file);
    for (const field of ['run', 'service', 'stack'] as const) {
      const usual = mostCommon(logs, field);
      if (log.header[field] !== usual) errors.push(mixed(log, field, usual));
    }
  }
  return errors;
}

/** What most logs say, so that a stranger among them is the one that is reported. */
function mostCommon(logs: readonly Headed[], field: 'run' | 'service' | 'stack'): string {
  const counts = new Map<string, number>();
  for (const { header } of logs) counts.set(header[field], (counts.get(header[field]) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function duplicate(log: Headed, owner: string): TraceError {
  const message = `a second log of process ${log.header.process}; the first is ${owner}`;
  return { code: 'duplicate', file: log.file, line: 1, message };
}

function mixed(log: Headed, field: keyof TraceHeader, usual: string): TraceError {
  const own = JSON.stringify(log.header[field]);
  const message = `logs of different ${field}s are mixed: this one has ${own}, others "${usual}"`;
  return { code: 'mixed', file: log.file, line: 1, message };
}
