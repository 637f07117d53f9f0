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
  provedBy,
  record,
  showEvidence,
  simulatedBy,
  tracedBy,
  verdictOn,
  type CertifiedTheorem,
  type Claim,
  type Evidence,
  type ExploreResult,
} from '@maat/verifier';

const claim: Claim = { kind: 'layer', name: 'Total' };
const hash = hashText('layer Total');
const explored = (distinct: number): Evidence => ({
  word: 'explored',
  scope: 'Proc=2',
  distinct,
  generated: distinct,
  depth: 9,
});
const cut: Evidence = {
  word: 'simulated',
  scope: 'Proc=2',
  distinct: 5000,
  generated: 5000,
  depth: 9,
  bound: 'limit',
};
const simulated: Evidence = { word: 'simulated', scope: 'Proc=3', runs: 10, steps: 100, seed: 1 };

describe('recording', () => {
  it('keeps the strongest evidence as the verdict', () => {
    const ledger = [explored(10), simulated].reduce(
      (l, evidence) => record(l, { claim, evidence, hash }),
      EMPTY_LEDGER,
    );
    expect(verdictOn(ledger, claim).word).toBe('explored');
    expect(ledger.rows).toHaveLength(2);
  });

  it('keeps the wider of two explorations of one scope, and neither for another scope', () => {
    const other = { ...explored(3), scope: 'Proc=3' };
    const rows = [explored(10), explored(7), other].reduce(
      (l, evidence) => record(l, { claim, evidence, hash }),
      EMPTY_LEDGER,
    ).rows;
    expect(rows.map((row) => row.evidence)).toEqual([explored(10), other]);
  });

  it('does not take a search that was cut short for one that came to its end, nor for runs', () => {
    const ledger = [explored(10), cut, simulated].reduce(
      (l, evidence) => record(l, { claim, evidence, hash }),
      EMPTY_LEDGER,
    );
    expect(verdictOn(ledger, claim)).toEqual(explored(10));
    expect(ledger.rows.map((row) => row.evidence)).toEqual([explored(10), cut, simulated]);
  });

  it('lets nothing outweigh a counterexample but a changed text', () => {
    const refuted = record(EMPTY_LEDGER, {
      claim,
      evidence: { word: 'refuted', reason: 'seed 4' },
      hash,
    });
    const later = record(refuted, { claim, evidence: explored(99), hash });
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
    actions: new Map([['go', 8]]),
    diagnostics: [],
  };

  it('takes it from what was done', () => {
    expect(exploredBy(result, 'N=2')).toEqual({
      word: 'explored',
      scope: 'N=2',
      distinct: 4,
      generated: 9,
      depth: 2,
    });
    expect(exploredBy({ ...result, verdict: 'unknown' }, 'N=2').word).toBe('unknown');
    expect(exploredBy({ ...result, actions: new Map([['go', 0]]) }, 'N=2')).toEqual({
      word: 'unknown',
      reason: 'no step was taken',
    });
    const depth = { ...result, complete: false, bound: 'depth' } as const;
    expect(exploredBy(depth, 'N=2')).toMatchObject({ word: 'simulated', distinct: 4, depth: 2 });
    const limit = { ...result, verdict: 'unknown', complete: false, bound: 'limit' } as const;
    expect(exploredBy(limit, 'N=2')).toMatchObject({ word: 'simulated', bound: 'limit' });
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
    const ledger = record(EMPTY_LEDGER, { claim, evidence: explored(3), hash });
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

describe('a proof as an instance', () => {
  const general: Claim = { kind: 'parametric', name: 'GeneralReplicated refines NormalForm' };
  const own: Claim = { kind: 'refinement', name: 'Made refines Service' };
  const entry = (name: string, shownBy: 'unsat' | 'run', verdict: 'proved' | 'unknown') => {
    const how = { hash: '', parts: 1, way: 'together', options: {}, rlimit: 1, seconds: 0 };
    return { task: name, name, shownBy, ...how, verdict, seal: '' };
  };
  const theorem = (
    about: Claim,
    restsOn: readonly Claim[],
    verdict: 'proved' | 'unknown' = 'proved',
  ): CertifiedTheorem => ({
    claim: about,
    restsOn,
    assumes: [],
    obligations: [entry('start', 'unsat', verdict), entry('possible.a', 'run', 'proved')],
  });
  const instance = theorem(own, [general]);

  it('says by what', () => {
    const evidence = provedBy(instance, 'c.json', [theorem(general, [])]);
    expect(showEvidence(evidence)).toBe('proved by the normal form, 2 obligations');
  });

  it('says so of what rests on it, and not of the normal form itself', () => {
    const layer = theorem({ kind: 'layer', name: 'L over S implements T' }, [own]);
    const all = [theorem(general, []), instance];
    expect(provedBy(layer, 'c.json', all)).toMatchObject({ word: 'proved', by: 'the normal form' });
    expect(provedBy(theorem(general, []), 'c.json')).not.toHaveProperty('by');
  });

  it('is none where the normal form is not proved, or not named', () => {
    expect(provedBy(instance, 'c.json', [theorem(general, [], 'unknown')]).word).toBe('unknown');
    expect(provedBy(instance, 'c.json').word).toBe('unknown');
    const other = theorem({ ...general, kind: 'refinement' }, []);
    expect(provedBy(instance, 'c.json', [other]).word).toBe('unknown');
  });
});
