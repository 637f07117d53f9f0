// `maat explore` and `maat simulate`: verdicts, figures, counterexamples, and what cannot be looked at.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf } from './call.js';

const COUNTER = `automaton Counter(Proc: type, n: Nat)
  signature
    output up(p: Proc)
    internal reset(p: Proc)
  states
    x: Array[Proc, Nat] := constant(0)
  transitions
    output up(p)
      pre x[p] < n
      eff x[p] := x[p] + 1
    internal reset(p)
      pre x[p] = n
      eff x[p] := 0

invariant Bounded of Counter: \\A p: Proc (x[p] <= n)
`;
const WRONG = COUNTER.replace('x[p] <= n', 'x[p] < n');
const PAIR = `${COUNTER}
automaton Few(Proc: type, n: Nat)
  signature
    output up(p: Proc)
  states
    left: Nat := n
  transitions
    output up(p)
      pre left > 0
      eff left := max(left - 1, 0)
`;

const FED = `automaton Fed
  signature
    input feed
    output eat
  states
    food: Nat := 0
  transitions
    input feed
      eff food := food + 1
    output eat
      pre food > 1
      eff food := food - 1

invariant Slim of Fed: food < 3
`;

const SIMULATED = `automaton Once
  signature
    output tick
  states
    n: Nat := 0
  transitions
    output tick
      pre n < 3
      eff n := n + 1

automaton Twice
  signature
    output tick
    internal tock
  states
    n: Nat := 0
  transitions
    internal tock
      pre n < 6;
          n mod 2 = 0
      eff n := n + 1
    output tick
      pre n mod 2 = 1
      eff n := n + 1

forward simulation Halves from Twice to Once:
  Once.n = Twice.n div 2
  proof
    for internal tock ignore
    for output tick do fire tick od
`;

const on = (text: string, line: string): Promise<Awaited<ReturnType<typeof call>>> =>
  inFolder({ 'c.ioa': text }, (folder) => call(line.split(' '), folder));

