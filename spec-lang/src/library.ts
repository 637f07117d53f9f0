/** The library of services and classics, found by name wherever the language runs. */
import { LIBRARY } from './generated/library.js';
import type { Loader } from './analyse/imports.js';
import type { Source } from './text/span.js';

/** `evs.ioa` and `classics/lcr.ioa`, by path inside the library or by base name. */
export const libraryLoader: Loader = (path) => librarySource(path);

export function librarySource(path: string): Source | undefined {
  const base = baseName(path);
  const name =
    [...LIBRARY.keys()].find((key) => key === path) ??
    [...LIBRARY.keys()].find((key) => baseName(key) === base);
  const text = name === undefined ? undefined : LIBRARY.get(name);
  return name === undefined || text === undefined ? undefined : { file: `library/${name}`, text };
}

export function libraryNames(): readonly string[] {
  return [...LIBRARY.keys()];
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
