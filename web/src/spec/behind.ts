/** What an open text stands on: to know when what was said of it is old. */
import type { Source } from '@maat/spec-lang';
import type { Document } from '../state/documents.js';
import { resolvePath } from './workspace.js';

/**
 * The text, and those that it imports by whatever way, as far as somebody has written or changed
 * them: what is as the gallery has it says nothing new. Names in comments count too, which errs on
 * the side of calling an answer old.
 */
export function behind(
  file: string,
  documents: readonly Document[],
  gallery: readonly Source[],
): readonly Source[] {
  const found = new Map<string, Source>();
  const visit = (source: Document | undefined): void => {
    if (source === undefined || found.has(source.file)) return;
    found.set(source.file, source);
    for (const path of importsOf(source.text)) {
      const names = namesOf(path, source.file);
      visit(textNamed(documents, names) ?? textNamed(gallery, names));
    }
  };
  visit(documents.find((d) => d.file === file));
  return documents
    .filter((d) => found.has(d.file) && (d.file === file || d.text !== d.original))
    .map(({ file, text }) => ({ file, text }));
}

const IMPORT = /\bimport\s*"([^"\n]+)"/g;

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, path]) => path ?? []);
}

/** Where the loader looks, in its order. */
function namesOf(path: string, from: string): readonly string[] {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return [resolvePath(path, from), path, `library/${path}`, `library/${base}`];
}

function textNamed<T extends Source>(texts: readonly T[], names: readonly string[]): T | undefined {
  return names.map((name) => texts.find((t) => t.file === name)).find((t) => t !== undefined);
}
