// The library: every text is without findings, and the copy that browsers have is fresh.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, libraryNames, librarySource, renderDiagnostic } from '@maat/spec-lang';
import { embeddedText } from '../../spec-lang/scripts/embed-library.mjs';

const generated = fileURLToPath(
  new URL('../../spec-lang/src/generated/library.ts', import.meta.url),
);

describe('the library', () => {
  it('is embedded as it stands', () => {
    expect(readFileSync(generated, 'utf8')).toBe(embeddedText());
  });

  it.each(libraryNames())('%s is without findings', (name) => {
    const source = librarySource(name);
    if (source === undefined) throw new Error(`${name} is not embedded`);
    const { value, diagnostics } = check(source, () => undefined);
    expect(diagnostics.map((d) => renderDiagnostic(d, source))).toEqual([]);
    expect(value.units.length).toBeGreaterThan(0);
  });
});
