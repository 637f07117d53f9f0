// What the ledger knows of a claim, for the hover over it. Of another text than the present one it says nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Source } from '@maat/spec-lang';
import type { Evidence, Subject } from '@maat/spec-lang/service';
import { verdictOn, type Claim, claimsIn } from '@maat/verifier';
import type { Host } from '../host.js';
import { DEFAULT_LEDGER, hashOfTexts } from '../ledger.js';
import { readLedger } from '../ledger-file.js';
import { loadFile, type Shelf } from './texts.js';

/** `textOf`: the text as the editor has it. */
export function ledgerEvidence(
  host: Host,
  shelf: Shelf,
  textOf: (uri: string) => string | undefined,
): Evidence {
  return (subject) => {
    if (!['invariant', 'simulation', 'layer', 'derivation'].includes(subject.kind))
      return undefined;
    const { root } = shelf;
    if (root === undefined || !existsSync(join(root, DEFAULT_LEDGER))) return undefined;
    const text = textOf(subject.file);
    if (text === undefined) return undefined;
    const { claim, hash } = claimOf({ file: subject.file, text }, subject);
    if (claim === undefined) return undefined;
    const ledger = readLedger({ ...host, cwd: root }, DEFAULT_LEDGER);
    const present = { rows: ledger.rows.filter((r) => r.hash === hash) };
    const evidence = verdictOn(present, claim);
    return `Evidence: **${evidence.word}**${'reason' in evidence ? ` (${evidence.reason})` : ''}`;
  };
}

/** The claim as the ledger names it, and the hash of the texts that it is about. */
function claimOf(
  source: Source,
  subject: Subject,
): { readonly claim: Claim | undefined; readonly hash: string } {
  const sources = new Map([[source.file, source]]);
  const { value } = check(source, (path, from) => {
    const found = loadFile(path, from);
    if (found !== undefined) sources.set(found.file, found);
    return found;
  });
  const own = { ...value, units: value.units.filter((u) => u.name === subject.name) };
  const claims = claimsIn({ ...value, units: own.units }, source.file);
  return { claim: claims[0], hash: hashOfTexts([...sources.values()]) };
}
