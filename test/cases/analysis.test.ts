/**
 * What the analysis finds: each text in `warned` has no errors but is told what the `.txt` beside it
 * says, and every code of names, sorts, units, layers and lints is produced by a case.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  CATALOGUE,
  check,
  hasErrors,
  libraryLoader,
  renderDiagnostic,
  type Diagnostic,
  type Source,
} from '@maat/spec-lang';

describe('warned', () => {
  it.each(casesIn('warned'))('%s', async (name) => {
    const source = read('warned', name);
    const { diagnostics } = check(source, libraryLoader);
    const told = diagnostics.map((d) => renderDiagnostic(d, source)).join('\n\n');
    expect(hasErrors(diagnostics), told).toBe(false);
    await expect(`${told}\n`).toMatchFileSnapshot(`warned/${name}.txt`);
  });
});

describe('the catalogue', () => {
  it.each(['rejected', 'warned'])('has the codes for which cases in %s are named', (folder) => {
    const missed = casesIn(folder).filter((name) => {
      const code = /^[EW]\d+/.exec(name)?.[0];
      return code !== undefined && !found(folder, name).some((d) => d.code === code);
    });
    expect(missed).toEqual([]);
  });

  it('has no code that no case produces', () => {
    const produced = new Set(
      ['rejected', 'warned'].flatMap((f) =>
        casesIn(f).flatMap((n) => found(f, n).map((d) => d.code)),
      ),
    );
    for (const d of circle()) produced.add(d.code);
    const ours = Object.keys(CATALOGUE).filter((code) => /^(E0[23457]|W0[237])/.test(code));
    expect(ours.filter((code) => !produced.has(code))).toEqual([]);
  });

  it('says of each code what it means and what to do', () => {
    for (const [code, info] of Object.entries(CATALOGUE)) {
      expect(info.severity, code).toBe(code.startsWith('E') ? 'error' : 'warning');
      expect(info.title.length, code).toBeGreaterThan(5);
      expect(info.explanation.length, code).toBeGreaterThan(30);
    }
  });
});

describe('imports in a circle', () => {
  it('are an error where the circle closes', () => {
    expect(circle().map((d) => `${d.code} ${d.span.file}`)).toEqual(['E0202 b.ioa']);
  });
});

function circle(): readonly Diagnostic[] {
  const texts = new Map([
    ['a.ioa', 'import "b.ioa"\n\nlet one(n: Nat): Nat = two(n)\n'],
    ['b.ioa', 'import "a.ioa"\n\nlet two(n: Nat): Nat = n + 2\n'],
  ]);
  const load = (file: string): Source | undefined => {
    const text = texts.get(file);
    return text === undefined ? undefined : { file, text };
  };
  return check({ file: 'a.ioa', text: texts.get('a.ioa') ?? '' }, load).diagnostics;
}

function found(folder: string, name: string): readonly Diagnostic[] {
  return check(read(folder, name), libraryLoader).diagnostics;
}

function casesIn(folder: string): readonly string[] {
  const files = readdirSync(fileURLToPath(new URL(folder, import.meta.url)));
  return files.filter((f) => f.endsWith('.ioa')).map((f) => f.slice(0, -'.ioa'.length));
}

/** Line ends as the repository has them, whatever the machine made of them. */
function read(folder: string, name: string): Source {
  const path = fileURLToPath(new URL(`${folder}/${name}.ioa`, import.meta.url));
  return { file: `${name}.ioa`, text: readFileSync(path, 'utf8').replace(/\r\n/g, '\n') };
}
