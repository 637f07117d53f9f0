/** What is under way is bounded, and what does not fit is refused when it comes. */
import { expect, test } from 'vitest';
import { stacks, SetOf, type StackModules } from '@maat/layers';
import { assemble, Engine, LARGEST_INPUT, TooLarge, World } from '@maat/runtime';

const stackOf = (name: string): ReturnType<typeof assemble> =>
  assemble(stacks.get(name) as StackModules);

/** A group in one view. */
function group(name: string): World {
  const world = new World({ stack: stackOf(name), seed: 1, app: answer });
  const names = ['a', 'b', 'c'];
  for (const n of names) world.start(n, names);
  world.runUntil(3000);
  return world;
}

const answer = (world: World, process: string, { action }: { action: string }): void => {
  if (action === 'block') world.input(process, 'blockOk', []);
};

test.each(['total', 'svs'])(
  '%s: what others may still lack takes room until they have it',
  (name) => {
    const world = group(name);
    const engine = (world.processes[0] as { engine: Engine }).engine;
    world.runUntil(4000);
    const before = engine.room;
    for (let i = 0; i < 50; i += 1) world.input('a', 'cast', [`m${i}`]);
    expect(engine.room).toBeLessThanOrEqual(before - 50);
    world.runUntil(5000);
    expect(engine.room).toBeGreaterThan(before - 50);
    world.runUntil(6000);
    expect(engine.room).toBeGreaterThanOrEqual(before - 3);
  },
);

test('while a member hears nothing, room runs out; when the view changes it is there again', () => {
  const world = group('svs');
  const engine = (world.processes[0] as { engine: Engine }).engine;
  world.partition([['a', 'b'], ['c']]);
  while (engine.room > 0) world.input('a', 'cast', ['m']);
  world.runUntil(world.now + 100);
  expect(engine.room).toBeLessThanOrEqual(0);
  world.runUntil(world.now + 3000);
  expect(engine.room).toBeGreaterThan(1000);
});

test('large messages take the room of many, and give it back', () => {
  const world = group('total');
  const engine = (world.processes[0] as { engine: Engine }).engine;
  let count = 0;
  for (; engine.room > 0; count += 1) world.input('a', 'cast', ['m'.repeat(50_000)]);
  expect(count).toBeLessThan(10);
  world.runUntil(world.now + 1000);
  expect(engine.room).toBeGreaterThan(1000);
});

test(
  'who casts 20,000 without pause, as room allows, loses none and nobody',
  { timeout: 60_000 },
  () => {
    const heard = new Map<string, number>();
    const views: string[] = [];
    const world = new World({
      stack: stackOf('total'),
      seed: 1,
      app: (w, process, event) => {
        answer(w, process, event);
        if (event.action === 'deliver') {
          const before = heard.get(process) ?? 0;
          // In the order in which they were cast.
          expect(event.args[1]).toBe(`m${before}`);
          heard.set(process, before + 1);
        }
        if (event.action === 'view') views.push(process);
      },
    });
    for (const n of ['a', 'b', 'c']) world.start(n, ['a', 'b', 'c']);
    world.runUntil(3000);
    const settled = views.length;
    const engine = (world.processes[0] as { engine: Engine }).engine;
    let cast = 0;
    const done = world.runWhileNot(() => {
      for (; cast < 20_000 && engine.room > 0; cast += 1) world.input('a', 'cast', [`m${cast}`]);
      return ['a', 'b', 'c'].every((n) => heard.get(n) === 20_000);
    }, world.now + 60_000);
    expect(done).toBe(true);
    expect(views).toHaveLength(settled);
  },
);

test('messages take room, other inputs do not', () => {
  const engine = new Engine({ stack: stackOf('total'), self: 'a', seed: 1, window: 2 });
  expect(engine.room).toBe(2);
  expect(['cast', 'leave'].map((action) => engine.isWork(action))).toEqual([true, false]);
});

test('what no datagram carries is refused with the limit, and nothing happens', () => {
  const engine = new Engine({ stack: stackOf('fifo'), self: 'a', seed: 1 });
  engine.start(0);
  engine.input(0, 'install', ['v', SetOf.of('a', 'b')]);
  const cast = (size: number): void => {
    engine.input(0, 'cast', ['x'.repeat(size)]);
  };
  expect(() => {
    cast(LARGEST_INPUT);
  }).toThrow(TooLarge);
  expect(() => {
    cast(100_000);
  }).toThrow('cast: 100003 bytes are too many: one datagram carries at most 60000');
  expect(engine.nextTransmit()).toBeUndefined();
  cast(LARGEST_INPUT - 10);
  expect(engine.nextTransmit()?.bytes.length).toBeGreaterThan(LARGEST_INPUT - 10);
});
