// Where the file stands that an import names: beside the importing file, or in an installed package.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Maat's own packages are found wherever a specification stands. */
const OWN = dirname(fileURLToPath(import.meta.url));

/** `path` as written in a file of `folder`; nothing where it is neither a file there nor in a package. */
export function importedFile(folder: string, path: string): string | undefined {
  if (path === '') return undefined;
  const near = resolve(folder, path);
  if (existsSync(near) && !isPackage(near, path)) return near;
  if (isAbsolute(path) || path.startsWith('.')) return undefined;
  return installed(folder, path) ?? installed(OWN, path);
}

/** A folder that happens to be named as a package is: `specs` beside the file does not hide the package `specs`. */
function isPackage(near: string, path: string): boolean {
  return !path.endsWith('.ioa') && !path.startsWith('.') && statSync(near).isDirectory();
}

function installed(folder: string, path: string): string | undefined {
  const here = join(folder, 'node_modules', path);
  if (existsSync(here)) return statSync(here).isDirectory() ? entryOf(here) : here;
  const above = dirname(folder);
  return above === folder ? undefined : installed(above, path);
}

/** What a package means when only its name is given: the file that its `ioa` or `main` names, or index.ioa. */
function entryOf(folder: string): string {
  const named = manifest(join(folder, 'package.json'));
  const main = ['ioa', 'main'].map((key) => named[key]).find((x) => String(x).endsWith('.ioa'));
  return join(folder, typeof main === 'string' ? main : 'index.ioa');
}

function manifest(file: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof read === 'object' && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}
