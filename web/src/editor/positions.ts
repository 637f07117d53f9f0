/** Places in the words of the language service ↔ places in the words of the editor, which counts from one. */
import { Uri, type IRange } from 'monaco-editor/editor';
import type { Position, Range } from 'vscode-languageserver-types';

interface EditorPosition {
  readonly lineNumber: number;
  readonly column: number;
}

export function positionFrom({ lineNumber, column }: EditorPosition): Position {
  return { line: lineNumber - 1, character: column - 1 };
}

export function rangeTo({ start, end }: Range): IRange {
  return {
    startLineNumber: start.line + 1,
    startColumn: start.character + 1,
    endLineNumber: end.line + 1,
    endColumn: end.character + 1,
  };
}

export function rangeFrom(range: IRange): Range {
  return {
    start: { line: range.startLineNumber - 1, character: range.startColumn - 1 },
    end: { line: range.endLineNumber - 1, character: range.endColumn - 1 },
  };
}

/** The address of a text in the editor; the service calls texts of the library `maat:/library/…`. */
export function uriOf(file: string): Uri {
  return Uri.from({ scheme: 'desk', path: `/${file.replace(/^maat:\//, '')}` });
}

export function fileOf(uri: Uri): string {
  return uri.path.slice(1);
}
