// `maat status [FILE…]`: the evidence ledger.
import type { Command } from 'commander';
import { claimsOf } from '../claims.js';
import { BadInput } from '../failure.js';
import { requireSpecification } from '../input/specification.js';
import { DEFAULT_LEDGER, readLedger, type Evidence, type Row } from '../ledger.js';
import { worst, type Outcome, type Verdict } from '../outcome.js';
import { table } from '../output/table.js';
import type { CommonOptions, Context, Session } from '../session.js';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

interface Options extends CommonOptions {
  readonly ledger?: string;
}

export function addStatus(program: Command, session: Session): Command {
  return program
    .command('status')
    .description(
      'print the evidence ledger; with files, also what they claim and nobody has looked at',
    )
    .argument('[file...]', '.ioa files, or names of the library')
    .option('--ledger <file>', `the ledger (default: ${DEFAULT_LEDGER})`)
    .addHelpText('after', '\nExample:\n  $ maat status eto.ioa')
    .action((files: string[], options: Options) =>
      session.run('status', options, (context) => status(context, files, options)),
    );
}

function status(context: Context, files: readonly string[], options: Options): Outcome {
  const named = options.ledger;
  if (named !== undefined && !existsSync(resolve(context.host.cwd, named)))
    throw new BadInput('there is no such ledger', named);
  const ledger = readLedger(context.host, named ?? DEFAULT_LEDGER);
  const rows = files.length === 0 ? ledger : rowsFor(context, files, ledger);
  const verdict = rows.length === 0 ? 'unknown' : worst(rows.map((row) => verdictOf(row.evidence)));
  return {
    verdict,
    text:
      rows.length === 0
        ? 'Nothing is known yet: other commands add to the ledger with --ledger.'
        : page(context, rows),
    data: { rows },
    findings: rows
      .filter((row) => row.evidence === 'refuted')
      .map((row) => ({ code: 'refuted', level: 'error', message: `${row.claim}: ${row.extent}` })),
    claims: rows.map((row) => ({
      name: `${row.claim} (${row.by})`,
      verdict: verdictOf(row.evidence),
      detail: row.extent,
    })),
  };
}

/** The rows of what the files claim; a claim without a row is unknown. */
function rowsFor(
  context: Context,
  files: readonly string[],
  ledger: readonly Row[],
): readonly Row[] {
  const claims = files.flatMap((file) => {
    const specification = requireSpecification(context, file);
    return claimsOf(specification.program, specification.file);
  });
  return [...new Set(claims)].flatMap((claim) => {
    const rows = ledger.filter((row) => row.claim === claim);
    return rows.length > 0
      ? rows
      : [{ claim, by: '', evidence: 'unknown' as const, extent: 'nobody has looked' }];
  });
}

function verdictOf(evidence: Evidence): Verdict {
  return evidence === 'refuted' || evidence === 'unknown' ? evidence : 'holds';
}

function page(context: Context, rows: readonly Row[]): string {
  const { colours } = context;
  const paint = (evidence: Evidence): string => {
    if (evidence === 'refuted') return colours.red(evidence);
    return evidence === 'unknown' ? colours.yellow(evidence) : colours.green(evidence);
  };
  const cells = rows.map((row) => [paint(row.evidence), row.claim, row.extent]);
  return table([['evidence', 'claim', 'extent'].map((h) => colours.bold(h)), ...cells]);
}
