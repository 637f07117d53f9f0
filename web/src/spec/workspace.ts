/** Finds what a text imports: on the desk, among the layers, in the library. */
import { libraryLoader, type Loader, type Source } from '@maat/spec-lang';

/** Texts by path, as `layers/total/Total.ioa`. */
export type Shelf = ReadonlyMap<string, string>;

/** The desk comes first, so that an edit of a library's text is what others import. */
export function loaderFor(desk: readonly Source[], shelf: Shelf): Loader {
  return (path, from) => {
    const near = resolvePath(path, from);
    const library = libraryLoader(path, from);
    const names = [near, path, ...(library === undefined ? [] : [library.file])];
    return onDesk(desk, names) ?? onShelf(shelf, names) ?? library;
  };
}

function onDesk(desk: readonly Source[], names: readonly string[]): Source | undefined {
  const found = names.map((name) => desk.find((d) => d.file === name)).find((d) => d !== undefined);
  return found === undefined ? undefined : { file: found.file, text: found.text };
}

function onShelf(shelf: Shelf, names: readonly string[]): Source | undefined {
  const file = names.find((name) => shelf.has(name));
  const text = file === undefined ? undefined : shelf.get(file);
  return file === undefined || text === undefined ? undefined : { file, text };
}

/** `../a/b.ioa` seen from `layers/c/d.ioa` is `layers/a/b.ioa`. */
export function resolvePath(path: string, from: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
