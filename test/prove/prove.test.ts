// A proof asks in each way until something counts, takes no answer for more than it is, and can be certified.
import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import {
  certificateFromJson,
  certificateToJson,
  certify,
  compare,
  prove,
  provedBy,
  showEvidence,
  replay,
  seal,
  verdictOf,
  type Answer,
  type Asked,
  type Certificate,
  type Claim,
  type Evidence,
  type ProofResult,
  type Task,
} from '@maat/verifier';
import { EmbeddedSolver } from '@maat/verifier/solvers';
import {
  COUNTS,
  FALSE_ONE,
  obligation,
  POSSIBLE,
  sound,
  TRUE_ONE,
  TRUE_TWO,
  way,
} from './tasks.js';

const solver = new EmbeddedSolver({ workers: 1 });
afterAll(() => solver.close());
const OPTIONS = { timeoutMs: 20_000, seed: 3 };
const ASKED: Asked = { only: [], scope: '', ...OPTIONS };
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const shown = (results: readonly ProofResult[]): readonly string[] =>
  results.map((r) => `${r.obligation.name} ${r.verdict} ${r.task.ways[r.way]?.name ?? ''}`);

function single(name: string, ways: Task['ways'], shownBy: 'unsat' | 'sat' = 'unsat'): Task {
  return { theorem: COUNTS, name: 'step', obligations: [obligation(name, shownBy)], ways };
}

describe('a proof', () => {
  it('asks the next way about what is open, and gives results in order', async () => {
    const seen: string[] = [];
    const onResult = (r: ProofResult): void => void seen.push(r.obligation.name);
    const results = await prove(sound(), solver, { ...OPTIONS, onResult });
    expect(shown(results)).toEqual([
      'start.Positive proved quantified',
      'step.Positive proved quantified',
      'step.defined proved quantified',
      'step.possible proved finite',
    ]);
    expect([...seen].sort()).toEqual(results.map((r) => r.obligation.name).sort());
    expect(results[1]?.texts.map((t) => t.text)).toEqual([TRUE_ONE, TRUE_TWO]);
  });
  it('refutes with the states of the counterexample', async () => {
    const results = await prove(
      [single('a', [way('quantified', { a: [TRUE_ONE, FALSE_ONE] })])],
      solver,
      OPTIONS,
    );
    expect(results).toMatchObject([{ verdict: 'refuted', explanation: { text: 'x = 9' } }]);
  });
  it('does not count what a way cannot show', async () => {
    const ways = [
      way('ground', { a: FALSE_ONE }, ['unsat']),
      way('finite', { a: TRUE_ONE }, ['sat']),
    ];
    expect(shown(await prove([single('a', ways)], solver, OPTIONS))).toEqual(['a unknown finite']);
  });
  it('does not take the possible for proved when it is not', async () => {
    const ways = [way('finite', { a: TRUE_ONE })];
    expect(shown(await prove([single('a', ways, 'sat')], solver, OPTIONS))).toEqual([
      'a refuted finite',
    ]);
  });
  it('proves nothing about which it asks nothing, and nothing by errors', async () => {
    const ways = [way('quantified', {})];
    expect(shown(await prove([single('a', ways)], solver, OPTIONS))).toEqual([
      'a unknown quantified',
    ]);
    const wrong = [way('quantified', { a: [TRUE_ONE, '(assert nowhere)'] })];
    expect(shown(await prove([single('a', wrong)], solver, OPTIONS))).toEqual([
      'a unknown quantified',
    ]);
  });
  it('needs every part', () => {
    const yes: Answer = { kind: 'unsat', seconds: 0 };
    const open: Answer = { kind: 'unknown', seconds: 0, reason: 'resource', detail: '' };
    const both = { counts: ['unsat', 'sat'] as const };
    expect(verdictOf(obligation('a'), [yes, yes], both)).toBe('proved');
    expect(verdictOf(obligation('a'), [yes, open], both)).toBe('unknown');
    expect(verdictOf(obligation('a'), [], both)).toBe('unknown');
  });
});

async function certified(tasks: readonly Task[] = sound()): Promise<Certificate> {
  const results = await prove(tasks, solver, OPTIONS);
  return certify(
    {
      tool: '0.1.0',
      specification: { file: 'counter.ioa', text: 'abc', sources: [] },
      solver,
      asked: ASKED,
      results,
    },
    sha256,
  );
}

const reread = (json: unknown): ReturnType<typeof certificateFromJson> =>
  certificateFromJson(JSON.stringify(json), sha256);

/** A forger who knows how seals are made. */
const resealed = (certificate: Certificate): Certificate => seal(certificate, sha256);

type Loose = {
  theorems: {
    claim: { name: string };
    assumes: string[];
    obligations: Record<string, unknown>[];
  }[];
};

function changed(certificate: Certificate, change: (loose: Loose) => void): Certificate {
  const copy = structuredClone(certificate) as unknown as Loose;
  change(copy);
  return copy as unknown as Certificate;
}

