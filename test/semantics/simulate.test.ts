// Random runs: replayable by their seed, fair, and shown as a diagram and in ITF.
import { describe, expect, it } from 'vitest';
import { firstWrongStep, runToItf, simulate, spaceTime, type Run } from '@maat/spec-lang';
import { automatonIn, instanceOf, program } from './texts.js';

const eto = program('import "eto.ioa"');
const instance = instanceOf(eto, 'ETO', 'Proc=3,View=3,Msg=2');

describe('a simulated run', () => {
  const run = simulate(instance, { seed: 7, steps: 300 });

  it('is one of the automaton, by the defining semantics', () => {
    expect(run.steps).toHaveLength(300);
    expect(run.stopped).toEqual({ kind: 'steps' });
    expect(firstWrongStep(instance.reference, cut(run, 60))).toBeUndefined();
  });

  it('is the same for the same seed and another for another', () => {
    expect(simulate(instance, { seed: 7, steps: 300 })).toEqual(run);
    expect(simulate(instance, { seed: 8, steps: 300 }).steps).not.toEqual(run.steps);
  });

  it('gets somewhere with no schedule written by hand', () => {
    const taken = new Set(run.steps.map((s) => s.action));
    for (const action of ['newView', 'view', 'cast', 'send', 'deliver'])
      expect(taken).toContain(action);
    const casts = run.steps.filter((s) => s.action === 'cast').length;
    expect(casts).toBeLessThan(run.steps.length / 2);
  });

  it('is told from a wrong one', () => {
    const [first, ...rest] = run.steps;
    expect(first).toBeDefined();
    expect(firstWrongStep(instance, { ...run, steps: rest, states: run.states.slice(0, -1) })).toBe(
      1,
    );
    expect(
      firstWrongStep(instance, { ...run, states: run.states.slice(1), steps: run.steps.slice(1) }),
    ).toBe(0);
  });
});

describe('stops', () => {
  const countdown = program(`
automaton Countdown(n: Nat)
  signature internal tick
  states k: Nat := n
  transitions
    internal tick
      pre k > 0
      eff k := k - 1
invariant NotOne of Countdown: k ~= 1
invariant Undefined of Countdown: k = 3 => ({}: Seq[Nat])[0] = 1
`);
  const three = instanceOf(countdown, 'Countdown', 'n=5');
  const invariant = (name: string) =>
    countdown.units.flatMap((u) => (u.kind === 'invariant' && u.name === name ? [u] : []));

  it('at a deadlock, at a broken invariant, at an error', () => {
    expect(simulate(three, { seed: 1, steps: 9 })).toMatchObject({
      stopped: { kind: 'deadlock' },
      states: [[5], [4], [3], [2], [1], [0]],
    });
    const broken = simulate(three, { seed: 1, steps: 9, invariants: invariant('NotOne') });
    expect(broken).toMatchObject({ stopped: { kind: 'invariant', name: 'NotOne' } });
    expect(broken.states).toHaveLength(5);
    const error = simulate(three, { seed: 1, steps: 9, invariants: invariant('Undefined') });
    expect(error).toMatchObject({ stopped: { kind: 'error', diagnostics: [{ code: 'E0601' }] } });
    expect(error.states).toHaveLength(3);
  });

  it('takes every task in turn when there are tasks', () => {
    const p = program(`
automaton Two
  type Side = enumeration of left, right
  signature
    internal busy(i: Side)
    internal rare
  states busyCount: Nat := 0, rareCount: Nat := 0
  transitions
    internal busy(i) eff busyCount := busyCount + 1
    internal rare eff rareCount := rareCount + 1
  tasks
    {busy(i)} for i: Side;
    {rare}
`);
    const run = simulate(instanceOf(p, 'Two', ''), { seed: 3, steps: 300 });
    const [busy, rare] = run.states.at(-1) ?? [];
    expect(Number(rare)).toBeGreaterThan(70);
    expect(Number(busy)).toBeGreaterThan(150);
  });
});

describe('pictures and exchange', () => {
  it('draws lanes, marks views and crosses all lanes with what is of no process', async () => {
    const run = simulate(instance, { seed: 11, steps: 25 });
    const text = spaceTime(run, automatonIn(eto, 'ETO'), 110);
    expect(text).toContain('═ view(');
    await expect(`${text}\n`).toMatchFileSnapshot('golden/eto-space-time.txt');
  });

  it('writes ITF with all variables in every state', () => {
    const small = instanceOf(eto, 'EVS', 'Proc=2,View=1,Msg=1');
    const run = simulate(small, { seed: 11, steps: 2 });
    const none = { tag: 'None', value: {} };
    const proc = (name: string): unknown => ({ '#tup': ['view0', name] });
    const zero = { '#bigint': '0' };
    expect(runToItf(run, small)).toMatchObject({
      '#meta': { format: 'ITF', source: 'EVS', seed: 11 },
      vars: automatonIn(eto, 'EVS').states.map((v) => v.name),
      states: [
        {
          '#meta': { index: 0 },
          left: { '#set': [] },
          members: { '#map': [] },
          cur: {
            '#map': [
              ['proc0', none],
              ['proc1', none],
            ],
          },
          sent: {
            '#map': [
              [proc('proc0'), []],
              [proc('proc1'), []],
            ],
          },
          rcvd: { '#map': [[{ '#tup': ['view0', 'proc0', 'proc0'] }, zero], {}, {}, {}] },
        },
        { '#meta': { index: 1, action: run.steps[0]?.action } },
        { '#meta': { index: 2, action: run.steps[1]?.action } },
      ],
    });
  });
});

function cut(run: Run, steps: number): Run {
  return { ...run, steps: run.steps.slice(0, steps), states: run.states.slice(0, steps + 1) };
}
