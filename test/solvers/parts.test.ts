// The parts of which solvers are made: texts and values, options, turns, watchdog, places, doors.
import { describe, expect, it } from 'vitest';
import {
  attempts,
  flawOf,
  patienceFor,
  preamble,
  Slots,
  SolverPool,
  valuesOf,
  Watchdog,
  type Ending,
  type FromWorker,
  type Listener,
} from '@maat/verifier';
import { findBinary, openSolver, optionsIn, TIMERS } from '@maat/verifier/solvers';
import { query, SETTINGS, settings } from './texts.js';

describe('a text', () => {
  it.each([
    '',
    '; nothing but (a comment',
    '(assert (= a |what ) is; "this|))',
    '(assert (= s "a "" quote ) and | bar"))',
    '(declare-sort A 0)\n(define-fun f () Int 3) ; )\n(set-info :status unsat)',
  ])('is taken: %s', (text) => {
    expect(flawOf(text)).toBeUndefined();
  });
  it.each([
    ['(assert a', 'a bracket that is never closed'],
    ['(assert a))', 'line 1: `)` outside of a command'],
    ['assert', 'line 1: `assert` outside of a command'],
    ['(assert a)\n\n(assert "b)', 'line 3: a quote that is never closed'],
    ['(assert a)\n(pop 1)', 'line 2: `pop` is neither a declaration nor an assertion'],
    ['((check-sat))', 'line 1: `(` is neither a declaration nor an assertion'],
    ['()', 'line 1: `)` is neither a declaration nor an assertion'],
    ['(|check-sat|)', 'line 1: `|check-sat|` is neither a declaration nor an assertion'],
  ])('is refused: %s', (text, flaw) => {
    expect(flawOf(text)).toBe(flaw);
  });
});

describe('values', () => {
  it('are the second of each pair, with single blanks', () => {
    const printed = `((x 4)\n ((f  |a b|)\n   (- 7)) (s "a "" )") ((let ((a!1 x)) a!1) (pair\n 1 true)))`;
    expect(valuesOf(printed)).toEqual(['4', '(- 7)', '"a "" )"', '(pair 1 true)']);
    expect(valuesOf('()')).toEqual([]);
  });
  it.each(['', 'sat', '((x 4)', '((x 4)) ((y 5))', '((x 4 5))', '((x))', '(x 4)', '((x "4))'])(
    'are not read from %s',
    (printed) => {
      expect(valuesOf(printed)).toBeUndefined();
    },
  );
});

describe('settings', () => {
  const all = settings({
    options: { 'smt.mbqi': 'false', 'smt.newest': '1', 'cvc5.full-saturate-quant': 'true' },
    rlimit: 9,
    seed: 5,
    timeoutMs: 1.5,
  });
  it('are told to each family in its words', () => {
    expect(preamble('z3', all)).toEqual([
      '(set-option :smt.random_seed 5)',
      '(set-option :sat.random_seed 5)',
      '(set-option :smt.mbqi false)',
      '(set-option :smt.newest 1)',
      '(set-option :rlimit 9)',
      '(set-option :timeout 2)',
    ]);
    expect(preamble('cvc5', all)).toEqual([
      '(set-option :produce-models true)',
      '(set-option :seed 5)',
      '(set-option :sat-random-seed 5)',
      '(set-option :full-saturate-quant true)',
      '(set-option :tlimit-per 2)',
      '(set-logic ALL)',
    ]);
  });
  it('leave out what a build does not have', () => {
    const known = new Set(['smt.mbqi', 'rlimit']);
    expect(preamble('z3', all, known)).toEqual([
      '(set-option :smt.mbqi false)',
      '(set-option :rlimit 9)',
    ]);
  });
  it('without limits say nothing of them', () => {
    const free = preamble('z3', settings({ rlimit: 0, timeoutMs: Infinity, options: {} }));
    expect(free.join()).not.toMatch(/rlimit|timeout/);
  });
  it('are known from what z3 lists', () => {
    const listing =
      'Global parameters\n    rlimit (unsigned int) (default: 0)\n\n[module] smt, description: x\n    arith.nl (bool) (default: true)\n[module] sat, y\n    random_seed (unsigned int)';
    expect([...optionsIn(listing)]).toEqual(['rlimit', 'smt.arith.nl', 'sat.random_seed']);
  });
});

