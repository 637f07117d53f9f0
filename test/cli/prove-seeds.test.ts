// `maat prove --seeds A..B`: whether a proof hangs on the luck of its solver.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf } from './call.js';

const session = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../sessions/${name}`, import.meta.url)), 'utf8');
const FILES = { 'good.ioa': session('outbox.ioa'), 'bad.ioa': session('forging-office.ioa') };

describe('maat prove with many seeds', () => {
  it('tells what every seed proves, and what one of them leaves open', async () => {
    await inFolder(FILES, async (folder) => {
      const good = await call(['prove', 'good.ioa', '--seeds', '4..6', '--json'], folder);
      expect(good.code).toBe(0);
      expect(objectOf(good)).toMatchObject({ verdict: 'holds', seeds: 3 });
      const bad = await call(['prove', 'bad.ioa', '--seeds', '4..5', '--json'], folder);
      expect(bad.code).toBe(3);
      const { obligations } = objectOf(bad) as { obligations: readonly { seeds?: unknown }[] };
      const open = obligations.filter((o) => o.seeds !== undefined);
      expect(open.map((o) => o.seeds)).toContainEqual([4, 5]);
      expect(open.length).toBeLessThan(obligations.length);
    });
  });

  it('has each file told of its own', async () => {
    await inFolder(FILES, async (folder) => {
      const both = ['prove', 'good.ioa', 'bad.ioa', '--seeds', '1..2', '--json'];
      expect(objectOf(await call(both, folder))['files']).toEqual([
        { file: 'good.ioa', verdict: 'holds' },
        { file: 'bad.ioa', verdict: 'unknown' },
      ]);
    });
  });

  it.each(['--seed 3', '--certificate c.json', '--smt texts', '--ledger l.json'])(
    'refuses %s beside it',
    async (option) => {
      await inFolder(FILES, async (folder) => {
        const words = ['prove', 'good.ioa', '--seeds', '1..2', ...option.split(' ')];
        const called = await call(words, folder);
        expect(called).toMatchObject({ code: 2, out: '' });
        expect(called.err).toContain('cannot be used with');
      });
    },
  );
});