describe('maat explore', () => {
  it('counts exactly', async () => {
    const called = await on(COUNTER, 'explore c.ioa --scope Proc=2,n=3 --json');
    expect(called.code).toBe(0);
    expect(objectOf(called)).toMatchObject({
      verdict: 'holds',
      command: 'explore',
      distinct: 16,
      generated: 33,
      depth: 6,
      complete: true,
      actions: { up: 24, reset: 8 },
    });
  });
  it('shows a shortest counterexample, step by step and as a diagram', async () => {
    const called = await on(WRONG, 'explore c.ioa --scope Proc=2,n=2');
    expect(called.code).toBe(1);
    expect(called.out).toContain('invariant Bounded does not hold');
    expect(called.out).toContain('  2. up(proc0)\n       x[proc0]: 1 → 2\n');
    expect(called.out).toContain('     proc0\n  1  ●      up(proc0)\n  2  ●      up(proc0)\n');
  });
  it('checks refinement, and says what stands in the way', async () => {
    const called = await on(
      PAIR,
      'explore c.ioa --automaton Counter --scope Proc=1,n=1 --refines Few --json',
    );
    expect(called.code).toBe(1);
    expect(objectOf(called)).toMatchObject({
      verdict: 'refuted',
      counterexample: ['up(proc0)', 'reset(proc0)', 'up(proc0)'],
    });
    const converse = await on(
      PAIR,
      'explore c.ioa --automaton Few --scope Proc=1,n=1 --refines Counter',
    );
    expect(converse.code).toBe(0);
    expect(converse.out).toContain(
      '✓ Few refines Counter, scope Proc=1,n=1: every reachable state',
    );
  });
  it('checks the simulations of the file, alone and beside the invariants', async () => {
    await inFolder({ 's.ioa': SIMULATED }, async (folder) => {
      const run = (line: string): ReturnType<typeof call> => call(line.split(' '), folder);
      const all = await run('explore s.ioa --ledger --json');
      expect(all.code).toBe(0);
      expect(objectOf(all)).toMatchObject({
        automaton: 'Twice',
        simulations: [
          { refines: 'Once', simulation: 'Halves', verdict: 'holds', complete: true, distinct: 7 },
        ],
      });
      const rows = objectOf(await run('status s.ioa --json'))['rows'];
      expect(rows).toMatchObject([
        { claim: 'Twice refines Once', evidence: { word: 'explored', distinct: 7 } },
      ]);
      const alone = await run('explore s.ioa --automaton Twice --refines Once');
      expect(alone.out).toContain('✓ Twice refines Once by Halves: every reachable state');
    });
  });
  const faults: readonly (readonly [string, string, RegExp])[] = [
    [
      'Once.n = Twice.n div 2',
      'Once.n = Twice.n',
      /The relation does not hold .*Once\.n = Twice\.n/,
    ],
    ['pre n < 6', 'pre n < 8', /A guard of the abstract step is false .*: n < 3/],
    ['do fire tick od', 'ignore', /What is seen of the abstract steps differs \(tick\)/],
    ['fire tick od', 'fire tick; fire tick od', /shows? tick, tick/],
  ];
  it.each(faults)('refutes a simulation with %s made %s', async (from, to, message) => {
    expect(SIMULATED).toContain(from);
    const called = await inFolder({ 's.ioa': SIMULATED.replace(from, to) }, (folder) =>
      call(['explore', 's.ioa', '--ledger'], folder),
    );
    expect(called.code).toBe(1);
    expect(called.out).toMatch(message);
  });
  it('does not call unfinished work finished', async () => {
    expect(await on(COUNTER, 'explore c.ioa --scope Proc=2,n=9 --limit 5')).toMatchObject({
      code: 3,
    });
    const bounded = await on(COUNTER, 'explore c.ioa --scope Proc=2,n=9 --depth 2');
    expect(bounded).toMatchObject({ code: 0 });
    expect(bounded.out).toContain('every state within 2 steps');
  });
  const bad: readonly (readonly [string, RegExp])[] = [
    ['--scope Proc=2', /Counter needs a scope: give n=VALUE/],
    ['--scope Prc=2,n=1', /no sort and no parameter 'Prc'\n {2}Did you mean Proc\?/],
    ['--scope Proc=two,n=1', /the size of Proc is a whole number from 1 to 1000/],
    ['--scope Proc=999999999,n=1', /the size of Proc is a whole number/],
    ['--scope n=1,n=2', /n is given twice/],
    ['--scope n', /'n' is not NAME=SIZE/],
    ['--automaton Conter', /there is no automaton 'Conter'\n {2}Did you mean Counter\?/],
    ['--scope n=1 --refines Nothing', /there is no automaton 'Nothing'/],
    ['--depth many', /whole number/],
    ['--depth 0', /whole number from 1/],
    ['--limit 0', /whole number from 1/],
    ['--scope Proc=0,n=1', /the size of Proc is a whole number from 1/],
    ['--scope n=1 --inputs up=1', /--inputs: Counter has no inputs/],
    ['--scope n=1 --inputs many', /'many' is not N or INPUT=N/],
    ['--scope n=1 --inputs 1,2', /given twice/],
  ];
  it.each(bad)('refuses %s', async (options, message) => {
    const called = await on(COUNTER, `explore c.ioa ${options}`);
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toMatch(message);
  });
  it('bounds the inputs, names the bound, and keeps it in the ledger', async () => {
    await inFolder({ 'f.ioa': FED }, async (folder) => {
      const run = (line: string): ReturnType<typeof call> => call(line.split(' '), folder);
      const all = await run('explore f.ioa --inputs 2 --ledger --json');
      expect(objectOf(all)).toMatchObject({ verdict: 'holds', complete: true, scope: 'inputs≤2' });
      const cut = await run('explore f.ioa --depth 2 --ledger');
      expect(cut).toMatchObject({ code: 0 });
      const rows = objectOf(await run('status --json'))['rows'];
      expect(rows).toMatchObject([
        { evidence: { word: 'explored', scope: 'inputs≤2', distinct: 4 } },
        { evidence: { word: 'simulated', scope: '', depth: 2, bound: 'depth' } },
      ]);
      expect((await run('explore f.ioa --inputs 3')).code).toBe(1);
      expect((await run('explore f.ioa --inputs eat=3')).err).toMatch(/no input 'eat'/);
    });
  });
  it('does not call it a result when nothing ever happened', async () => {
    await inFolder({ 'f.ioa': FED }, async (folder) => {
      const called = await call('explore f.ioa --inputs 0 --ledger'.split(' '), folder);
      expect(called.code).toBe(3);
      expect(called.out).toContain('no step is possible in this scope, so this says nothing');
      const status = await call(['status'], folder);
      expect(status.out).toMatch(/unknown .*no step was taken/);
    });
  });
  it('asks which automaton when there are several', async () => {
    const called = await on(PAIR, 'explore c.ioa --scope n=1');
    expect(called.code).toBe(2);
    expect(called.err).toMatch(/Say which with --automaton: Counter, Few/);
  });
});

