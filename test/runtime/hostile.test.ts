/** What comes from the network may be anything: nothing of it ends a process, and nothing that is not the group's does harm. */
import { describe, expect, test } from 'vitest';
import { ProtocolError, SetOf, stacks, type Packet, type StackModules } from '@maat/layers';
import {
  assemble,
  decode,
  encode,
  Engine,
  Random,
  runScenario,
  toJson,
  type AppEvent,
  type ScenarioResult,
  type Sent,
  type Stack,
  type World,
} from '@maat/runtime';
import { refuted } from '../layers/driver.js';
import { read, sourceFile } from '../layers/sources.js';
import { Absurd } from './absurd.js';

const total = assemble(stacks.get('total') as StackModules);

/** A life during which whatever is sent is seen by somebody who sends something else. */
function life(
  seed: number,
  meddle: (world: World, sent: Sent, random: Random) => void,
): ScenarioResult {
  const random = new Random(seed).fork(99);
  return runScenario({
    stack: total,
    seed,
    members: 4,
    casts: 80,
    duration: 1500,
    upheavals: 4,
    tap: (world, sent) => {
      meddle(world, sent, random);
    },
  });
}

describe('does no harm to a group:', () => {
  const judged = (result: ScenarioResult): void => {
    expect(result.refusals).toEqual([]);
    expect(result.settled).toBe(true);
    expect(result.logs.some((l) => l.lines.length > 100)).toBe(true);
    for (const service of ['ETO', 'EVS'])
      expect(refuted(result.logs, service, 'total')).toBeUndefined();
  };

  test.each([1, 2, 3])('noise, seed %i', (seed) => {
    judged(
      life(seed, (world, sent, random) => {
        if (!random.chance(0.3)) return;
        const bytes = Uint8Array.from({ length: random.below(80) }, () => random.below(256));
        world.inject({ ...sent, bytes }, random.between(0, 10));
      }),
    );
  });

  test.each([1, 2, 3])('datagrams with changed bytes, cut and lengthened, seed %i', (seed) => {
    judged(
      life(seed, (world, sent, random) => {
        if (random.chance(0.3))
          world.inject({ ...sent, bytes: changed(sent.bytes, random) }, random.between(0, 10));
      }),
    );
  });

  test.each([1, 2, 3])('what was said long ago, said again, seed %i', (seed) => {
    const old: Sent[] = [];
    judged(
      life(seed, (world, sent, random) => {
        if (random.chance(0.2)) old.push(sent);
        if (old.length > 0 && random.chance(0.2))
          world.inject(random.pick(old), random.between(0, 500));
      }),
    );
  });

  test.each([1, 2, 3])('another group of the same names and stack, seed %i', (seed) => {
    const other = new Engine({ stack: total, self: 'p0', seed, group: 'another' });
    other.start(0);
    judged(
      life(seed, (world, sent, random) => {
        const bytes = encode(total.wire, { from: 'p1', to: 'p0', clock: 2 ** 40 }, [
          { header: null, body: null },
        ]).bytes;
        // The fingerprint of this group is not the one of a group without a name.
        if (random.chance(0.1)) expect(other.receive(0, 'p1', bytes)).toBeUndefined();
        const theirs = other.nextTransmit();
        if (theirs !== undefined) world.inject({ ...sent, bytes: theirs.bytes });
      }),
    );
  });
});

function changed(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = random.chance(0.2)
    ? bytes.slice(0, random.below(bytes.length))
    : Uint8Array.of(...bytes, ...(random.chance(0.2) ? [random.below(256)] : []));
  for (let i = random.below(4); i >= 0 && copy.length > 0; i -= 1) {
    const at = random.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8));
  }
  return copy;
}

/** Everything that a process is, as text. */
function stateOf(engine: Engine, stack: Stack): string {
  const snapshot = engine.snapshot();
  return JSON.stringify(
    stack.layers.map((layer, i) =>
      layer.states.map((s) => toJson(s.sort, snapshot[i]?.state[s.name])),
    ),
  );
}

