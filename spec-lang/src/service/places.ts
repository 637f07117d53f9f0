/** Names of files ↔ the URIs that editors use. Texts of the library have URIs of their own. */
import type { Location } from 'vscode-languageserver-types';
import type { Span } from '../text/span.js';
import { LIBRARY, type Workspace } from './workspace.js';

const SCHEME = 'maat:/';

export function uriOf(file: string): string {
  return file.startsWith(LIBRARY) ? SCHEME + file : file;
}

export function fileOf(uri: string): string {
  return uri.startsWith(SCHEME + LIBRARY) ? uri.slice(SCHEME.length) : uri;
}

/** Undefined when the text is not known any more. */
export function locationOf(workspace: Workspace, span: Span): Location | undefined {
  const snapshot = workspace.snapshot(span.file);
  return snapshot && { uri: uriOf(span.file), range: snapshot.lines.range(span) };
}
