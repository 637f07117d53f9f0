// Every session that a page shows is what the command prints; `vitest run test/sessions -u` writes the pages anew.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandsOf, fits, rerun } from './session.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const pages = [
  fileURLToPath(new URL('../../README.md', import.meta.url)),
  ...readdirSync(here)
    .filter((name) => name.endsWith('.md'))
    .map((name) => here + name),
];

describe('sessions', () => {
  it.each(pages)('%s', async (file) => {
    const page = readFileSync(file, 'utf8');
    expect(commandsOf(page)).not.toEqual([]);
    await expect(await rerun(page)).toMatchFileSnapshot(file);
  });
});

describe('comparing what is printed', () => {
  it('ignores times and rates, and nothing else', () => {
    expect(fits('done in 1.25 s, 300 states/s\n', 'done in 13 s, 1,200 states/s\n')).toBe(true);
    expect(fits('distinct 12\n', 'distinct 13\n')).toBe(false);
    expect(fits('a\nb\n', 'a\n')).toBe(false);
  });
  it('lets … stand for any lines', () => {
    expect(fits('first\n…\nlast\n', 'first\n2\n3\nlast\n')).toBe(true);
    expect(fits('first\n…\nlast\n', 'first\nlater\n')).toBe(false);
  });
  it('refuses a page that says something else', async () => {
    const page = '```console\n$ maat --version\n9.9.9\n```\n';
    expect(await rerun(page)).toBe('```console\n$ maat --version\n0.1.0\n```\n');
  });
});
