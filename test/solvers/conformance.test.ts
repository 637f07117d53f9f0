// Every solver keeps the same contract: right answers, errors as errors, limits, recovery.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer, Query, Settings } from '@maat/verifier';
import { backends, type Backend } from './backends.js';
import {
  ALSO_UNSAT,
  GROWS,
  longText,
  OPEN,
  pigeons,
  query,
  SETTINGS,
  settings,
  UNSAT,
} from './texts.js';

const PLAIN = '(declare-const x Int)(declare-const y Int)(assert (> x 3))';

const kinds = (answers: readonly Answer[]): readonly string[] =>
  answers.map((a) => (a.kind === 'unknown' ? a.reason : a.kind));

for (const backend of await backends()) {
  describe(`${backend.name} as a solver`, () => {
    contract(backend);
  });
}

function contract(backend: Backend): void {
  beforeEach((context) => {
    if (backend.absent !== undefined) context.skip(backend.absent);
  });
  const opened = backend.absent === undefined ? backend.open() : undefined;
  afterAll(() => opened?.close());
  const ask = (q: Query, s: Settings = SETTINGS): Promise<readonly Answer[]> => {
    if (opened === undefined) throw new Error(backend.absent);
    return opened.solve(q, s);
  };

  describe('answers', () => {
    it('unsat, sat and unknown, each goal by itself', async () => {
      const answers = await ask(query(GROWS, UNSAT, OPEN, ALSO_UNSAT, '(assert false)'));
      expect(kinds(answers)).toEqual(['unsat', 'incomplete', 'unsat', 'unsat']);
      expect(kinds(await ask(query(PLAIN, '(assert (< x 9))', '(assert (< x 3))')))).toEqual([
        'sat',
        'unsat',
      ]);
    });
    it('no goals with no answers', async () => {
      expect(await ask(query(PLAIN))).toEqual([]);
    });
    it('with values, in the order in which they were asked for', async () => {
      const prelude = `${PLAIN}(declare-sort Proc 0)(declare-fun on (Proc) Bool)(declare-const p Proc)
        (declare-datatypes ((Pair 0)) (((pair (left Int) (right Bool)))))(declare-const q Pair)`;
      const text = '(assert (and (< x 5) (= y (- 7)) (not (on p)) (= q (pair 3 true))))';
      const values = ['y', '(on p)', '(+ x 1)', 'q', '(= p p)'];
      const [answer] = await ask(query(prelude, { name: 'model', text, values }));
      expect(answer).toMatchObject({
        kind: 'sat',
        values: ['(- 7)', 'false', '5', '(pair 3 true)', 'true'],
      });
    });
    it('what was declared in a goal is gone in the next', async () => {
      const declaring = '(declare-const z Int)(assert (> z 0))';
      expect(kinds(await ask(query('', declaring, '(assert (> z 0))', declaring)))).toEqual([
        'sat',
        'error',
        'sat',
      ]);
    });
    it('the same to the same question, values included', async () => {
      const text = '(assert (and (> (* 3 y) x) (< y 100)))';
      const q = query(PLAIN, { name: 'model', text, values: ['x', 'y'] }, '(assert (= x 4))');
      const bare = (answers: readonly Answer[]): unknown =>
        answers.map((a) => ({ ...a, seconds: 0 }));
      const first = bare(await ask(q, settings({ seed: 7 })));
      expect(bare(await ask(q, settings({ seed: 7 })))).toEqual(first);
    });
    it('the same with each of 20 seeds', async () => {
      const q = query(`${GROWS}${pigeons(4)}`, UNSAT, ALSO_UNSAT, '(assert true)');
      const all = await Promise.all(
        [...Array(20).keys()].map((seed) => ask(q, settings({ seed }))),
      );
      expect(new Set(all.map((answers) => kinds(answers).join()))).toEqual(
        new Set(['unsat,unsat,unsat']),
      );
    });
    it('many at a time, each to its own question', async () => {
      const all = await Promise.all(
        [...Array(30).keys()].map((n) =>
          ask(query(PLAIN, { name: 'n', text: `(assert (= y ${n}))`, values: ['y'] })),
        ),
      );
      expect(all.map(([a]) => (a?.kind === 'sat' ? a.values[0] : a?.kind))).toEqual(
        [...Array(30).keys()].map(String),
      );
    });
    it('to a text of five megabytes', async () => {
      const long = longText(5_000_000, 200);
      const answers = await ask(query(long, '(assert (> n n))'), settings({ timeoutMs: 60_000 }));
      expect(kinds(answers)).toEqual(['unsat']);
    });
  });

  describe('errors', () => {
    it.each([
      ['an unknown constant', '(assert (> nowhere 3))', /nowhere/],
      ['garbage', 'what is )this(', /what/],
      ['a bracket too many', '(assert (= x 4)))', /\)/],
      ['a bracket too few', '(assert (= x 4)', /never closed/],
      ['a quote that is never closed', '(assert (= x |4))', /quote/],
      ['the wrong sort', '(assert (and x true))', /.../],
      ['a smuggled verdict', '(assert false)(check-sat)(assert true)', /check-sat/],
      ['a smuggled reply', '(echo "unsat")', /echo/],
      ['a smuggled end', '(exit)', /exit/],
    ])('%s is that goal’s error and nobody else’s', async (_, text, detail) => {
      const answers = await ask(query(PLAIN, '(assert (< x 3))', text, '(assert (< x 9))'));
      expect(kinds(answers)).toEqual(['unsat', 'error', 'sat']);
      expect(answers[1]).toMatchObject({ detail: expect.stringMatching(detail) as string });
    });
    it('in the declarations are every goal’s', async () => {
      const wrong = query('(assert (> nowhere 3))', '(assert false)', '(assert true)');
      expect(kinds(await ask(wrong))).toEqual(['error', 'error']);
      expect(kinds(await ask(query('(declare-const', '(assert false)')))).toEqual(['error']);
      expect(kinds(await ask(query('(check-sat)', '(assert false)')))).toEqual(['error']);
    });
    it('in the values leave no answer that looks complete', async () => {
      const goal = (values: readonly string[]) => ({ name: 'g', text: '(assert (< x 9))', values });
      const answers = await ask(
        query(PLAIN, goal(['x', 'nowhere']), goal(['x)(check-sat']), goal(['x y']), goal(['x'])),
      );
      expect(kinds(answers)).toEqual(['error', 'error', 'error', 'sat']);
    });
  });

  describe('limits', () => {
    it('of time end an endless goal, and only that', async () => {
      const began = performance.now();
      const q = query(PLAIN, '(assert (< x 3))', pigeons(14), '(assert (< x 2))');
      const answers = await ask(q, settings({ timeoutMs: 1000 }));
      expect(kinds(answers)).toEqual(['unsat', 'time', 'unsat']);
      expect(performance.now() - began).toBeLessThan(10_000);
    });
    it('of time end one who does not even finish reading', async () => {
      const answers = await ask(
        query(longText(25_000_000), '(assert false)', '(assert true)'),
        settings({ timeoutMs: 1 }),
      );
      expect(kinds(answers)).toEqual(['time', 'time']);
      expect(kinds(await ask(query(GROWS, UNSAT)))).toEqual(['unsat']);
    });
    it('of resources are the same each time', async () => {
      if (!backend.speaksZ3) return;
      const limited = settings({ rlimit: 50_000, timeoutMs: 60_000 });
      const q = query(PLAIN, pigeons(11), '(assert (< x 3))', pigeons(4));
      for (let i = 0; i < 3; i++)
        expect(kinds(await ask(q, limited))).toEqual(['resource', 'unsat', 'unsat']);
    });
    it('of resources hold for every command, and are no fault of the text', async () => {
      if (!backend.speaksZ3) return;
      const q = query(`${GROWS}${pigeons(6)}`, UNSAT, ALSO_UNSAT, UNSAT);
      for (const rlimit of [1, 10, 100, 1000, 10_000]) {
        const answers = kinds(await ask(q, settings({ rlimit })));
        expect(answers.filter((k) => k !== 'unsat' && k !== 'resource')).toEqual([]);
      }
      expect(kinds(await ask(q, settings({ rlimit: 1 })))).toContain('resource');
    });
    it('of one query are not those of the next', async () => {
      if (!backend.speaksZ3) return;
      await ask(query(PLAIN, '(assert true)'), settings({ rlimit: 1, options: {} }));
      const model = query('(declare-fun g (Int) Int)', '(assert (forall ((x Int)) (= (g x) x)))');
      expect(kinds(await ask(model, SETTINGS))).toEqual(['incomplete']);
      expect(kinds(await ask(model, settings({ options: {} })))).toEqual(['sat']);
    });
  });

  describe('endings', () => {
    it('by whoever asked come at once, and the next question is answered', async () => {
      const solver = backend.open({ workers: 1 });
      await solver.solve(query('', '(assert false)'), SETTINGS);
      const stop = new AbortController();
      const endless = solver.solve(
        query(PLAIN, '(assert (< x 3))', pigeons(14), '(assert true)'),
        settings({ timeoutMs: 60_000 }),
        stop.signal,
      );
      const waiting = solver.solve(query(PLAIN, '(assert true)'), SETTINGS, stop.signal);
      const patient = solver.solve(query(GROWS, UNSAT), SETTINGS);
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const began = performance.now();
      stop.abort();
      expect(kinds(await endless)).toEqual(['unsat', 'cancelled', 'cancelled']);
      expect(kinds(await waiting)).toEqual(['cancelled']);
      expect(performance.now() - began).toBeLessThan(5000);
      expect(kinds(await patient)).toEqual(['unsat']);
      expect(kinds(await solver.solve(query(GROWS, UNSAT), SETTINGS, stop.signal))).toEqual([
        'cancelled',
      ]);
      await solver.close();
    });
    it('for want of memory are that goal’s, and the next goal gets a new solver', async () => {
      if (!backend.speaksZ3) return;
      const tight = settings({ options: { memory_max_size: '60' }, timeoutMs: 60_000 });
      const greedy = `(declare-const a (_ BitVec 256))(declare-const b (_ BitVec 256))
        (assert (= (bvmul a b) (bvadd (bvmul b b b) a)))(assert (bvugt (bvurem a b) (bvudiv b a)))`;
      const answers = await ask(
        query(PLAIN, '(assert (< x 3))', greedy, '(assert (< x 2))'),
        tight,
      );
      expect(kinds(answers)).toEqual(['unsat', 'crashed', 'unsat']);
    });
    it('by closing leave nobody waiting', async () => {
      const solver = backend.open({ workers: 1 });
      const endless = solver.solve(query('', pigeons(14)), settings({ timeoutMs: 0 }));
      await new Promise((resolve) => setTimeout(resolve, 500));
      await solver.close();
      expect(kinds(await endless)).toEqual(['cancelled']);
      expect(kinds(await solver.solve(query('', '(assert false)'), SETTINGS))).toEqual([
        'cancelled',
      ]);
    });
  });
}
