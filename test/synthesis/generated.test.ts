/** The committed code of the layers is what the generator makes of their sources today. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generateLibrary } from '@maat/synthesis';

const root = fileURLToPath(new URL('../../layers', import.meta.url));

test('generated code is fresh: run `npm run generate` after a change of a layer or of the generator', async () => {
  const all = (await readdir(root, { recursive: true })).filter(
    (path) => !/(^|\/)(dist|node_modules)\//.test(path),
  );
  const files = new Map<string, string>();
  for (const path of all.filter((p) => p.endsWith('.ioa')))
    files.set(path, await readFile(join(root, path), 'utf8'));
  const generated = await generateLibrary(files);
  expect([...generated.keys()].sort()).toEqual(
    all.filter((p) => /generated\/\w+\.ts$/.test(p)).sort(),
  );
  for (const [path, text] of generated)
    expect(await readFile(join(root, path), 'utf8'), path).toBe(text);
});
