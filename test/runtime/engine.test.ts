/** The engine: four verbs, no input or output of its own. */
import { describe, expect, test } from 'vitest';
import type { TraceLine } from '@maat/spec-lang';
import { SetOf, type LayerModule } from '@maat/layers';
import { assemble, decode, encode, Engine } from '@maat/runtime';
import { Acked } from './toys/Acked.js';
import { Casting } from './toys/Casting.js';

const stack = assemble({ name: 'toy', layers: [Casting, Acked] });

function engine(self: string, lines: TraceLine[] = []): Engine {
  const e = new Engine({
    stack,
    self,
    seed: 1,
    constants: { contacts: SetOf.of('a', 'b'), patience: 10 },
    record: (line) => lines.push(line),
  });
  e.start(0);
  return e;
}

/** Carries everything to and fro until nobody has anything to say. */
function exchange(a: Engine, b: Engine): void {
  const ends = new Map([
    [a.self, a],
    [b.self, b],
  ]);
  for (let quiet = false; !quiet;) {
    quiet = true;
    for (const from of [a, b]) {
      for (let out = from.nextTransmit(); out !== undefined; out = from.nextTransmit()) {
        quiet = false;
        ends.get(out.to)?.receive(1, from.self, out.bytes);
      }
    }
  }
}

describe('two engines', () => {
  test('carry a cast through the layers, and record it before it leaves', () => {
    const lines: TraceLine[] = [];
    const [a, b] = [engine('a', lines), engine('b')];
    a.input(1, 'cast', ['x']);
    expect(lines.map((l) => l.action)).toEqual(['cast', 'send']);
    exchange(a, b);
    expect(b.nextOutput()).toEqual({ action: 'deliver', args: ['a', 'x'] });
    expect(b.nextOutput()).toBeUndefined();
    expect(a.nextOutput()).toEqual({ action: 'deliver', args: ['a', 'x'] });
  });

  test('number their lines, and keep a clock that respects causes', () => {
    const [mine, theirs]: [TraceLine[], TraceLine[]] = [[], []];
    const [a, b] = [engine('a', mine), engine('b', theirs)];
    a.input(1, 'cast', ['x']);
    a.input(1, 'cast', ['y']);
    exchange(a, b);
    b.input(2, 'cast', ['z']);
    exchange(b, a);
    const all = [...mine, ...theirs];
    expect(mine.map((l) => l.n)).toEqual(mine.map((_, i) => i + 1));
    const clock = (action: string, m: string): number[] =>
      all.filter((l) => l.action === action && l.args['m'] === m).map((l) => l.witness?.clock ?? 0);
    for (const m of ['x', 'y', 'z']) {
      for (const delivered of clock('deliver', m))
        expect(delivered).toBeGreaterThan(clock('cast', m)[0] ?? Infinity);
    }
    expect(mine.find((l) => l.action === 'send')?.witness).toEqual({ clock: 2, internal: true });
  });

  test('pack what goes to one place into one datagram', () => {
    const a = engine('a');
    for (let i = 0; i < 5; i += 1) a.input(1, 'cast', ['x']);
    const out = [];
    for (let t = a.nextTransmit(); t !== undefined; t = a.nextTransmit()) out.push(t.to);
    expect(out.sort()).toEqual(['a', 'b']);
    expect(a.counts.packets).toBe(10);
  });
});

describe('an engine', () => {
  test('wakes for its timers and sends again what was lost', () => {
    const [a, b] = [engine('a'), engine('b')];
    a.input(1, 'cast', ['x']);
    while (a.nextTransmit() !== undefined); // all lost
    const due = a.nextTimeout() ?? NaN;
    expect(due).toBeGreaterThanOrEqual(0);
    expect(due).toBeLessThanOrEqual(10);
    a.timeout(due);
    expect(a.nextTimeout()).toBeGreaterThan(due);
    exchange(a, b);
    expect(b.nextOutput()).toEqual({ action: 'deliver', args: ['a', 'x'] });
  });

  test('counts and drops datagrams that are not for it or not what they say', () => {
    const [a, b] = [engine('a'), engine('b')];
    a.input(1, 'cast', ['x']);
    for (let out = a.nextTransmit(); out !== undefined; out = a.nextTransmit()) {
      b.receive(1, out.to === 'b' ? 'c' : 'a', out.bytes);
    }
    b.receive(1, 'a', Uint8Array.of(1, 2, 3));
    expect(Object.fromEntries(b.counts.dropped)).toEqual({
      'forged sender': 1,
      'for another process': 1,
      short: 1,
    });
    expect(b.nextOutput()).toBeUndefined();
  });

  test('does not believe a clock that nobody can have got to', () => {
    const [a, b] = [engine('a'), engine('b')];
    const told = (clock: number): Uint8Array => {
      a.input(1, 'cast', ['x']);
      for (;;) {
        const out = a.nextTransmit();
        if (out === undefined) throw new Error('nothing is sent to b');
        if (out.to !== 'b') continue;
        const decoded = decode(stack.wire, out.bytes);
        if (!('datagram' in decoded)) throw new Error(decoded.dropped);
        return encode(stack.wire, { ...decoded.datagram, clock }, decoded.datagram.packets).bytes;
      }
    };
    expect(b.receive(1, 'a', told(2 ** 48))).toBeUndefined();
    expect(Object.fromEntries(b.counts.dropped)).toEqual({ 'clock too far ahead': 1 });
    expect(b.receive(1, 'a', told(2 ** 20))).toBe('a');
  });

  test('ends when layers answer each other for ever', () => {
    const silent = { timer: () => undefined, start: () => undefined, snapshot: () => ({}) };
    const up: LayerModule = {
      ...Casting,
      create: (_self, _constants, out) => ({
        ...silent,
        above: () => {
          out.below('send', []);
        },
        below: () => {
          out.below('send', []);
        },
      }),
    };
    const down: LayerModule = {
      ...Acked,
      create: (_self, _constants, out) => ({
        ...silent,
        above: () => {
          out.above('deliver', []);
        },
        below: () => undefined,
      }),
    };
    const e = new Engine({
      stack: assemble({ name: 'endless', layers: [up, down] }),
      self: 'a',
      seed: 1,
    });
    e.start(0);
    expect(() => {
      e.input(0, 'cast', ['x']);
    }).toThrow('one event gives rise to others without end');
  });

  test('does not know actions that its service does not have', () => {
    expect(() => {
      engine('a').input(0, 'deliver', ['x']);
    }).toThrow('Cast has no input deliver');
  });

  test('records a lower boundary when asked', () => {
    const lines: TraceLine[] = [];
    const e = new Engine({
      stack,
      self: 'a',
      seed: 1,
      constants: { contacts: SetOf.of('a') },
      boundaries: { Acked: (line) => lines.push(line) },
    });
    e.start(0);
    e.input(0, 'cast', ['x']);
    expect(lines).toEqual([
      {
        n: 1,
        t: 0,
        action: 'send',
        witness: { clock: 1 },
        args: { p: 'a', q: 'a', m: '((3:all 1 (1:a)) 1:x)' },
      },
    ]);
  });
});

test('layers that do not fit are not stacked', () => {
  expect(() => assemble({ name: 'odd', layers: [Acked, Casting] })).toThrow(
    'Acked needs input transmit/3 of Network; Casting, which implements Cast, does not have it',
  );
  expect(() => assemble({ name: 'high', layers: [Casting] })).toThrow(
    'the network does not have it',
  );
});
