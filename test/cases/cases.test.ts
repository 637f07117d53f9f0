/**
 * The folder is the verdict, the file is the case: texts in `accepted` have no errors and print to
 * text that means the same; each text in `rejected` has errors, told as the `.txt` beside it says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  CATALOGUE,
  check,
  firstDifference,
  hasErrors,
  libraryLoader,
  print,
  renderDiagnostic,
  type Checked,
  type Program,
  type Source,
} from '@maat/spec-lang';

describe('accepted', () => {
  test.each(casesIn('accepted'))('%s', async (name) => {
    const source = read('accepted', name);
    const { value, diagnostics } = check(source, libraryLoader);
    const told = diagnostics.map((d) => renderDiagnostic(d, source)).join('\n\n');
    expect(hasErrors(diagnostics), told).toBe(false);
    if (told !== '') await expect(`${told}\n`).toMatchFileSnapshot(`accepted/${name}.txt`);
    const printed = { file: source.file, text: print(value) };
    const again = check(printed, libraryLoader);
    expect(hasErrors(again.diagnostics), errorsOf(again, printed)).toBe(false);
    expect(firstDifference(value, again.value), printed.text).toBeUndefined();
  });
});

describe('rejected', () => {
  test.each(casesIn('rejected'))('%s', async (name) => {
    const source = read('rejected', name);
    const { diagnostics } = check(source, libraryLoader);
    expect(hasErrors(diagnostics)).toBe(true);
    const told = diagnostics.map((d) => renderDiagnostic(d, source)).join('\n\n');
    await expect(`${told}\n`).toMatchFileSnapshot(`rejected/${name}.txt`);
  });
});

test('every syntax code of the catalogue is produced by a case', () => {
  const produced = new Set(
    ['accepted', 'rejected'].flatMap((folder) =>
      casesIn(folder).flatMap((name) =>
        check(read(folder, name), libraryLoader).diagnostics.map((d): string => d.code),
      ),
    ),
  );
  const syntax = Object.keys(CATALOGUE).filter((code) => /^[EW]01/.test(code));
  expect(syntax.filter((code) => !produced.has(code))).toEqual([]);
});

function casesIn(folder: string): readonly string[] {
  const files = readdirSync(fileURLToPath(new URL(folder, import.meta.url)));
  return files.filter((f) => f.endsWith('.ioa')).map((f) => f.slice(0, -'.ioa'.length));
}

/** Line ends as the repository has them, whatever the machine made of them. */
function read(folder: string, name: string): Source {
  const path = fileURLToPath(new URL(`${folder}/${name}.ioa`, import.meta.url));
  return { file: `${name}.ioa`, text: readFileSync(path, 'utf8').replace(/\r\n/g, '\n') };
}

function errorsOf(checked: Checked<Program>, source: Source): string {
  return checked.diagnostics.map((d) => renderDiagnostic(d, source)).join('\n\n');
}
