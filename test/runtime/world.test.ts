/** The simulated world: everything that can go wrong does, the same way for the same seed. */
import { describe, expect, test } from 'vitest';
import { SetOf } from '@maat/layers';
import { assemble, NO_FAULTS, parseFaults, runScenario, USUAL_FAULTS, World } from '@maat/runtime';
import { Acked } from './toys/Acked.js';
import { Casting } from './toys/Casting.js';

const stack = assemble({ name: 'toy', layers: [Casting, Acked] });
const names = ['a', 'b', 'c'];
const constants = { contacts: SetOf.from(names), patience: 10 };

function world(seed: number, faults = NO_FAULTS): World {
  const w = new World({ stack, seed, faults, constants });
  for (const name of names) w.start(name);
  return w;
}

const delivered = (w: World, name: string): unknown[] =>
  (w.logs().find((l) => l.process === name)?.lines ?? [])
    .filter((l) => l.action === 'deliver')
    .map((l) => l.args['m']);

describe('the world', () => {
  test('delivers through loss, duplication, reordering and skewed clocks', () => {
    const w = world(1, {
      ...NO_FAULTS,
      loss: 0.4,
      duplicate: 0.3,
      reorder: 0.3,
      delay: [1, 10],
      skew: 0.2,
    });
    for (let i = 0; i < 20; i += 1)
      w.at(i, () => {
        w.input('a', 'cast', [`m${i}`]);
      });
    w.runUntil(3000);
    const all = Array.from({ length: 20 }, (_, i) => `m${i}`);
    for (const name of names) expect(delivered(w, name)).toEqual(all);
  });

  test('is determined by its seed', () => {
    const run = (seed: number): string =>
      JSON.stringify(
        runScenario({
          stack,
          seed,
          members: 3,
          casts: 40,
          constants: { ...constants, contacts: SetOf.of('p0', 'p1', 'p2') },
        }),
      );
    expect(run(7)).toBe(run(7));
    expect(run(7)).not.toBe(run(8));
  });

  test('loses datagrams when it is told to, and only then', () => {
    const lossless = world(1);
    lossless.input('a', 'cast', ['x']);
    lossless.runUntil(5);
    expect(delivered(lossless, 'b')).toEqual(['x']);
    const deaf = world(1, { ...NO_FAULTS, loss: 1 });
    deaf.input('a', 'cast', ['x']);
    deaf.runUntil(500);
    expect(delivered(deaf, 'b')).toEqual([]);
  });

  test('holds back what is sent on a way that is stopped up, and loses nothing of it', () => {
    const stalled = world(1, { ...NO_FAULTS, stall: 1 });
    stalled.input('a', 'cast', ['x']);
    stalled.runUntil(99);
    expect(delivered(stalled, 'b')).toEqual([]);
    stalled.faults = NO_FAULTS;
    stalled.runUntil(1000);
    expect(delivered(stalled, 'b')).toEqual(['x']);
  });

  test('lets who whispers be heard by one only', () => {
    const w = world(1);
    w.whisper('a', 'c');
    w.input('a', 'cast', ['x']);
    w.input('b', 'cast', ['y']);
    w.runUntil(500);
    expect(delivered(w, 'c')).toEqual(expect.arrayContaining(['x', 'y']));
    expect(delivered(w, 'b')).not.toContain('x');
  });

  test('has everybody whisper and crash in the end, up to two, if it is told to', () => {
    const left = (whisper: number): unknown[] =>
      runScenario({
        stack,
        seed: 7,
        upheavals: 0,
        casts: 5,
        faults: { ...NO_FAULTS, whisper },
        constants: { ...constants, contacts: SetOf.of('p0', 'p1', 'p2', 'p3') },
      }).logs.map((log) => log.end);
    expect(left(0.01).filter((end) => end === 'closed')).toHaveLength(2);
    expect(left(0).filter((end) => end === 'closed')).toHaveLength(4);
  });

  test('parts and merges', () => {
    const w = world(1);
    w.partition([['a', 'b']]);
    w.input('a', 'cast', ['x']);
    w.runUntil(100);
    expect(delivered(w, 'b')).toEqual(['x']);
    expect(delivered(w, 'c')).toEqual([]);
    w.heal();
    w.runUntil(200);
    expect(delivered(w, 'c')).toEqual(['x']);
  });

  test('crashes processes, and restarts them under a new name', () => {
    const w = world(1);
    w.crash('b');
    w.input('b', 'cast', ['lost']);
    w.input('a', 'cast', ['x']);
    w.runUntil(100);
    expect(delivered(w, 'b')).toEqual([]);
    expect(w.logs().map((l) => [l.process, l.end])).toEqual([
      ['a', 'closed'],
      ['b', 'killed'],
      ['c', 'closed'],
    ]);
    expect(w.restart('b')).toBe('b~2');
    expect(w.restart('b~2')).toBe('b~3');
    expect(w.processes.map((p) => p.name)).toEqual(['a', 'c', 'b~2', 'b~3']);
  });
});

describe('faults are read from text', () => {
  test('shares, delays and what happens when', () => {
    expect(parseFaults('loss=20%, delay=1..9')).toEqual({
      faults: { ...NO_FAULTS, loss: 0.2, delay: [1, 9] },
      upheavals: [],
    });
    expect(parseFaults('', USUAL_FAULTS)).toEqual({ faults: USUAL_FAULTS, upheavals: [] });
    expect(parseFaults('partition=p0+p1|p2@1s,merge@1500ms,crash=p1@2s')).toMatchObject({
      upheavals: [
        { at: 1000, kind: 'partition', groups: [['p0', 'p1'], ['p2']] },
        { at: 1500, kind: 'merge' },
        { at: 2000, kind: 'crash', process: 'p1' },
      ],
    });
  });

  test.each([
    ['loss=2', 0, 'loss is a share from 0 to 1, such as 0.1 or 10%'],
    ['skew=0.1, loss', 10, 'loss is a share from 0 to 1, such as 0.1 or 10%'],
    ['delay=5..1', 0, 'delay is milliseconds, the least first: 3 or 0.5..5'],
    ['loss=1%@1s', 0, 'loss is for the whole run and has no time'],
    ['merge', 0, 'merge has a time'],
    ['crash@1s', 0, 'crash names one process: crash=p1@1s'],
    ['partition=p0||p1@1s', 0, 'a partition names its groups'],
    [
      'gremlins=1',
      0,
      'faults are loss, duplicate, reorder, delay, skew, stall, burst, whisper, and with a time partition',
    ],
  ])('%s is refused', (text, at, problem) => {
    expect(parseFaults(text)).toMatchObject({
      at,
      problem: expect.stringContaining(problem) as string,
    });
  });

  test('a plan happens at its times', () => {
    const { plan } = { plan: parseFaults('partition=p0|p1+p2@100ms,merge@200ms,crash=p2@300ms') };
    const run = runScenario({
      stack,
      seed: 1,
      members: 3,
      casts: 0,
      upheavals: 0,
      duration: 400,
      constants,
      plan: 'upheavals' in plan ? plan.upheavals : [],
    });
    expect(run.story).toEqual([
      '100 ms: partition p0 | p1 p2',
      '200 ms: merge',
      '300 ms: crash p2',
    ]);
  });
});