describe('attempts', () => {
  const three = query('', 'a', 'b', 'c');
  const yes = { kind: 'unsat', seconds: 0 } as const;
  const died = (ready: boolean): Ending => ({
    kind: 'died',
    reason: 'crashed',
    detail: 'x',
    ready,
  });
  const summary = async (...endings: readonly (readonly [number, Ending])[]): Promise<string> => {
    const left = [...endings];
    const answers = await attempts(three, SETTINGS, undefined, (part) => {
      const [count, ending] = left.shift() ?? [0, died(false)];
      for (let i = 0; i < count; i++) part.answered(yes);
      return Promise.resolve(ending);
    });
    return answers.map((a) => (a.kind === 'unknown' ? a.reason : a.kind)).join();
  };
  it('go on after the goal that a solver died of', async () => {
    expect(await summary([1, died(true)], [1, { kind: 'done' }])).toBe('unsat,crashed,unsat');
    expect(await summary([0, died(true)], [0, died(true)], [0, died(true)])).toBe(
      'crashed,crashed,crashed',
    );
  });
  it('give up when the declarations are deadly', async () => {
    expect(await summary([0, died(false)], [3, { kind: 'done' }])).toBe('crashed,crashed,crashed');
  });
  it('are not fooled by too many answers, or by none', async () => {
    expect(await summary([5, { kind: 'done' }])).toBe('unsat,unsat,unsat');
    expect(await summary([1, { kind: 'done' }], [0, { kind: 'done' }], [1, { kind: 'done' }])).toBe(
      'unsat,crashed,unsat',
    );
  });
});

