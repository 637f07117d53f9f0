// `maat derive`: what was not looked at is not called looked at.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { librarySource } from '@maat/spec-lang';
import { call, inFolder, objectOf, REPOSITORY } from './call.js';

const derive = (options: string): ReturnType<typeof call> =>
  call(`derive layers/total/derivation.ioa ${options}`.trim().split(' '));

describe('maat derive', () => {
  it.each([
    '--runs 0',
    '--depth 0',
    '--steps 0',
    '--inputs 0',
    '--limit 0',
    '--limit many',
    '--derivation Totl',
  ])('refuses %s', async (options) => {
    expect(await derive(options)).toMatchObject({ code: 2, out: '' });
  });

  it('leaves open what never happened', async () => {
    const called = await derive('--depth 1 --runs 1 --steps 1 --json');
    expect(called.code).toBe(3);
    const { verdict, obligations } = objectOf(called);
    expect(verdict).toBe('unknown');
    const rows = obligations as readonly { name: string; how: string; verdict: string }[];
    const about = (action: string): readonly string[] => [
      ...new Set(rows.filter((o) => o.name.includes(`.${action}.`)).map((o) => o.how)),
    ];
    expect(about('deliver')).toEqual(['unknown']);
    expect(about('cast')).toEqual(['simulated']);
    expect(rows.some((o) => o.how === 'explored')).toBe(false);
  });

  it('calls explored what came to its end, and names the scope', async () => {
    const called = await derive('--inputs 1 --limit 2600 --runs 1 --steps 1 --json');
    expect(called.code).toBe(0);
    const steps = objectOf(called)['steps'] as readonly { looked: readonly unknown[] }[];
    expect(steps[1]?.looked).toMatchObject([
      {
        evidence: 'explored',
        scope: 'Proc=2,View=1,Msg=1,inputs≤1',
        distinct: 1200,
        complete: true,
      },
      { evidence: 'simulated', distinct: 434, complete: false, bound: 'limit' },
      { evidence: 'simulated' },
    ]);
  });

  it('writes texts that find what they import, wherever they are written', async () => {
    const steps = 'replicate(log); faultTolerant; messagePassing';
    const derivation = `derivation Held from Register to Held = ${steps}`;
    const service = `${librarySource('register.ioa')?.text ?? ''}\n${derivation}\n`;
    await inFolder({ 'mine/own.ioa': service }, async (folder) => {
      const few = '--inputs 1 --limit 100 --runs 1 --steps 1'.split(' ');
      const { out } = await call(['derive', 'mine/own.ioa', '--out', 'made/here', ...few], folder);
      expect(out).toContain('maat run made/here/stack.ioa#held --refine');
      for (const text of ['1-replicated', '4-handlers', 'Held', 'stack'])
        expect(await call(['check', `made/here/${text}.ioa`], folder)).toMatchObject({ code: 0 });
    });
  });

  it('looks at the log that a service was given, too', async () => {
    const text = readFileSync(join(REPOSITORY, 'test/derive/services/tally.ioa'), 'utf8');
    await inFolder({ 'tally.ioa': text }, async (folder) => {
      const few = '--inputs 1 --limit 400 --runs 1 --steps 1 --ledger ledger.json'.split(' ');
      await call(['derive', 'tally.ioa', ...few], folder);
      const status = await call(['status', '--ledger', 'ledger.json', '--json'], folder);
      expect(objectOf(status)['rows']).toContainEqual(
        expect.objectContaining({
          claim: 'TallyLogged refines Tally',
          evidence: expect.objectContaining({ word: 'explored', distinct: 152 }) as unknown,
        }),
      );
    });
  });
});
