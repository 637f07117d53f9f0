// The layers' sources as the tests find them, and how their imports are followed.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { libraryLoader, type Loader, type Source } from '@maat/spec-lang';

const root = fileURLToPath(new URL('../../layers/', import.meta.url));

/** Folders of layers written by hand, from the bottom of the stack up. */
export const WRITTEN = ['mnak', 'stable', 'causal', 'fragment', 'suspect', 'sync', 'member'];

export const STACKS = 'stacks.ioa';

/** `mnak` → `mnak/Mnak.ioa`. */
export function sourceFile(folder: string): string {
  return `${folder}/${folder.charAt(0).toUpperCase()}${folder.slice(1)}.ioa`;
}

/** What is proved of the layer. */
export function proofFile(folder: string): string {
  return `${folder}/proof.ioa`;
}

export function read(file: string): Source {
  return { file, text: readFileSync(root + file, 'utf8') };
}

/** All folders that have a page. */
export function folders(): readonly string[] {
  return readdirSync(root).filter((name) => existsSync(`${root}${name}/README.md`));
}

export function page(folder: string): string {
  return readFileSync(`${root}${folder === '' ? '' : `${folder}/`}README.md`, 'utf8');
}

/** Reads layers from their folder and services from the library; `changed` texts come first. */
export function loaderWith(changed: ReadonlyMap<string, string> = new Map()): Loader {
  return (path, from) => {
    const file = posix.join(posix.dirname(from), path);
    const text = changed.get(file);
    if (text !== undefined) return { file, text };
    return existsSync(root + file) ? read(file) : libraryLoader(path, from);
  };
}
