// The derived layers in the repository are what their derivations give, and they read back.
import { describe, expect, it } from 'vitest';
import { check, firstDifference, libraryLoader, type Loader, type Program } from '@maat/spec-lang';
import { derivative, FOLDERS, path, type Folder } from './derivations.js';

describe.each(FOLDERS)('the derivation in layers/%s', (folder) => {
  it('gives the programs that stand there', async () => {
    const { steps, layer } = derivative(folder);
    for (const { file, text } of [...steps, layer])
      await expect(text).toMatchFileSnapshot(path(folder, file));
  });

  it('gives programs that read back as themselves', () => {
    const { steps, layer } = derivative(folder);
    for (const { file, text, program } of [...steps, layer]) {
      const again = check({ file, text }, among(folder));
      expect(again.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
      expect(firstDifference(units(program), units(again.value))).toBeUndefined();
    }
  });

  it('names every obligation once', () => {
    for (const step of derivative(folder).steps) {
      const names = step.obligations.map((o) => `${o.kind} ${o.name}`);
      expect(names.length).toBeGreaterThan(100);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

/** The units that the file itself declares. */
function units(program: Program): unknown {
  return program.units.filter((u) => u.file === program.file);
}

function among(folder: Folder): Loader {
  const { steps, layer } = derivative(folder);
  const written = new Map([...steps, layer].map(({ file, text }) => [file, { file, text }]));
  return (name, from) => written.get(name) ?? libraryLoader(name, from);
}
