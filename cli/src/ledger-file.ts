// The evidence ledger as a file.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { EMPTY_LEDGER, ledgerFromJson, type Ledger } from '@maat/verifier';
import { BadInput } from './failure.js';
import type { Host } from './host.js';
import { readText } from './input/read.js';

/** Empty when there is no file yet. */
export function readLedger(host: Host, file: string): Ledger {
  if (!existsSync(resolve(host.cwd, file))) return EMPTY_LEDGER;
  const read = ledgerFromJson(readText(host, file));
  if (!read.ok) throw new BadInput(read.message, file);
  return read.ledger;
}
