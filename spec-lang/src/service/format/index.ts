/**
 * Formatting: each unit in the printer's layout. A unit with errors, or one of whose comments could
 * not be kept, stays as it is, and the answer says so.
 */
import type { Range, TextEdit } from 'vscode-languageserver-types';
import { printUnit } from '../../ir/print.js';
import type { AstUnit } from '../../syntax/ast.js';
import type { Snapshot } from '../snapshot.js';
import { weave } from './weave.js';

export interface Formatted {
  readonly edits: readonly TextEdit[];
  /** What was left as it is, and why. */
  readonly kept: readonly { readonly range: Range; readonly reason: string }[];
}

export function formatText(snapshot: Snapshot): Formatted {
  const edits: TextEdit[] = [];
  const kept: Formatted['kept'][number][] = [];
  for (const unit of snapshot.ast.units) {
    const result = formatUnit(unit, snapshot);
    if ('edit' in result) edits.push(...result.edit);
    else kept.push({ range: snapshot.lines.range(unit.span), reason: result.reason });
  }
  return { edits, kept };
}

function formatUnit(
  unit: AstUnit,
  { analysis, source, lines, file }: Snapshot,
): { readonly edit: readonly TextEdit[] } | { readonly reason: string } {
  if (unit.kind === 'import' || unit.kind === 'type' || unit.kind === 'let') return { edit: [] };
  const typed = analysis.program.units.find(
    (u) => u.file === file && u.span.start === unit.span.start && u.span.end === unit.span.end,
  );
  const name = unit.name?.text ?? unit.kind;
  if (typed === undefined) return { reason: `${name} has errors, so it is left as it is` };
  const written = source.text.slice(unit.span.start, unit.span.end);
  const woven = weave(written, printUnit(typed, analysis.program));
  if (!('text' in woven)) {
    const lost = woven.lost === undefined ? 'a comment' : `the comment "${woven.lost.text.trim()}"`;
    return { reason: `${lost} would be lost, so ${name} is left as it is` };
  }
  if (woven.text === written) return { edit: [] };
  return { edit: [{ range: lines.range(unit.span), newText: woven.text }] };
}