describe('maat simulate --replay', () => {
  const COUNTER = `automaton Counter
  signature
    internal up(k: Nat) where k <= 2
  states n: Nat := 0, last: Nat := 0
  transitions
    internal up(k)
      pre n + k < 4
      eff n := n + k; last := k
`;
  const replay = (itf: unknown, more = ''): ReturnType<typeof call> =>
    inFolder(
      { 'c.ioa': COUNTER, 'r.itf.json': typeof itf === 'string' ? itf : JSON.stringify(itf) },
      (folder) => call(`simulate c.ioa --replay r.itf.json ${more}`.trim().split(' '), folder),
    );

  it('shows a run that is one, with the steps that it does not tell', async () => {
    const called = await replay({ states: [{ n: 0 }, { n: 2 }, { n: 3 }] });
    expect(called).toMatchObject({ code: 0, err: '' });
    expect(called.out).toMatch(
      /1 {2}up\(2\)\n.*2 {2}up\(1\)\n\n✓ r\.itf\.json is a run of Counter, 2 steps/,
    );
  });

  it('says where one is none, and why', async () => {
    const jumps = await replay({ states: [{ n: 0 }, { n: 3 }] });
    expect(jumps).toMatchObject({ code: 1, err: '' });
    expect(jumps.out).toContain('is no run of Counter');
    expect(jumps.out).toMatch(
      /state 1: no step leads there; after up\(\d\)\n {4}n is \d, and the run says 3/,
    );
    const step = { action: 'up', args: { k: 2 } };
    const states = [{}, { '#meta': step }, { '#meta': step }];
    const stops = await replay({ states }, '--json');
    expect(stops.code).toBe(1);
    expect(objectOf(stops)).toMatchObject({ verdict: 'refuted', state: 2, steps: ['up(2)'] });
    expect(objectOf(stops)['reason']).toContain('up(2) is not possible here: false is n + k < 4');
  });

  it.each([
    ['{"states": [', '', 'r.itf.json: is not JSON'],
    ['{"states": [{"m": 1}]}', '', 'r.itf.json: states[0].m: Counter has no variable "m"'],
    ['{"states": [{"n": true}]}', '', 'r.itf.json: states[0].n: true is not of sort Nat'],
    ['{"states": [{}]}', '--seed 3', '--seed is for a run by chance'],
  ])('refuses %s %s', async (itf, more, message) => {
    const called = await replay(itf, more);
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toContain(message);
  });
});

describe('maat simulate', () => {
  it('gives the same run for the same seed', async () => {
    const line = 'simulate c.ioa --scope Proc=3,n=2 --steps 40 --seed';
    const first = await on(COUNTER, `${line} 7`);
    expect(first.code).toBe(0);
    expect(await on(COUNTER, `${line} 7`)).toEqual(first);
    expect((await on(COUNTER, `${line} 8`)).out).not.toEqual(first.out);
  });
  it('stops at a broken invariant', async () => {
    const called = await on(WRONG, 'simulate c.ioa --scope Proc=1,n=1 --json');
    expect(called.code).toBe(1);
    expect(objectOf(called)).toMatchObject({
      verdict: 'refuted',
      invariant: 'Bounded',
      steps: ['up(proc0)'],
    });
  });
  it('writes the run in the ITF format', async () => {
    await inFolder({ 'c.ioa': COUNTER }, async (folder) => {
      const called = await call(
        'simulate c.ioa --scope Proc=1,n=1 --steps 2 --out run.itf.json'.split(' '),
        folder,
      );
      expect(called.code).toBe(0);
      const itf: unknown = JSON.parse(readFileSync(join(folder, 'run.itf.json'), 'utf8'));
      expect(itf).toMatchObject({
        vars: ['x'],
        states: [
          { x: { '#map': [['proc0', { '#bigint': '0' }]] } },
          {
            '#meta': { action: 'up', args: { p: 'proc0' } },
            x: { '#map': [['proc0', { '#bigint': '1' }]] },
          },
          { '#meta': { action: 'reset' } },
        ],
      });
    });
  });
});

