/** Findings of the analysis as the editor shows them, and their fixes as actions. */
import {
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type CodeAction,
  type Diagnostic as LspDiagnostic,
  type Range,
} from 'vscode-languageserver-types';
import type { Diagnostic } from '../text/diagnostic.js';
import { locationOf, uriOf } from './places.js';
import type { Snapshot } from './snapshot.js';
import type { Workspace } from './workspace.js';

export function diagnosticsOf(snapshot: Snapshot, workspace: Workspace): readonly LspDiagnostic[] {
  const own = snapshot.analysis.diagnostics.filter((d) => d.span.file === snapshot.file);
  return [...own.map((d) => shown(d, snapshot, workspace)), ...imported(snapshot, workspace)];
}

function shown(d: Diagnostic, snapshot: Snapshot, workspace: Workspace): LspDiagnostic {
  const related = d.related.flatMap((r) => {
    const location = locationOf(workspace, r.span);
    return location ? [{ location, message: r.message }] : [];
  });
  return {
    range: visible(snapshot, d.span),
    severity: d.severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: d.code,
    source: 'maat',
    message: d.message,
    ...(related.length === 0 ? {} : { relatedInformation: related }),
    ...(UNUSED.has(d.code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  };
}

/** What is only in the way; editors fade it. */
const UNUSED = new Set(['W0308', 'W0309', 'W0310']);

/** An empty place is drawn on the character before it, or nobody would see it. */
function visible(
  { lines }: Snapshot,
  span: { readonly start: number; readonly end: number },
): Range {
  if (span.end > span.start) return firstLine(lines.range(span), lines.range(span).end.line);
  const range = lines.range({ start: Math.max(0, span.start - 1), end: span.end });
  return range.start.line === range.end.line ? range : lines.range(span);
}

/** A finding about a whole unit is drawn under its first line only. */
function firstLine(range: Range, last: number): Range {
  if (last - range.start.line < 3) return range;
  return { start: range.start, end: { line: range.start.line + 1, character: 0 } };
}

/** Errors of imported files, told where the import stands. */
function imported(snapshot: Snapshot, workspace: Workspace): readonly LspDiagnostic[] {
  const elsewhere = snapshot.analysis.diagnostics.filter((d) => d.span.file !== snapshot.file);
  const files = [...new Set(elsewhere.map((d) => d.span.file))];
  const [place] = snapshot.ast.units.filter((u) => u.kind === 'import');
  if (place === undefined) return [];
  return files.map((file) => {
    const errors = elsewhere.filter((d) => d.span.file === file);
    const base = file.slice(file.lastIndexOf('/') + 1);
    const unit =
      snapshot.ast.units.find((u) => u.kind === 'import' && u.path.endsWith(base)) ?? place;
    const related = errors.flatMap((d) => {
      const location = locationOf(workspace, d.span);
      return location ? [{ location, message: d.message }] : [];
    });
    const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
    return {
      range: snapshot.lines.range(unit.span),
      severity: DiagnosticSeverity.Error,
      code: errors[0]?.code ?? '',
      source: 'maat',
      message: `${base} has ${count}: ${errors[0]?.message ?? ''}`,
      relatedInformation: related,
    };
  });
}

/** The fixes of what is found in this range; the first of a finding is the preferred one. */
export function codeActionsOf(
  snapshot: Snapshot,
  range: Range,
  workspace: Workspace,
): readonly CodeAction[] {
  const from = snapshot.lines.offsetAt(range.start);
  const to = snapshot.lines.offsetAt(range.end);
  return snapshot.analysis.diagnostics
    .filter((d) => d.span.file === snapshot.file && touches(d, from, to))
    .flatMap((d) =>
      d.fixes.map((fix, i) => ({
        title: fix.title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [shown(d, snapshot, workspace)],
        isPreferred: i === 0,
        edit: {
          changes: {
            [uriOf(snapshot.file)]: [
              { range: snapshot.lines.range(fix.span), newText: fix.replacement },
            ],
          },
        },
      })),
    );
}

/** The finding's place, or a place that one of its fixes changes. */
function touches(d: Diagnostic, from: number, to: number): boolean {
  const meets = (s: { readonly start: number; readonly end: number }): boolean =>
    s.start <= to && from <= s.end;
  return meets(d.span) || d.fixes.some((f) => meets(f.span));
}
