// The ledger's strongest word and the certificates that it rests on.
import {
  claimsTogether,
  provedBy,
  record,
  type Certificate,
  type Ledger,
  type Row,
} from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import { readCertificate } from './certificate-file.js';

/** One row for each theorem, and for each invariant of those that are shown together. */
export function rowsOf({ specification, theorems }: Certificate, file: string): readonly Row[] {
  return theorems.flatMap((theorem, i) => {
    const evidence = provedBy(theorem, file, theorems.slice(0, i));
    const hash = specification.text;
    return claimsTogether(theorem.claim).map((claim) => ({ claim, evidence, hash }));
  });
}

/**
 * The ledger as its certificates bear it out, with what these others prove. A row that says `proved`
 * counts for as much as its certificate says now: the ledger is a file that anybody can write.
 */
export function withCertificates(host: Host, ledger: Ledger, files: readonly string[]): Ledger {
  const borneOut = { rows: ledger.rows.map((row) => borneOutRow(host, row)) };
  const more = files.flatMap((file) => rowsOf(readCertificate(host, file), file));
  return more.reduce(record, borneOut);
}

function borneOutRow(host: Host, row: Row): Row {
  const { evidence } = row;
  if (evidence.word !== 'proved') return row;
  const doubt = (reason: string): Row => ({
    ...row,
    evidence: { word: 'unknown', reason: `${evidence.certificate}: ${reason}` },
  });
  try {
    const rows = rowsOf(readCertificate(host, evidence.certificate), evidence.certificate);
    const found = rows.find(
      ({ claim }) => claim.kind === row.claim.kind && claim.name === row.claim.name,
    );
    if (found === undefined) return doubt('the certificate is of something else');
    if (found.hash !== row.hash) return doubt('the certificate is of another text');
    return found;
  } catch (failure) {
    if (failure instanceof BadInput) return doubt(failure.message);
    throw failure;
  }
}
