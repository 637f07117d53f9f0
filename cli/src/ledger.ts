// The evidence ledger: a file with a row for each claim and each way in which it was looked at.
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { BadInput } from './failure.js';
import type { Host } from './host.js';
import { readText } from './input/read.js';

export const DEFAULT_LEDGER = '.maat/ledger.json';

/** Never a stronger word than was earned. */
export const EVIDENCE = [
  'proved',
  'explored',
  'simulated',
  'traced',
  'refuted',
  'unknown',
] as const;
export type Evidence = (typeof EVIDENCE)[number];

export interface Row {
  /** What is claimed: `Total over SVS implements ETO`, `invariant Mutex of Lock`. */
  readonly claim: string;
  /** Who looked: the command, and the part of it where there are several. A claim has one row for each. */
  readonly by: string;
  readonly evidence: Evidence;
  /** How far it was looked at: the scope and the counts, the seeds, the events. */
  readonly extent: string;
}

/** The rows of a ledger; none when there is no file yet. */
export function readLedger(host: Host, file: string): readonly Row[] {
  if (!existsSync(resolve(host.cwd, file))) return [];
  const parsed = parseJson(readText(host, file), file);
  const rows = isObject(parsed) && parsed['ledger'] === 1 ? parsed['rows'] : undefined;
  if (!Array.isArray(rows))
    throw new BadInput('is not a ledger: {"ledger":1,"rows":[…]} is expected', file);
  return rows.map((row, index) => asRow(row, index, file));
}

/** Adds rows; each replaces what the same command said of the same claim before. */
export function addToLedger(host: Host, file: string, rows: readonly Row[]): void {
  const key = (row: Row): string => `${row.claim}\n${row.by}`;
  const merged = new Map([...readLedger(host, file), ...rows].map((row) => [key(row), row]));
  const sorted = [...merged.values()].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  write(host, file, `${JSON.stringify({ ledger: 1, rows: sorted }, null, 1)}\n`);
}

/** Through a second file, so that a reader never sees half a ledger. */
function write(host: Host, file: string, text: string): void {
  const path = resolve(host.cwd, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, text);
    renameSync(`${path}.new`, path);
  } catch (cause) {
    throw new BadInput(
      `the ledger cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      file,
    );
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadInput(
      `is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      file,
    );
  }
}

function asRow(row: unknown, index: number, file: string): Row {
  const { claim, by, evidence, extent } = isObject(row) ? row : {};
  const known = EVIDENCE.find((e) => e === evidence);
  if (
    typeof claim === 'string' &&
    typeof by === 'string' &&
    typeof extent === 'string' &&
    known !== undefined
  ) {
    return { claim, by, evidence: known, extent };
  }
  throw new BadInput(`row ${index + 1} is not a row of a ledger`, file);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
