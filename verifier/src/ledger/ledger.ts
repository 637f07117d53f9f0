/** The ledger: for each claim the strongest evidence of each kind, about the present text only. */
import type { Claim, Evidence, Row } from './row.js';

export interface Ledger {
  readonly rows: readonly Row[];
}

export const EMPTY_LEDGER: Ledger = { rows: [] };

/**
 * With one more finding. Evidence about another text of the same claim is dropped, because it says
 * nothing of this one. What was refuted stays refuted until the text changes: no amount of
 * exploring outweighs a counterexample. Otherwise one row of each word is kept, the wider one.
 */
export function record(ledger: Ledger, row: Row): Ledger {
  const others = ledger.rows.filter((r) => !sameClaim(r.claim, row.claim));
  const known = ledger.rows.filter((r) => sameClaim(r.claim, row.claim) && r.hash === row.hash);
  return { rows: [...others, ...withRow(known, row)] };
}

/** Both ledgers' rows, the second's taken for the newer. */
export function merge(first: Ledger, second: Ledger): Ledger {
  return second.rows.reduce(record, first);
}

/** Without the rows about texts that have changed; `hashOf` gives a claim's present hash, if it still exists. */
export function current(ledger: Ledger, hashOf: (claim: Claim) => string | undefined): Ledger {
  return { rows: ledger.rows.filter((row) => row.hash === hashOf(row.claim)) };
}

/** The one word that sums a claim up: refuted above all, else the strongest that was earned. */
export function verdictOn(ledger: Ledger, claim: Claim): Evidence {
  const rows = ledger.rows.filter((r) => sameClaim(r.claim, claim));
  const strongest = [...rows].sort((a, b) => strength(b.evidence) - strength(a.evidence))[0];
  return strongest?.evidence ?? { word: 'unknown', reason: 'not checked yet' };
}

/** The claims of the ledger, in the order in which they were first recorded. */
export function claimsOf(ledger: Ledger): readonly Claim[] {
  return ledger.rows
    .map((row) => row.claim)
    .filter((claim, i, all) => all.findIndex((other) => sameClaim(claim, other)) === i);
}

const STRENGTH: readonly Evidence['word'][] = [
  'unknown',
  'traced',
  'simulated',
  'explored',
  'proved',
  'refuted',
];

function strength(evidence: Evidence): number {
  return STRENGTH.indexOf(evidence.word);
}

function withRow(known: readonly Row[], row: Row): readonly Row[] {
  const { word } = row.evidence;
  const refuted = known.find((r) => r.evidence.word === 'refuted');
  if (refuted !== undefined && word !== 'refuted') return [refuted];
  if (word === 'refuted') return [row];
  if (word === 'unknown') return known.length > 0 ? known : [row];
  const same = known.find((r) => method(r.evidence) === method(row.evidence));
  const others = known.filter((r) => r !== same && r.evidence.word !== 'unknown');
  return [
    ...others,
    same !== undefined && extent(same.evidence) > extent(row.evidence) ? same : row,
  ];
}

/** Searches of different scopes do not stand for each other, nor does a search that was cut short for random runs. */
function method(evidence: Evidence): string {
  return 'distinct' in evidence ? `${evidence.word} ${evidence.scope}` : evidence.word;
}

/** How much was looked at, to compare evidence of one method. */
function extent(evidence: Evidence): number {
  switch (evidence.word) {
    case 'proved':
      return evidence.obligations;
    case 'explored':
      return evidence.distinct;
    case 'simulated':
      return 'runs' in evidence ? evidence.runs * evidence.steps : evidence.distinct;
    case 'traced':
      return evidence.events;
    case 'refuted':
    case 'unknown':
      return 0;
  }
}

function sameClaim(a: Claim, b: Claim): boolean {
  return a.kind === b.kind && a.name === b.name;
}
