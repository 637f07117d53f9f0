// The library: every text is without findings, and the copy that browsers have is fresh.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, libraryNames, librarySource, renderDiagnostic } from '@maat/spec-lang';

const script = fileURLToPath(new URL('../../spec-lang/scripts/embed-library.mjs', import.meta.url));

describe('the library', () => {
  it('is embedded as it stands', () => {
    expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe(
      'fresh\n',
    );
  });

  it.each(libraryNames())('%s is without findings', (name) => {
    const source = librarySource(name);
    if (source === undefined) throw new Error(`${name} is not embedded`);
    const { value, diagnostics } = check(source, () => undefined);
    expect(diagnostics.map((d) => renderDiagnostic(d, source))).toEqual([]);
    expect(value.units.length).toBeGreaterThan(0);
  });
});
