// `--ledger [FILE]`: adds what a command found to the ledger.
import { Option } from 'commander';
import type { Row } from '@maat/verifier';
import { addToLedger, DEFAULT_LEDGER } from '../ledger.js';
import type { Host } from '../host.js';

export interface LedgerOptions {
  /** True when the option was given without a file. */
  readonly ledger?: string | true;
}

export function ledgerOption(): Option {
  return new Option(
    '--ledger [file]',
    `add what was found to the ledger (${DEFAULT_LEDGER} when no file is given)`,
  );
}

export function record(host: Host, options: LedgerOptions, rows: readonly Row[]): void {
  if (options.ledger === undefined || rows.length === 0) return;
  addToLedger(host, options.ledger === true ? DEFAULT_LEDGER : options.ledger, rows);
}
