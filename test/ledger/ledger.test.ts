// The evidence ledger: never stronger than earned, and only about the present text.
import { describe, expect, it } from 'vitest';
import {
  EMPTY_LEDGER,
  current,
  exploredBy,
  hashText,
  ledgerFromJson,
  ledgerToJson,
  merge,
  record,
  simulatedBy,
  tracedBy,
  verdictOn,
  type Claim,
  type Evidence,
  type ExploreResult,
} from '@maat/verifier';

const claim: Claim = { kind: 'layer', name: 'Total' };
const hash = hashText('layer Total');
const explored = (distinct: number, complete: boolean): Evidence => ({
  word: 'explored',
  scope: 'Proc=2',
  distinct,
  generated: distinct,
  depth: 9,
  complete,
});
const simulated: Evidence = { word: 'simulated', scope: 'Proc=3', runs: 10, steps: 100, seed: 1 };

describe('recording', () => {
  it('keeps the strongest evidence as the verdict', () => {
    const ledger = [explored(10, true), simulated].reduce(
      (l, evidence) => record(l, { claim, evidence, hash }),
      EMPTY_LEDGER,
    );
    expect(verdictOn(ledger, claim).word).toBe('explored');
    expect(ledger.rows).toHaveLength(2);
  });

  it('keeps the wider of two explorations, a complete one before a bounded', () => {
    const ledger = [explored(10, true), explored(5000, false)].reduce(
      (l, evidence) => record(l, { claim, evidence, hash }),
      EMPTY_LEDGER,
    );
    expect(verdictOn(ledger, claim)).toMatchObject({ distinct: 10 });
  });

  it('lets nothing outweigh a counterexample but a changed text', () => {
    const refuted = record(EMPTY_LEDGER, {
      claim,
      evidence: { word: 'refuted', reason: 'seed 4' },
      hash,
    });
    const later = record(refuted, { claim, evidence: explored(99, true), hash });
    expect(verdictOn(later, claim).word).toBe('refuted');
    const mended = record(later, { claim, evidence: simulated, hash: hashText('another text') });
    expect(verdictOn(mended, claim).word).toBe('simulated');
  });

  it('drops what is about a text that has changed', () => {
    const ledger = record(EMPTY_LEDGER, { claim, evidence: simulated, hash });
    expect(
      verdictOn(
        current(ledger, () => hashText('new')),
        claim,
      ),
    ).toEqual({ word: 'unknown', reason: 'not checked yet' });
    expect(current(ledger, () => hash)).toEqual(ledger);
    expect(merge(ledger, EMPTY_LEDGER)).toEqual(ledger);
  });
});

describe('earning a word', () => {
  const result: ExploreResult = {
    verdict: 'holds',
    complete: true,
    distinct: 4,
    generated: 9,
    depth: 2,
    queued: 0,
    actions: new Map(),
    diagnostics: [],
  };

  it('takes it from what was done', () => {
    expect(exploredBy(result, 'N=2')).toMatchObject({ word: 'explored', complete: true });
    expect(exploredBy({ ...result, verdict: 'unknown' }, 'N=2').word).toBe('unknown');
    expect(exploredBy({ ...result, verdict: 'refuted' }, 'N=2').word).toBe('refuted');
    expect(exploredBy({ ...result, mode: 'simulated', neverTaken: [] }, 'N=2').word).toBe(
      'unknown',
    );
    expect(simulatedBy(result, { scope: '', runs: 0, steps: 5, seed: 1 }).word).toBe('unknown');
    expect(tracedBy('holds', { runs: 1, events: 0, members: 3 }).word).toBe('unknown');
  });
});

describe('as a file', () => {
  it('comes back as it was, or not at all', () => {
    const ledger = record(EMPTY_LEDGER, { claim, evidence: explored(3, true), hash });
    const text = ledgerToJson(ledger);
    expect(ledgerFromJson(text)).toEqual({ ok: true, ledger });
    expect(ledgerFromJson(text.slice(0, -9))).toEqual({
      ok: false,
      message: 'the ledger is not JSON',
    });
    expect(ledgerFromJson(text.replace('"explored"', '"certain"')).ok).toBe(false);
    expect(ledgerFromJson(text.replace('"distinct": 3', '"distinct": "3"')).ok).toBe(false);
  });
});
