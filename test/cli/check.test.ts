// `maat check`: verdict, diagnostics with their places, and every kind of report.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf } from './call.js';

const BAD = `automaton A(n: Nat)
  signature
    output go(k: Nat)
  states
    x: Natt := 0
  transitions
    output go(k)
      pre k < z + n
`;
const GOOD = BAD.replace('Natt', 'Nat').replace('< z', '= x');

describe('maat check', () => {
  it('accepts what is right', async () => {
    await inFolder({ 'good.ioa': GOOD }, async (folder) => {
      expect(await call(['check', 'good.ioa'], folder)).toMatchObject({
        code: 0,
        out: '✓ good.ioa: 1 unit\n',
        err: '',
      });
      const object = objectOf(await call(['check', 'good.ioa', '--json'], folder));
      expect(object).toEqual({ verdict: 'holds', command: 'check', seconds: 0, diagnostics: [] });
    });
  });
  it('reports everything that is wrong, with places', async () => {
    await inFolder({ 'bad.ioa': BAD, 'good.ioa': GOOD }, async (folder) => {
      const called = await call(['check', 'good.ioa', 'bad.ioa', '--json'], folder);
      expect(called.code).toBe(2);
      const { verdict, diagnostics } = objectOf(called);
      expect(verdict).toBe('invalid');
      expect(diagnostics).toMatchObject([
        { severity: 'error', file: 'bad.ioa', line: 5, column: 8 },
        { severity: 'error', file: 'bad.ioa', line: 8, column: 15 },
      ]);
    });
  });
  it('shows the line and a caret', async () => {
    await inFolder({ 'bad.ioa': BAD }, async (folder) => {
      const called = await call(['check', 'bad.ioa'], folder);
      expect(called.err).toContain('5 |     x: Natt := 0');
      expect(called.err).toMatch(/\n\s+\|\s+\^\^\^\^\n/);
      expect(called.err).toContain('✗ bad.ioa: 2 errors');
    });
  });
  it('finds imports next to the file, in installed packages and in the library', async () => {
    const files = {
      'near.ioa': GOOD,
      'node_modules/specs/far.ioa': GOOD.replace('automaton A', 'automaton B'),
      'a/main.ioa': `import "../near.ioa"\nimport "specs/far.ioa"\nimport "evs.ioa"\n${GOOD.replace('automaton A', 'automaton C')}`,
      'lost.ioa': `import "nowhere.ioa"\n${GOOD}`,
    };
    await inFolder(files, async (folder) => {
      expect(await call(['check', 'a/main.ioa'], folder)).toMatchObject({ code: 0 });
      expect((await call(['check', 'lost.ioa'], folder)).err).toMatch(/nowhere\.ioa/);
    });
  });
});

describe('reports', () => {
  const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');

  it('are written in each shape', async () => {
    await inFolder({ 'bad.ioa': BAD, 'good.ioa': GOOD }, async (folder) => {
      const reports = ['sarif=out/s.sarif', 'junit=out/j.xml', 'json=out/o.json', 'github'].flatMap(
        (r) => ['--report', r],
      );
      const called = await call(['check', 'good.ioa', 'bad.ioa', ...reports], folder);
      expect(called.code).toBe(2);
      expect(called.all).toMatch(/^::error file=bad\.ioa,line=5,col=8,title=E\d+::/m);
      const sarif: unknown = JSON.parse(read(folder, 'out/s.sarif'));
      expect(sarif).toMatchObject({
        version: '2.1.0',
        runs: [
          {
            results: [
              {
                level: 'error',
                locations: [
                  {
                    physicalLocation: {
                      artifactLocation: { uri: 'bad.ioa' },
                      region: { startLine: 5, startColumn: 8 },
                    },
                  },
                ],
              },
              { level: 'error' },
            ],
          },
        ],
      });
      const junit = read(folder, 'out/j.xml');
      expect(junit).toContain('tests="2" failures="0" errors="1"');
      expect(junit).toContain('<testcase classname="maat.check" name="good.ioa"/>');
      expect(JSON.parse(read(folder, 'out/o.json'))).toMatchObject({
        verdict: 'invalid',
        command: 'check',
      });
    });
  });
});
