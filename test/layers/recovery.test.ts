// What one survivor has delivered of a crashed process, the others get before the view changes.
import { describe, expect, it } from 'vitest';
import { NO_FAULTS, World, type Stack } from '@maat/runtime';
import { buildStack } from './driver.js';
import { UNRECOVERED } from './mutants.js';

describe('the casts of a crashed process', () => {
  it('reach the survivor that had none of them', async () => {
    expect(received(await buildStack('svs'))).toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
  });

  it.each(UNRECOVERED.map((m) => [m.layer, m.name, m] as const))(
    'do not if %s is at fault: %s',
    async (_layer, _name, mutant) => {
      const stack = await buildStack('svs', mutant);
      expect(received(stack)).not.toEqual(['m0', 'm1', 'm2', 'm3', 'm4']);
    },
  );
});

/** What p2 delivers of p0 in the view of all three, from which p0's casts reached only p1. */
function received(stack: Stack): readonly unknown[] {
  const world = new World({
    stack,
    seed: 7,
    faults: { ...NO_FAULTS, duplicate: 0.01 },
    app: (w, process, { action }) => {
      if (action === 'block') w.input(process, 'blockOk', []);
    },
  });
  const names = ['p0', 'p1', 'p2'];
  for (const name of names) world.start(name, names);
  world.runUntil(2000);
  world.partition([['p0', 'p1'], ['p2']]);
  for (let i = 0; i < 5; i += 1) world.input('p0', 'cast', [`m${i}`]);
  world.runUntil(2020);
  world.crash('p0');
  world.heal();
  world.runUntil(6000);
  const lines = world.logs().find((log) => log.process === 'p2')?.lines ?? [];
  const view = lines.findIndex(
    (l) => l.action === 'view' && (l.args['S'] as string[]).length === 3,
  );
  const rest = lines.slice(view + 1);
  const end = rest.findIndex((l) => l.action === 'view');
  return rest.slice(0, end).flatMap((l) => (l.action === 'deliver' ? [l.args['m']] : []));
}
