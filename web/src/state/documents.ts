/** The texts on the desk: what the user has opened or written, and which of them is in the editor. */
import type { Source } from '@maat/spec-lang';

export interface Document extends Source {
  /** The text as the library has it; a document without one is the user's own. */
  readonly original?: string;
}

export interface Desk {
  readonly documents: readonly Document[];
  /** The file in the editor; none when the desk is empty. */
  readonly current: string | undefined;
}

export const EMPTY_DESK: Desk = { documents: [], current: undefined };

export function currentDocument(desk: Desk): Document | undefined {
  return desk.documents.find((d) => d.file === desk.current);
}

/** Puts a text on the desk, or goes to it when it is there already: edits are not lost. */
export function open(desk: Desk, document: Document): Desk {
  const known = desk.documents.some((d) => d.file === document.file);
  const documents = known ? desk.documents : [...desk.documents, document];
  return { documents, current: document.file };
}

export function edit(desk: Desk, file: string, text: string): Desk {
  const documents = desk.documents.map((d) => (d.file === file ? { ...d, text } : d));
  return { ...desk, documents };
}

export function close(desk: Desk, file: string): Desk {
  const at = desk.documents.findIndex((d) => d.file === file);
  const documents = desk.documents.filter((d) => d.file !== file);
  const next = documents[Math.min(at, documents.length - 1)]?.file;
  return { documents, current: desk.current === file ? next : desk.current };
}

export function revert(desk: Desk, file: string): Desk {
  const original = desk.documents.find((d) => d.file === file)?.original;
  return original === undefined ? desk : edit(desk, file, original);
}

export function isEdited(document: Document): boolean {
  return document.original !== undefined && document.original !== document.text;
}

/** `untitled.ioa`, or the first of `untitled-2.ioa`, … that is free. */
export function freshName(desk: Desk, wish = 'untitled'): string {
  const taken = new Set(desk.documents.map((d) => d.file));
  const names = [`${wish}.ioa`, ...desk.documents.map((_, i) => `${wish}-${i + 2}.ioa`)];
  return names.find((name) => !taken.has(name)) ?? `${wish}-${taken.size + 2}.ioa`;
}

/** What a browser kept from the last visit, if it still has the shape of a desk. */
export function deskFromJson(json: unknown): Desk | undefined {
  if (typeof json !== 'object' || json === null || !('documents' in json)) return undefined;
  if (!Array.isArray(json.documents) || !json.documents.every(isDocument)) return undefined;
  const documents: readonly Document[] = json.documents;
  const current = 'current' in json ? json.current : undefined;
  const known = documents.find((d) => d.file === current);
  return { documents, current: (known ?? documents[0])?.file };
}

function isDocument(json: unknown): json is Document {
  if (typeof json !== 'object' || json === null) return false;
  if (!('file' in json) || typeof json.file !== 'string') return false;
  if (!('text' in json) || typeof json.text !== 'string') return false;
  return !('original' in json) || typeof json.original === 'string';
}
