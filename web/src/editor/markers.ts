/** Findings as the marks under the text. */
import { MarkerSeverity, type editor } from 'monaco-editor/editor';
import type { Findings } from '../problems/findings.js';

export function markersOf({
  file,
  findings,
}: Pick<Findings, 'file' | 'findings'>): editor.IMarkerData[] {
  return findings
    .filter((f) => f.span.file === file)
    .map(({ from, to, message, code, severity }) => ({
      startLineNumber: from.line,
      startColumn: from.column,
      endLineNumber: to.line,
      endColumn: to.line === from.line ? Math.max(to.column, from.column + 1) : to.column,
      message,
      code,
      severity: severity === 'error' ? MarkerSeverity.Error : MarkerSeverity.Warning,
    }));
}