describe('a certificate', () => {
  it('is read as it was written', async () => {
    const certificate = await certified();
    const read = certificateFromJson(certificateToJson(certificate), sha256);
    expect(read).toEqual({ ok: true, certificate });
  });
  it.each<readonly [string, (loose: Loose) => void, string]>([
    [
      'a verdict',
      (c) =>
        void c.theorems[0]?.obligations.splice(1, 1, {
          ...c.theorems[0].obligations[1],
          verdict: 'unknown',
        }),
      'theorems[0].obligations[1]',
    ],
    [
      'a removed obligation',
      (c) => void c.theorems[0]?.obligations.splice(2, 1),
      'theorems[0].obligations[2]',
    ],
    ['the last obligation', (c) => void c.theorems[0]?.obligations.pop(), 'the end of theorems'],
    [
      'a hash',
      (c) => void Object.assign(c.theorems[0]?.obligations[3] ?? {}, { hash: 'f'.repeat(64) }),
      'theorems[0].obligations[3]',
    ],
    [
      'the solver',
      (c) => void Object.assign(c, { solver: { name: 'z3', version: '9' } }),
      'its head',
    ],
    [
      'the claim',
      (c) => void Object.assign(c.theorems[0]?.claim ?? {}, { name: 'more' }),
      'its head, or theorems[0].obligations[0]',
    ],
    ['a theorem', (c) => void c.theorems.pop(), 'the end of theorems'],
  ])('that was changed is refused with the place: %s', async (_, change, place) => {
    const read = reread(changed(await certified(), change));
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining(place) as string });
  });
  it.each<readonly [string, (loose: Loose) => void, string]>([
    [
      'no verdict',
      (c) => delete c.theorems[0]?.obligations[1]?.['verdict'],
      'theorems[0].obligations[1].verdict is missing',
    ],
    [
      'a strange one',
      (c) => Object.assign(c.theorems[0]?.obligations[1] ?? {}, { verdict: 'sure' }),
      'theorems[0].obligations[1].verdict is none of',
    ],
    [
      'a negative time',
      (c) => Object.assign(c.theorems[0]?.obligations[1] ?? {}, { seconds: -1 }),
      'seconds is no number',
    ],
    [
      'more than there may be',
      (c) => Object.assign(c.theorems[0] ?? {}, { trust: 'me' }),
      'theorems[0].trust does not belong there',
    ],
    ['no list', (c) => Object.assign(c, { theorems: {} }), 'theorems is no list'],
    [
      'one name twice',
      (c) => Object.assign(c.theorems[0]?.obligations[1] ?? {}, { name: 'start.Positive' }),
      'theorems[0].obligations[1] stands there twice',
    ],
  ])('with %s is none', async (_, change, message) => {
    const read = reread(changed(await certified(), change));
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining(message) as string });
  });
  it.each(['', '[]', 'null', '{"maatCertificate":1}', '{'])('is not %s', (text) => {
    expect(certificateFromJson(text, sha256).ok).toBe(false);
  });
});

describe('a replay', () => {
  const again = async (certificate: Certificate, tasks = sound()): Promise<readonly string[]> => {
    const { rebuilt, differences } = compare(certificate, tasks, sha256);
    if (differences.length > 0)
      return differences.map((d) => `${d.path} ${d.obligation}: ${d.what}`.trim());
    const results = await replay(rebuilt, certificate.asked, solver);
    return results
      .filter((r) => r.agreement !== 'confirmed')
      .map((r) => `${r.rebuilt.path}: ${r.agreement}`);
  };
  it('confirms what is so', async () => {
    const certificate = await certified();
    expect(await again(certificate)).toEqual([]);
    const { rebuilt } = compare(certificate, sound(), sha256);
    const results = await replay(rebuilt, certificate.asked, solver);
    expect(results.map((r) => r.verdict)).toEqual(['proved', 'proved', 'proved', 'proved']);
  });
  it('says which obligations the specification has changed', async () => {
    const certificate = await certified();
    const [start, step] = sound();
    if (start === undefined || step === undefined) throw new Error('no tasks');
    const edited = { ...start, ways: [way('quantified', { 'start.Positive': TRUE_TWO })] };
    expect(await again(certificate, [edited, step])).toEqual([
      'theorems[0].obligations[0] start.Positive: changed',
    ]);
    expect(await again(certificate, [step])).toEqual([
      'theorems[0].obligations[0] start.Positive: no longer an obligation',
    ]);
    const more = { ...start, name: 'more', obligations: [obligation('more.Positive')] };
    expect(await again(certificate, [start, step, more])).toEqual([
      'more.Positive: not in the certificate',
    ]);
  });
  it.each<readonly [string, (loose: Loose) => void, string]>([
    [
      'a removed obligation',
      (c) => void c.theorems[0]?.obligations.splice(2, 1),
      'not in the certificate',
    ],
    [
      'another hash',
      (c) => Object.assign(c.theorems[0]?.obligations[2] ?? {}, { hash: 'f'.repeat(64) }),
      'obligations[2] step.defined: changed',
    ],
    [
      'another way',
      (c) => Object.assign(c.theorems[0]?.obligations[2] ?? {}, { way: 'by faith' }),
      'step.defined: no longer an obligation',
    ],
    [
      'possible for proved',
      (c) => Object.assign(c.theorems[0]?.obligations[2] ?? {}, { shownBy: 'sat' }),
      'obligations[2] step.defined: changed',
    ],
    [
      'another claim',
      (c) => Object.assign(c.theorems[0]?.claim ?? {}, { name: 'more' }),
      'no longer an obligation',
    ],
  ])('finds a forger who knows how to seal: %s', async (_, change, message) => {
    const forged = resealed(changed(await certified(), change));
    expect(reread(forged).ok).toBe(true);
    expect((await again(forged)).join('\n')).toContain(message);
  });
  it('finds an assumption that was hidden', async () => {
    const assuming = sound().map((t) => ({ ...t, assumes: ['the earth is flat'] }));
    const honest = await certified(assuming);
    expect(await again(honest, assuming)).toEqual([]);
    const forged = resealed(changed(honest, (c) => void c.theorems[0]?.assumes.pop()));
    expect(reread(forged).ok).toBe(true);
    expect((await again(forged, assuming)).join('\n')).toContain('start.Positive: changed');
  });
  it('contradicts a forged verdict', async () => {
    const ways = [way('quantified', { a: FALSE_ONE })];
    const tasks = [single('a', ways)];
    const honest = await certified(tasks);
    expect(honest.theorems[0]?.obligations[0]?.verdict).toBe('refuted');
    const forged = resealed(
      changed(honest, (c) =>
        Object.assign(c.theorems[0]?.obligations[0] ?? {}, { verdict: 'proved' }),
      ),
    );
    expect(await again(forged, tasks)).toEqual(['theorems[0].obligations[0]: contradicted']);
  });
});

