// Option values that do not fit are refused with what would fit.
import { describe, expect, it } from 'vitest';
import { call } from './call.js';

const lines: readonly (readonly [string, RegExp])[] = [
  [
    'run total --members 0',
    /--members <n>' argument '0' is invalid\. A whole number from 1 to 64 is expected/,
  ],
  ['run total --members four', /A whole number from 1 to 64 is expected/],
  ['run total --loss 1', /A share from 0 to less than 1 is expected, such as 0\.1 or 10%/],
  ['run total --loss lots', /A share from 0/],
  ['run total --seeds 9..3', /A range of seeds is expected, such as 1\.\.1000/],
  ['run total --duration 3h', /A duration is expected, such as 30s, 500ms or 2m/],
  ['run totl', /there is no stack 'totl'/],
  ['refine out', /required option '--spec <file>' not specified/],
  ['refine package.json --spec evs.ioa#', /evs\.ioa# is not FILE or FILE#NAME/],
  ['status --ledger none.json', /none\.json: there is no such ledger/],
  ['status --ledger package.json', /package\.json: this is no ledger/],
  ['status --ledger README.md', /README\.md: the ledger is not JSON/],
];

describe('options', () => {
  it.each(lines)('%s', async (line, message) => {
    const called = await call(line.split(' '));
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toMatch(message);
  });
});
