// What was answered once is not asked again; what time decided is; damage costs time and nothing else.
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Answer, Query, Settings, Solver } from '@maat/verifier';
import { CachedSolver, EmbeddedSolver } from '@maat/verifier/solvers';
import { GROWS, OPEN, query, SETTINGS, settings, UNSAT } from './texts.js';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'maat-cache-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});
const file = (): string => join(directory, 'answers-1.log');

/** Answers as its goals say, and counts what it was asked. */
class Scripted implements Solver {
  readonly name: string;
  readonly version: string;
  readonly asked: string[] = [];

  constructor(name = 'scripted', version = '1') {
    this.name = name;
    this.version = version;
  }

  solve({ goals }: Query): Promise<readonly Answer[]> {
    this.asked.push(...goals.map((g) => g.text));
    return Promise.resolve(goals.map(({ text, values }) => scripted(text, values ?? [])));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function scripted(text: string, terms: readonly string[]): Answer {
  if (text.startsWith('unsat')) return { kind: 'unsat', seconds: 1 };
  if (text.startsWith('sat'))
    return { kind: 'sat', seconds: 1, values: terms.map((t) => `${t} |"ü\n`) };
  const reason = text.split(' ')[0] as 'time';
  return { kind: 'unknown', seconds: 1, reason, detail: 'because' };
}

async function asked(
  q: Query,
  s: Settings = SETTINGS,
  inner: Scripted = new Scripted(),
): Promise<readonly string[]> {
  const direct = await inner.solve(q);
  inner.asked.length = 0;
  const answers = await new CachedSolver(inner, directory).solve(q, s);
  expect(answers).toEqual(direct);
  return inner.asked;
}

const ALL = query(
  'p',
  'unsat 1',
  { name: 'model', text: 'sat 2', values: ['x', 'y'] },
  ...['resource', 'incomplete', 'time', 'cancelled', 'crashed', 'error'],
);

it('keeps verdicts and what is unknown for good, and asks again what time or a fault decided', async () => {
  expect(await asked(ALL)).toHaveLength(8);
  expect(await asked(ALL)).toEqual(['time', 'cancelled', 'crashed', 'error']);
});

it('asks again for an edited goal only, and for all when what they share is edited', async () => {
  const [a, b, c] = ['unsat a', 'unsat b', 'unsat c'];
  await asked(query('p', a, b, c));
  expect(await asked(query('p', a, 'unsat B', c))).toEqual(['unsat B']);
  expect(await asked(query('p', c, 'unsat d', a))).toEqual(['unsat d']);
  expect(await asked(query('q', a, b))).toEqual([a, b]);
  const valued = { name: 'n', text: 'sat', values: ['x'] };
  await asked(query('p', valued));
  expect(await asked(query('p', { ...valued, values: ['y'] }))).toEqual(['sat']);
});

it.each<readonly [string, Settings, Scripted]>([
  ['another seed', settings({ seed: 1 }), new Scripted()],
  ['another limit', settings({ rlimit: 5 }), new Scripted()],
  ['another option', settings({ options: { 'smt.mbqi': 'true' } }), new Scripted()],
  ['another version', SETTINGS, new Scripted('scripted', '2')],
  ['another solver', SETTINGS, new Scripted('other')],
])('%s is another question', async (_, s, inner) => {
  await asked(query('p', 'unsat 1'));
  expect(await asked(query('p', 'unsat 1'), s, inner)).toEqual(['unsat 1']);
});

it('another time limit, name or order of options is the same question', async () => {
  const two = { 'smt.mbqi': 'true', 'smt.qi.eager_threshold': '9' };
  await asked(query('p', 'unsat 1'), settings({ options: two }));
  const turned = Object.fromEntries(Object.entries(two).reverse());
  const same = { ...query('p', 'unsat 1'), name: 'renamed' };
  expect(await asked(same, settings({ options: turned, timeoutMs: 3 }))).toEqual([]);
});

it('ignores a torn line, and goes on after it', async () => {
  await asked(query('p', 'unsat 1', 'unsat 2'));
  const whole = readFileSync(file(), 'utf8').trimEnd();
  for (const cut of [1, 5, 20, 100]) {
    writeFileSync(file(), whole.slice(0, -cut));
    expect(await asked(query('p', 'unsat 1', 'unsat 2'))).toEqual(['unsat 2']);
    expect(await asked(query('p', 'unsat 1', 'unsat 2'))).toEqual([]);
  }
});

it('ignores an answer that was changed by hand', async () => {
  await asked(query('p', 'incomplete 1'));
  const changed = readFileSync(file(), 'utf8').replace(/\{.*\}/, '{"kind":"unsat","seconds":0}');
  writeFileSync(file(), changed);
  expect(await asked(query('p', 'incomplete 1'))).toEqual(['incomplete 1']);
});

it('ignores files that are not its own', async () => {
  writeFileSync(file(), Buffer.from([...Array(5000).keys()].map((n) => (n * 7919) % 256)));
  appendFileSync(file(), `\n{"key":"x"}\n${'a'.repeat(64)} ${'b'.repeat(16)} {"kind":"unsat"}\n`);
  expect(await asked(query('p', 'unsat 1'))).toEqual(['unsat 1']);
  expect(await asked(query('p', 'unsat 1'))).toEqual([]);
});

it('goes on without a place to keep answers, and says why', async () => {
  const occupied = join(directory, 'occupied');
  writeFileSync(occupied, '');
  const solver = new CachedSolver(new Scripted(), occupied);
  expect(await solver.solve(query('p', 'unsat 1'), SETTINGS)).toHaveLength(1);
  expect(solver.trouble).toMatch(/occupied/);
});

it('never grows beyond its limit, and gives up the oldest first', async () => {
  const inner = new Scripted();
  const limit = { maxBytes: 20_000 };
  for (let i = 0; i < 40; i++) {
    const goals = [...Array(10).keys()].map((j) => `unsat ${i} ${j}`);
    await new CachedSolver(inner, directory, limit).solve(query('p', ...goals), SETTINGS);
    expect(statSync(file()).size).toBeLessThanOrEqual(20_000);
  }
  const last = new CachedSolver(inner, directory, limit);
  await last.solve(query('p', 'unsat 39 9', 'unsat 0 0'), SETTINGS);
  expect([last.hits, last.misses]).toEqual([1, 1]);
  expect(readdirSync(directory)).toEqual(['answers-1.log']);
});

it('is shared by those who write at the same time', async () => {
  const solvers = [...Array(8).keys()].map(() => new CachedSolver(new Scripted(), directory));
  await Promise.all(
    solvers.flatMap((solver, s) =>
      [...Array(20).keys()].map((n) => solver.solve(query('p', `unsat ${s} ${n}`), SETTINGS)),
    ),
  );
  const goals = solvers.flatMap((_, s) => [...Array(20).keys()].map((n) => `unsat ${s} ${n}`));
  expect(await asked(query('p', ...goals))).toEqual([]);
});

it('finds 3,000 goals in well under a second', async () => {
  const prelude = 'x'.repeat(50_000);
  const queries = [...Array(100).keys()].map((i) =>
    query(`${prelude}${i}`, ...[...Array(30).keys()].map((j) => `unsat ${'y'.repeat(1000)} ${j}`)),
  );
  const first = new CachedSolver(new Scripted(), directory);
  for (const q of queries) await first.solve(q, SETTINGS);
  // The best of three, since a busy machine may take any one of them away.
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    const again = new CachedSolver(new Scripted(), directory);
    for (const q of queries) await again.solve(q, SETTINGS);
    times.push(performance.now() - began);
    expect(again.hits).toBe(3000);
  }
  expect(Math.min(...times)).toBeLessThan(1000);
});

it('says of a real solver what it said itself', async () => {
  const real = new EmbeddedSolver({ workers: 1 });
  const goals = [UNSAT, OPEN, { name: 'm', text: '(assert (= a 3))', values: ['a'] }];
  const q = query(GROWS, ...goals);
  const model = query('(declare-const a Int)', ...goals.slice(2));
  const ask = async (): Promise<unknown> => {
    const solver = new CachedSolver(real, directory);
    return [await solver.solve(q, SETTINGS), await solver.solve(model, SETTINGS), solver.misses];
  };
  const [a, b] = (await ask()) as readonly unknown[];
  expect(await ask()).toEqual([a, b, 0]);
  await real.close();
});
