// Every block marked `ioa` in the language reference is read without an error.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from '@maat/spec-lang';

const page = readFileSync(
  fileURLToPath(new URL('../../spec-lang/LANGUAGE.md', import.meta.url)),
  'utf8',
);
const blocks = [...page.matchAll(/^```ioa\n([\s\S]*?)^```$/gm)].map((m) => m[1] ?? '');

describe('LANGUAGE.md', () => {
  it('has blocks to read', () => {
    expect(blocks.length).toBeGreaterThan(3);
  });
  it.each(blocks)('%s', (text) => {
    const { diagnostics } = parse({ file: 'LANGUAGE.md', text });
    expect(diagnostics.map((d) => `${d.code} ${d.message}`)).toEqual([]);
  });
});
