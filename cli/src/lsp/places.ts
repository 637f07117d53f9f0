// Places as editors can open them: the library is shown from its folder where there is one.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Location, WorkspaceEdit } from 'vscode-languageserver/node';

const LIBRARY = /^maat:\/+library\//;

export function shownLocation(location: Location): Location {
  return { ...location, uri: shownUri(location.uri) };
}

export function shownEdit(edit: WorkspaceEdit): WorkspaceEdit {
  const changes = Object.entries(edit.changes ?? {});
  return { changes: Object.fromEntries(changes.map(([uri, e]) => [shownUri(uri), e])) };
}

function shownUri(uri: string): string {
  if (!LIBRARY.test(uri)) return uri;
  const folder = libraryFolder();
  const path = `${folder ?? ''}${uri.replace(LIBRARY, '')}`;
  return folder !== undefined && existsSync(path) ? pathToFileURL(path).href : uri;
}

/** None where the server was bundled into one file: then the editor asks for the text. */
function libraryFolder(): string | undefined {
  try {
    const door = import.meta.resolve('@maat/spec-lang');
    return fileURLToPath(new URL('../library/', door));
  } catch {
    return undefined;
  }
}