describe('a parameter that is a set, a map or an option', () => {
  const WATCH = `automaton Watch(T: type, what: Set[T], price: Map[T, Nat], out: Null[T])
  signature
    input see(x: T) where x \\in what
  states
    spent: Nat := 0,
    seen: Set[T] := {}
  transitions
    input see(x)
      eff if x \\notin seen /\\ out ~= embed(x) then spent := spent + price[x] fi;
          seen := insert(x, seen)
invariant Cheap of Watch: spent < 7
`;
  const explored = (scope: string): ReturnType<typeof call> =>
    inFolder({ 'w.ioa': WATCH }, (folder) => call(['explore', 'w.ioa', '--scope', scope], folder));
  const PRICES = 'price={t0 -> 3,t1 -> 5}';

  it('is given in the scope, and stands in what is said of it', async () => {
    const all = await explored(`T=2,what={t1,t0},${PRICES},out=nil`);
    expect(all.out).toContain('invariant Cheap does not hold');
    expect(all.out).toContain('scope T=2,what={t0, t1},price={t0 -> 3, t1 -> 5},out=nil');
    const one = await explored(`T=2,what={t1},${PRICES},out=nil`);
    expect(one).toMatchObject({ code: 0 });
    expect(one.out).toMatch(/distinct states +2\n/);
    expect(await explored(`T=2,what={t0, t1},${PRICES},out=embed(t1)`)).toMatchObject({ code: 0 });
  });
  it.each([
    ['what={t0', /what is given '\{t0', which is not a Set\[T\], as \{a, b\}/],
    ['what=2', /what is given '2', which is not a Set\[T\]/],
    ['what={t0 -> t1}', /which is not a Set\[T\]/],
    ['what={t0,t7}', /the scope's value for what is not of its sort/],
    ['', /give what=VALUE \(a Set\[T\], as \{a, b\}\)/],
  ])('is refused as %s', async (what, why) => {
    const wrong = await explored(`T=2,${PRICES},out=nil${what === '' ? '' : `,${what}`}`);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(why);
  });
});

describe('the ledger', () => {
  it('is no folder, even where there is nothing to keep', async () => {
    const nothingClaimed = COUNTER.replace(/^invariant[^]*/m, '');
    await inFolder({ 'c.ioa': nothingClaimed, 'kept/other.txt': '' }, async (folder) => {
      const line = 'explore c.ioa --scope n=2 --ledger';
      const wrong = await call([...line.split(' '), 'kept'], folder);
      expect(wrong).toMatchObject({ code: 2, out: '' });
      expect(wrong.err).toMatch(/kept: is a directory/);
      expect(await call([...line.split(' '), 'kept/ledger.json'], folder)).toMatchObject({
        code: 0,
      });
    });
  });

  it('keeps what was found, in no stronger words', async () => {
    await inFolder(
      { 'c.ioa': COUNTER, 'w.ioa': WRONG.replaceAll('Counter', 'Wrong') },
      async (folder) => {
        const run = (line: string): ReturnType<typeof call> => call(line.split(' '), folder);
        expect((await run('status')).code).toBe(3);
        await run('simulate c.ioa --scope n=2 --ledger');
        await run('explore c.ioa --scope n=2 --ledger');
        const rows = objectOf(await run('status c.ioa --json'))['rows'];
        const claim = 'invariant Bounded of Counter';
        expect(rows).toMatchObject([
          { claim, evidence: { word: 'simulated', runs: 1, seed: 1 } },
          { claim, evidence: { word: 'explored', scope: 'Proc=2,n=2', distinct: 9 } },
        ]);
        writeFileSync(join(folder, 'c.ioa'), `${COUNTER}% changed\n`);
        expect((await run('status c.ioa')).out).toMatch(/unknown .*the text has changed/);
        expect((await run('status w.ioa')).code).toBe(3);
        await run('explore w.ioa --scope n=2 --ledger');
        const status = await run('status');
        expect(status.code).toBe(1);
        expect(status.out).toMatch(/refuted +invariant Bounded of Wrong/);
      },
    );
  });
});
