// What is added to the evidence ledger, and of which text it speaks.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { hashText, ledgerToJson, record, type Row } from '@maat/verifier';
import type { Source } from '@maat/spec-lang';
import { BadInput } from './failure.js';
import type { Host } from './host.js';
import type { Specification } from './input/specification.js';
import { readLedger } from './ledger-file.js';

export const DEFAULT_LEDGER = '.maat/ledger.json';

export function addToLedger(host: Host, file: string, rows: readonly Row[]): void {
  write(host, file, ledgerToJson(rows.reduce(record, readLedger(host, file))));
}

/** Names the text that a finding is about: the file and all that it imports. */
export function hashOf(specification: Specification): string {
  return hashOfTexts(specification.sources);
}

/** The file first, then what it imports, in the order in which it is asked for. */
export function hashOfTexts(sources: readonly Source[]): string {
  return hashText(sources.map((s) => s.text).join('\n'));
}

/** Through a second file, so that a reader never sees half a ledger. */
function write(host: Host, file: string, text: string): void {
  const path = resolve(host.cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`the ledger cannot be written: ${reason}`, file);
  }
}
