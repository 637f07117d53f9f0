// `--report`: the outcome in the shapes that other tools read.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import type { Outcome } from '../outcome.js';
import { githubLines } from './github.js';

export interface Report {
  readonly kind: 'sarif' | 'junit' | 'github' | 'json';
  readonly file: string;
}

/** Reads `sarif=F`, `junit=F`, `json=F` or `github`. */
export function parseReport(text: string): Report {
  const [kind = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (kind === 'github' && file === '') return { kind, file };
  if ((kind === 'sarif' || kind === 'junit' || kind === 'json') && file !== '')
    return { kind, file };
  throw new BadInput(
    `--report ${text} is not understood`,
    '',
    'Reports are sarif=FILE, junit=FILE, json=FILE and github.',
  );
}

/** The builders of reports are loaded only when one is asked for. */
export async function writeReport(
  report: Report,
  command: string,
  outcome: Outcome,
  json: string,
  host: Host,
): Promise<void> {
  switch (report.kind) {
    case 'github':
      host.err(githubLines(outcome));
      return;
    case 'sarif': {
      const { sarifText } = await import('./sarif.js');
      write(host, report.file, sarifText(outcome));
      return;
    }
    case 'junit': {
      const { junitText } = await import('./junit.js');
      write(host, report.file, junitText(command, outcome));
      return;
    }
    case 'json':
      write(host, report.file, json);
  }
}

function write(host: Host, file: string, text: string): void {
  const path = resolve(host.cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (cause) {
    throw new BadInput(
      `the report cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      file,
    );
  }
}