describe('slots', () => {
  it('are never overbooked, and are taken in order', async () => {
    const slots = new Slots(2);
    const order: number[] = [];
    let now = 0;
    let most = 0;
    await Promise.all(
      [...Array(20).keys()].map((i) =>
        slots.use(async () => {
          order.push(i);
          most = Math.max(most, ++now);
          await new Promise((resolve) => setTimeout(resolve, 1));
          now -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual([...Array(20).keys()]);
  });
  it('are given back by those who fail', async () => {
    const slots = new Slots(1);
    await expect(slots.use(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await slots.use(() => Promise.resolve(3))).toBe(3);
  });
  it('are not waited for after cancellation', async () => {
    const slots = new Slots(1);
    let finish = (): void => undefined;
    const first = slots.use(() => new Promise<void>((resolve) => (finish = resolve)));
    const stop = new AbortController();
    const second = slots.use(() => Promise.resolve('left'), stop.signal);
    const third = slots.use(() => Promise.resolve('stayed'));
    stop.abort();
    expect(await second).toBe('left');
    finish();
    await first;
    expect(await third).toBe('stayed');
    expect(await slots.use(() => Promise.resolve('free'))).toBe('free');
  });
});

describe('a pool', () => {
  /** Answers its goals when told to; a fake has no module to load. */
  function pool(obeys: boolean) {
    const said: string[] = [];
    let hear: (message: FromWorker) => void = () => undefined;
    const start = (listener: { hear: (message: FromWorker) => void }) => {
      said.push('start');
      hear = listener.hear;
      hear({ kind: 'loaded' });
      return {
        post: () => said.push('post'),
        end: () => said.push('end'),
        stop: () => {
          said.push('stop');
          if (obeys)
            setTimeout(() => {
              hear({ kind: 'done' });
            }, 1);
        },
      };
    };
    const platform = { version: '1', start, timers: TIMERS };
    const solver = new SolverPool(platform, { workers: 1 });
    const tell = (message: FromWorker): void => {
      hear(message);
    };
    return { said, solver, tell };
  }
  const yes = { kind: 'answer', answer: { kind: 'unsat', seconds: 0 } } as const;

  it.each([
    [true, 'start,post,stop,post'],
    [false, 'start,post,stop,end,start,post'],
  ])(
    'keeps a worker that leaves its job when asked (%s), and no other',
    async (obeys, expected) => {
      const { said, solver, tell } = pool(obeys);
      const stop = new AbortController();
      const left = solver.solve(query('', 'a', 'b'), SETTINGS, stop.signal);
      await Promise.resolve();
      tell(yes);
      stop.abort();
      expect((await left).map((a) => a.kind)).toEqual(['unsat', 'unknown']);
      const next = solver.solve(query('', 'a'), SETTINGS);
      await Promise.resolve();
      tell(yes);
      tell({ kind: 'done' });
      expect(await next).toEqual([yes.answer]);
      expect(said.join()).toBe(expected);
      await solver.close();
    },
  );
});

describe('a pool of one', () => {
  it('does not ask a worker that died while it was idle', async () => {
    const said: string[] = [];
    const begun: Listener[] = [];
    const start = (listener: Listener) => {
      begun.push(listener);
      listener.hear({ kind: 'loaded' });
      return { post: () => said.push(`post ${begun.length}`), end: () => said.push('end') };
    };
    const solver = new SolverPool({ version: '1', start, timers: TIMERS }, { workers: 1 });
    const yes = { kind: 'unsat', seconds: 0 } as const;
    for (const fails of [true, false]) {
      const answers = solver.solve(query('', 'a'), SETTINGS);
      await Promise.resolve();
      begun.at(-1)?.hear({ kind: 'answer', answer: yes });
      begun.at(-1)?.hear({ kind: 'done' });
      expect(await answers).toEqual([yes]);
      if (fails) begun[0]?.failed('fell over');
    }
    expect(said.join()).toBe('post 1,end,post 2');
  });
});

describe('the watchdog', () => {
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  it('strikes in silence only', async () => {
    let strikes = 0;
    const dog = new Watchdog(() => {
      strikes += 1;
    }, TIMERS);
    for (let i = 0; i < 5; i++) {
      dog.pat(200);
      await wait(20);
    }
    expect(strikes).toBe(0);
    dog.pat(20);
    await wait(100);
    expect(strikes).toBe(1);
    dog.pat(20);
    dog.rest();
    await wait(60);
    expect(strikes).toBe(1);
  });
  it('listens before it strikes, when it was itself too busy to hear', async () => {
    let strikes = 0;
    const dog = new Watchdog(() => {
      strikes += 1;
    }, TIMERS);
    const { port1, port2 } = new MessageChannel();
    port2.on('message', () => {
      dog.pat(10_000);
    });
    dog.pat(5);
    port1.postMessage('in time');
    const until = performance.now() + 50;
    while (performance.now() < until);
    await wait(50);
    expect(strikes).toBe(0);
    dog.rest();
    port1.close();
  });
  it('never strikes where there is no limit', () => {
    expect(patienceFor(0)).toBe(Infinity);
    expect(patienceFor(1000)).toBeGreaterThan(1000);
  });
});

describe('openSolver', () => {
  it('gives the embedded solver with the version of its package', async () => {
    for (const name of ['embedded', 'auto'] as const) {
      const opened = await openSolver(name);
      expect(opened).toMatchObject({ ok: true, solver: { name: 'z3-solver', version: '5.2.0' } });
      if (opened.ok) await opened.solver.close();
    }
  });
  it('says what is missing', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      expect(await openSolver('cvc5')).toEqual({
        ok: false,
        message: 'there is no `cvc5` on PATH',
      });
      expect(await findBinary('z3')).toEqual({ ok: false, message: 'there is no `z3` on PATH' });
    } finally {
      process.env['PATH'] = path;
    }
  });
});