describe('the ledger’s strongest word', () => {
  const evidence = async (tasks: readonly Task[]): Promise<string> => {
    const [theorem] = (await certified(tasks)).theorems;
    if (theorem === undefined) throw new Error('no theorem');
    const found = provedBy(theorem, 'c.json');
    return found.word === 'proved' ? `proved ${found.obligations}` : wordOf(found);
  };
  const wordOf = (found: Evidence): string =>
    found.word === 'unknown' ? found.reason : found.word;
  it('is earned by all obligations and a sign of life', async () => {
    expect(await evidence(sound())).toBe('proved 4');
  });
  it('is not earned by some, or by what may hold of nothing', async () => {
    const good = single('a', [way('quantified', { a: TRUE_ONE })]);
    expect(await evidence([good])).toBe('nothing shows that what the proof assumes is possible');
    const bad = { ...single('b', [way('quantified', { b: FALSE_ONE })]) };
    expect(await evidence([...sound(), bad])).toBe('1 obligations are not proved');
    const alive = single('c', [way('finite', { c: POSSIBLE })], 'sat');
    expect(await evidence([alive])).toBe('the certificate has no obligation');
    expect(await evidence([alive, good])).toBe('proved 2');
  });
  it('says what is taken for granted, below the theorem too', async () => {
    const flat = sound().map((t) => ({ ...t, assumes: ['the earth is flat'] }));
    const above: Claim = { kind: 'invariant', name: 'invariant Small of Counter' };
    const round = { theorem: above, restsOn: [COUNTS], assumes: ['the sun stands still'] };
    const { theorems } = await certified([...flat, ...sound().map((t) => ({ ...t, ...round }))]);
    const found = theorems.map((t, i) => provedBy(t, 'c.json', theorems.slice(0, i)));
    expect(found).toMatchObject([
      { assuming: ['the earth is flat'] },
      { assuming: ['the earth is flat', 'the sun stands still'] },
    ]);
    expect(found.map(showEvidence)[0]).toBe(
      'proved, 4 obligations, assuming that the earth is flat',
    );
  });
  it('is not earned by resting on what is not proved before it', async () => {
    const later: Claim = { kind: 'invariant', name: 'invariant Small of Counter' };
    const resting = sound().map((t) => ({ ...t, theorem: later, restsOn: [COUNTS] }));
    const words = async (tasks: readonly Task[]): Promise<readonly string[]> => {
      const { theorems } = await certified(tasks);
      return theorems.map((t, i) => wordOf(provedBy(t, 'c.json', theorems.slice(0, i))));
    };
    expect(await words([...sound(), ...resting])).toEqual(['proved', 'proved']);
    const missing = 'it rests on invariant Positive of Counter, which is not proved';
    expect(await words(resting)).toEqual([missing]);
    expect(await words([...resting, ...sound()])).toEqual([missing, 'proved']);
    const half = { ...single('b', [way('quantified', { b: FALSE_ONE })]) };
    expect((await words([...sound(), half, ...resting]))[1]).toBe(missing);
  });
});
