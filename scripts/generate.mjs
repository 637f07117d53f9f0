// Writes the generated code of every layer, and the registry of layers and stacks, from the .ioa files.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateLibrary } from '@maat/synthesis';

const root = fileURLToPath(new URL('../layers', import.meta.url));
const paths = (await readdir(root, { recursive: true })).filter(
  (path) => path.endsWith('.ioa') && !/(^|\/)(dist|node_modules)\//.test(path),
);
const files = new Map();
for (const path of paths) files.set(path, await readFile(join(root, path), 'utf8'));

for (const [path, text] of await generateLibrary(files)) {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  console.log(`layers/${path}`);
}