describe('absurd packets from a member', () => {
  const texts = [
    '',
    'p0',
    'p1',
    'p2',
    '1.p0',
    '2.p0',
    '1.p1',
    '3.p1',
    '999999.zz',
    'x'.repeat(300),
  ];

  test.each([...stacks.keys()])(
    'of %s end no process, and those that are refused change nothing',
    (name) => {
      const stack = assemble(stacks.get(name) as StackModules);
      let refused = 0;
      for (let seed = 0; seed < 5; seed += 1) {
        const absurd = new Absurd(stack.layers, texts, seed);
        const engine = new Engine({ stack, self: 'p0', seed, record: () => undefined });
        engine.start(0);
        const random = new Random(seed);
        for (let i = 1; i < 200; i += 1) {
          const from = random.pick(['p0', 'p1', 'p2', 'stranger']);
          const { bytes } = encode(stack.wire, { from, to: 'p0', clock: i }, [absurd.packet()]);
          const [before, known] = [stateOf(engine, stack), count(engine)];
          engine.receive(i, from, bytes);
          if (count(engine) > known) {
            refused += 1;
            expect(stateOf(engine, stack)).toBe(before);
            expect(engine.nextOutput()).toBeUndefined();
            expect(engine.nextTransmit()).toBeUndefined();
          }
          drain(engine, i);
          if (i % 5 === 0) engine.timeout(i * 10);
          drain(engine, i);
        }
      }
      expect(refused).toBeGreaterThan(0);
    },
  );

  function count(engine: Engine): number {
    return [...engine.counts.refused.values()].reduce((sum, r) => sum + r.count, 0);
  }

  function drain(engine: Engine, now: number): void {
    for (let e: AppEvent | undefined; (e = engine.nextOutput()) !== undefined;)
      if (e.action === 'block') engine.input(now, 'blockOk', []);
    for (let out = engine.nextTransmit(); out !== undefined; out = engine.nextTransmit())
      expect('datagram' in decode(engine.stack.wire, out.bytes)).toBe(true);
  }
});

test('a refused packet is counted by its place', () => {
  const stack = assemble(stacks.get('fifo') as StackModules);
  const engine = new Engine({ stack, self: 'a', seed: 1 });
  engine.start(0);
  const { bytes } = encode(stack.wire, { from: 'b', to: 'a', clock: 1 }, [
    { header: null, body: null },
  ]);
  expect(engine.receive(1, 'b', bytes)).toBe('b');
  engine.receive(2, 'b', bytes);
  const lines = read(sourceFile('mnak')).text.split('\n');
  const line = lines.findLastIndex((l) => l.includes('recv(q, m.val)'));
  const place = `Mnak.ioa:${line + 1}:${(lines[line] ?? '').indexOf('m.val') + 1}`;
  expect([...engine.counts.refused]).toEqual([
    [place, { count: 2, message: `${place}: undefined term: val of nil` }],
  ]);
});

test('a refused packet takes nothing with it of what came in the same datagram', () => {
  const stack = assemble(stacks.get('fifo') as StackModules);
  const engine = new Engine({ stack, self: 'a', seed: 1 });
  engine.start(0);
  engine.input(0, 'install', ['v', SetOf.of('a', 'b')]);
  const data = (k: number): Packet => ({
    header: { tag: 'data', v: 'v', o: 'b', k } as Packet['header'],
    body: `m${k}`,
  });
  const bad = { header: null, body: null };
  const { bytes } = encode(stack.wire, { from: 'b', to: 'a', clock: 1 }, [data(0), bad, data(1)]);
  engine.receive(1, 'b', bytes);
  const heard: unknown[] = [];
  for (let e = engine.nextOutput(); e !== undefined; e = engine.nextOutput())
    if (e.action === 'deliver') heard.push(e.args.at(-1));
  expect(heard).toEqual(['m0', 'm1']);
  expect([...engine.counts.refused.values()].map((r) => r.count)).toEqual([1]);
});

test('a term without a value met on the own account of a process ends it, with the place', () => {
  const fifo = stacks.get('fifo') as StackModules;
  const [mnak] = fifo.layers;
  if (mnak === undefined) throw new Error('no layer');
  const faulty = {
    ...mnak,
    create: (...args: Parameters<typeof mnak.create>) =>
      Object.assign(mnak.create(...args), {
        timer: () => {
          throw new ProtocolError('undefined term', 'Faulty.ioa:1:1');
        },
      }),
  };
  const stack = assemble({ name: 'faulty', layers: [faulty] });
  const engine = new Engine({ stack, self: 'a', seed: 1 });
  engine.start(0);
  expect(() => {
    engine.timeout(1000);
  }).toThrow('Faulty.ioa:1:1: undefined term');
});
