/** The results of a proof as a certificate. */
import type { ProofResult } from '../prove/prove.js';
import type { PartText } from '../prove/parts.js';
import type { Claim } from '../ledger/row.js';
import {
  CERTIFICATE_VERSION,
  type Asked,
  type Certificate,
  type CertifiedObligation,
  type CertifiedText,
  type Hash,
} from './certificate.js';
import { seal, type Unsealed, type UnsealedTheorem } from './seal.js';

export interface Proof {
  readonly tool: string;
  readonly specification: CertifiedText;
  readonly solver: { readonly name: string; readonly version: string };
  readonly asked: Asked;
  readonly results: readonly ProofResult[];
}

export function certify({ results, solver, ...about }: Proof, hash: Hash): Certificate {
  const { name, version } = solver;
  return seal(
    {
      maatCertificate: CERTIFICATE_VERSION,
      ...about,
      solver: { name, version },
      theorems: theoremsOf(results, hash),
    },
    hash,
  );
}

/** Of everything that a solver was asked about an obligation. */
export function hashOfParts(parts: readonly PartText[], hash: Hash): string {
  return hash(JSON.stringify(parts.map(({ prelude, text }) => [prelude, text])));
}

export function sameClaim(a: Claim, b: Claim): boolean {
  return a.kind === b.kind && a.name === b.name;
}

function theoremsOf(results: readonly ProofResult[], hash: Hash): readonly UnsealedTheorem[] {
  const claims = results
    .map((r) => r.task.theorem)
    .filter((claim, i, all) => all.findIndex((other) => sameClaim(claim, other)) === i);
  return claims.map((claim) => ({
    claim,
    assumes: assumptionsOf(results, claim),
    restsOn: results.find((r) => sameClaim(r.task.theorem, claim))?.task.restsOn ?? [],
    obligations: results
      .filter((r) => sameClaim(r.task.theorem, claim))
      .map((result) => entryOf(result, hash)),
  }));
}

function assumptionsOf(results: readonly ProofResult[], claim: Claim): readonly string[] {
  const all = results
    .filter((r) => sameClaim(r.task.theorem, claim))
    .flatMap((r) => r.task.assumes ?? []);
  return [...new Set(all)].sort();
}

function entryOf(result: ProofResult, hash: Hash): Unsealed<CertifiedObligation> {
  const { task, obligation, settings, texts, verdict } = result;
  return {
    task: task.name,
    name: obligation.name,
    shownBy: obligation.shownBy,
    hash: hashOfParts(texts, hash),
    parts: texts.length,
    way: task.ways[result.way]?.name ?? '',
    options: settings.options,
    rlimit: settings.rlimit,
    seconds: Math.round(result.seconds * 1000) / 1000,
    verdict,
  };
}
