// `maat status [FILE…]`: the evidence ledger.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { showEvidence, type Evidence, type Ledger, type Row, claimsIn } from '@maat/verifier';
import type { Command } from 'commander';
import { BadInput } from '../failure.js';
import { proofBeside } from '../input/proof-file.js';
import { requireSpecification } from '../input/specification.js';
import { DEFAULT_LEDGER, hashOf } from '../ledger.js';
import { readLedger } from '../ledger-file.js';
import { withCertificates } from '../prove/evidence.js';
import { worst, type Outcome, type Verdict } from '../outcome.js';
import { table } from '../output/table.js';
import type { CommonOptions, Context, Session } from '../session.js';

interface Options extends CommonOptions {
  readonly ledger?: string;
  readonly certificate: readonly string[];
}

export function addStatus(program: Command, session: Session): Command {
  return program
    .command('status')
    .description(
      'print the evidence ledger; with files, also what they claim and nobody has looked at',
    )
    .argument('[file...]', '.ioa files, or names of the library')
    .option('--ledger <file>', `the ledger (default: ${DEFAULT_LEDGER})`)
    .option(
      '--certificate <file>',
      'also what this certificate proves (repeatable)',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .addHelpText('after', '\nExample:\n  $ maat status eto.ioa')
    .action((files: string[], options: Options) =>
      session.run('status', options, (context) => status(context, files, options)),
    );
}

function status(context: Context, files: readonly string[], options: Options): Outcome {
  const named = options.ledger;
  if (named !== undefined && !existsSync(resolve(context.host.cwd, named)))
    throw new BadInput('there is no such ledger', named);
  const kept = readLedger(context.host, named ?? DEFAULT_LEDGER);
  const ledger = withCertificates(context.host, kept, options.certificate);
  const rows =
    files.length === 0 ? ledger.rows : files.flatMap((file) => rowsFor(context, file, ledger));
  return {
    verdict: rows.length === 0 ? 'unknown' : worst(rows.map((row) => verdictOf(row.evidence))),
    text:
      rows.length === 0
        ? 'Nothing is known yet: other commands add to the ledger with --ledger.'
        : page(context, rows),
    data: {
      rows: rows.map(({ claim, evidence }) => ({ kind: claim.kind, claim: claim.name, evidence })),
    },
    findings: rows
      .filter((row) => row.evidence.word === 'refuted')
      .map((row) => ({
        code: 'refuted',
        level: 'error',
        message: `${row.claim.name}: ${showEvidence(row.evidence)}`,
      })),
    claims: rows.map((row) => ({
      name: row.claim.name,
      verdict: verdictOf(row.evidence),
      detail: showEvidence(row.evidence),
    })),
  };
}

/** The rows of what a file claims. Evidence about another text of the file says nothing of this one. */
function rowsFor(context: Context, file: string, ledger: Ledger): readonly Row[] {
  const specification = requireSpecification(context, file);
  const hash = hashOf(specification);
  const proof = proofBeside(context, specification);
  const hashes = proof === undefined ? [hash] : [hash, hashOf(proof)];
  return claimsIn(specification.program, specification.file).flatMap((claim) => {
    const rows = ledger.rows.filter(
      (row) => row.claim.kind === claim.kind && row.claim.name === claim.name,
    );
    const present = rows.filter((row) => hashes.includes(row.hash));
    const reason =
      rows.length === 0 ? 'not checked yet' : 'the text has changed since it was checked';
    return present.length > 0
      ? present
      : [{ claim, hash, evidence: { word: 'unknown' as const, reason } }];
  });
}

function verdictOf(evidence: Evidence): Verdict {
  return evidence.word === 'refuted' || evidence.word === 'unknown' ? evidence.word : 'holds';
}

function page(context: Context, rows: readonly Row[]): string {
  const { colours } = context;
  const paint = ({ word }: Evidence): string => {
    if (word === 'refuted') return colours.red(word);
    return word === 'unknown' ? colours.yellow(word) : colours.green(word);
  };
  const extent = (evidence: Evidence): string => showEvidence(evidence).replace(/^\w+(, |: )/, '');
  const cells = rows.map((row) => [paint(row.evidence), row.claim.name, extent(row.evidence)]);
  return table([['evidence', 'claim', 'extent'].map((h) => colours.bold(h)), ...cells]);
}
