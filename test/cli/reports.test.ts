// Reports of the commands that judge something: what other tools read must say what a person reads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder } from './call.js';

const LOCK = `automaton Robbed(Proc: type)
  signature
    output take(p: Proc)
  states
    holders: Set[Proc] := {}
  transitions
    output take(p)
      pre ~(p \\in holders)
      eff holders := insert(p, holders)

invariant OneHolder of Robbed: size(holders) <= 1
`;

describe('a report of maat explore', () => {
  it('has a failed test case for the invariant, with the run as its text', async () => {
    const { code, junit, sarif } = await reportsOf(['explore', 'lock.ioa', '--scope', 'Proc=2']);
    expect(code).toBe(1);
    expect(junit).toMatch(/<testsuite name="maat explore" tests="1" failures="1" errors="0"/);
    expect(junit).toMatch(/<failure message="[^"]+" type="refuted"><!\[CDATA\[[^]*take\(proc0\)/);
    expect(sarif.runs[0]?.results).toHaveLength(1);
  });
});

describe('a report of maat refine', () => {
  it('names the line of the event that nothing explains', async () => {
    const { code, junit, sarif, json, out } = await reportsOf([
      'refine',
      'logs',
      '--spec',
      'lock.ioa#Robbed',
    ]);
    expect(code).toBe(1);
    expect(json).toMatchObject({ verdict: 'refuted', command: 'refine', process: 'a', line: 3 });
    const location = { artifactLocation: { uri: 'logs/a.ndjson' }, region: { startLine: 3 } };
    expect(sarif.runs[0]).toMatchObject({
      tool: { driver: { name: 'maat', rules: [{ id: 'trace' }] } },
      results: [{ ruleId: 'trace', ruleIndex: 0, locations: [{ physicalLocation: location }] }],
    });
    expect(junit).toContain('failures="1" errors="0"');
    expect(out).toContain('::error file=logs/a.ndjson,line=3,title=trace::a: take(a):');
  });
});

it('characters that XML cannot hold do not break a report', async () => {
  const { junit } = await reportsOf(['check', 'no\u0001such<file>.ioa']);
  expect(junit).toContain('nosuch&lt;file>.ioa');
  expect(junit).toContain('errors="1"');
});

interface Reports {
  readonly code: number;
  readonly out: string;
  readonly junit: string;
  readonly sarif: { readonly runs: readonly { readonly results: readonly unknown[] }[] };
  readonly json: unknown;
}

async function reportsOf(args: readonly string[]): Promise<Reports> {
  return inFolder({ 'lock.ioa': LOCK, 'logs/a.ndjson': log() }, async (folder) => {
    const kinds = ['sarif=s.sarif', 'junit=j.xml', 'json=o.json', 'github'];
    const called = await call([...args, ...kinds.flatMap((kind) => ['--report', kind])], folder);
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const sarif = JSON.parse(read('s.sarif')) as Reports['sarif'];
    const json: unknown = JSON.parse(read('o.json'));
    return { code: called.code, out: called.all, junit: read('j.xml'), sarif, json };
  });
}

/** The same process takes the lock twice. */
function log(): string {
  const take = (n: number): object => ({ n, t: n, action: 'take', args: { p: 'a' } });
  const header = { maat: 1, process: 'a', run: 'r', service: 'Robbed', stack: 's' };
  const lines = [header, take(1), take(2), { end: 'closed', lines: 2 }];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
