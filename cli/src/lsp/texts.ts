// The texts around an editor: files by URI, what they import, and the specifications of a workspace.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Loader, Source } from '@maat/spec-lang';
import { importedFile } from '../input/imported.js';

/** Larger files are somebody's data, not specifications. */
export const MOST_CHARACTERS = 2_000_000;

/** How editors write a URI differs (`file:///c%3A/…`); the service sees one spelling of each. */
export function canonical(uri: string): string {
  const path = pathOf(uri);
  return path === undefined ? uri : pathToFileURL(path).href;
}

export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Beside the importing file, or in an installed package; the library is found by the language itself. */
export const loadFile: Loader = (path, from) => {
  const base = pathOf(from);
  if (base === undefined) return undefined;
  if (path === from) return sourceOf(base);
  const found = importedFile(dirname(base), path);
  return found === undefined ? undefined : sourceOf(found);
};

function sourceOf(path: string): Source | undefined {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > MOST_CHARACTERS) return undefined;
    return { file: pathToFileURL(path).href, text: readFileSync(path, 'utf8') };
  } catch {
    return undefined;
  }
}

const MOST_FILES = 500;
const SKIPPED = new Set(['node_modules', 'dist', 'generated', '.git']);

/** The specifications in the workspace's folders; read anew when a file was changed. */
export class Shelf {
  #folders: readonly string[] = [];
  #known: readonly Source[] | undefined;

  watch(folders: readonly string[]): void {
    this.#folders = folders.flatMap((uri) => pathOf(uri) ?? []);
    this.#known = undefined;
  }

  /** Something was created, changed or deleted. */
  changed(): void {
    this.#known = undefined;
  }

  readonly sources = (): readonly Source[] => {
    this.#known ??= this.#folders
      .flatMap((folder) => specificationsIn(folder))
      .slice(0, MOST_FILES);
    return this.#known;
  };

  get root(): string | undefined {
    return this.#folders[0];
  }

  nameOf(path: string): string {
    return this.root === undefined ? path : relative(this.root, path);
  }
}

function specificationsIn(folder: string, depth = 0): readonly Source[] {
  if (depth > 8) return [];
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return SKIPPED.has(entry.name) ? [] : specificationsIn(path, depth + 1);
      return entry.name.endsWith('.ioa') ? (sourceOf(path) ?? []) : [];
    });
  } catch {
    return [];
  }
}
