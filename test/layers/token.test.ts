// The token of a derived layer comes to whoever needs it, in whatever order the packets of different senders come.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowRounds, layers, SetOf, type Seq, type LayerMachine } from '@maat/layers';
import { runScenario } from '@maat/runtime';
import { buildStack } from './driver.js';

const NAMES = ['a', 'b', 'c', 'd'] as const;

/** Of the loops of one event. */
const ROUNDS = 1_000;

/** Somebody casts, or the next packet of one process comes to another. */
const deed = fc.record({
  isCast: fc.boolean(),
  from: fc.nat(NAMES.length - 1),
  to: fc.nat(NAMES.length - 1),
});

describe('what is cast in a view', () => {
  it('is sent there when all packets have come', () => {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 40, maxLength: 160 }), (deeds) => {
        const group = new Group();
        for (const { isCast, from, to } of deeds)
          if (isCast) group.cast(from);
          else group.carry(from, to);
        group.carryAll();
        expect(group.unsent()).toEqual(NAMES.map(() => 0));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a request that nobody remembers', () => {
  it('keeps the group from coming to rest, though nothing wrong is delivered', async () => {
    const right = await buildStack('total');
    const forgetful = await buildStack('total', {
      layer: 'total',
      name: 'requests are forgotten',
      changes: [['wanted := insert(q, wanted)', 'wanted := delete(q, wanted)']],
    });
    expect(runScenario({ stack: right, seed: 1 }).settled).toBe(true);
    expect(runScenario({ stack: forgetful, seed: 1 }).unrest).toMatch(/of its own \d+ casts/);
  });
});

/** The members of one view, with a channel from each to each. */
class Group {
  private readonly channels = NAMES.map(() => NAMES.map((): unknown[] => []));
  private readonly machines: readonly LayerMachine[];

  constructor() {
    const total = layers.get('Total');
    if (total === undefined) throw new Error('there is no layer Total');
    this.machines = NAMES.map((name, i) =>
      total.create(
        name,
        { burst: 1 },
        {
          above: () => undefined,
          below: (action, [packet]) => {
            if (action === 'cast') for (const c of this.channels[i] ?? []) c.push(packet);
          },
          fire: () => undefined,
          written: String,
          size: () => 1,
          read: (message) => ({ message }),
        },
      ),
    );
    const members = SetOf.of<string>(...NAMES);
    for (const machine of this.machines) machine.below('view', ['v', members]);
  }

  cast(at: number): void {
    allowRounds(ROUNDS);
    this.machines[at]?.above('cast', ['m']);
  }

  /** Nothing where nothing is under way. */
  carry(from: number, to: number): boolean {
    const channel = this.channels[from]?.[to] ?? [];
    if (channel.length === 0) return false;
    allowRounds(ROUNDS);
    this.machines[to]?.below('deliver', [NAMES[from], channel.shift()]);
    return true;
  }

  carryAll(): void {
    const ways = NAMES.flatMap((_, from) => NAMES.map((__, to) => [from, to] as const));
    for (let rest = 10_000; rest > 0; rest -= 1)
      if (ways.map(([from, to]) => this.carry(from, to)).every((moved) => !moved)) return;
    throw new Error('the token is passed without end');
  }

  /** How many messages wait at each. */
  unsent(): readonly number[] {
    return this.machines.map((m) => (m.snapshot()['pend'] as Seq<string>).size);
  }
}
