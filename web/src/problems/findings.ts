/** What the checker says of a text, as the list and the editor show it. */
import {
  check,
  parsed,
  positionOf,
  type Diagnostic,
  type Position,
  type Source,
} from '@maat/spec-lang';
import { outline, type UnitSummary } from '../spec/outline.js';
import { loaderFor, type Shelf } from '../spec/workspace.js';

export interface Finding extends Diagnostic {
  readonly from: Position;
  readonly to: Position;
}

export interface Findings {
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly units: readonly UnitSummary[];
}

/** Findings of the file itself come first; those in what it imports carry their own file. */
export function findingsOf(source: Source, desk: readonly Source[], shelf: Shelf): Findings {
  const texts = new Map([[source.file, source.text]]);
  const load = loaderFor(desk, shelf);
  const { value, diagnostics } = check(source, (path, from) => {
    const found = load(path, from);
    if (found !== undefined) texts.set(found.file, found.text);
    return found;
  });
  const placed = diagnostics.map((d) => placedIn(d, texts.get(d.span.file) ?? ''));
  return { file: source.file, findings: sorted(placed, source.file), units: outline(value) };
}

/** What cannot be read: known long before what it means. */
export function unreadableIn(source: Source): readonly Finding[] {
  return parsed(source).diagnostics.map((d) => placedIn(d, source.text));
}

/** `2 errors, 1 warning`; empty when there is nothing. */
export function countText(findings: readonly Finding[]): string {
  const of = (severity: Diagnostic['severity']): string => {
    const n = findings.filter((f) => f.severity === severity).length;
    return n === 0 ? '' : `${n} ${severity}${n === 1 ? '' : 's'}`;
  };
  return [of('error'), of('warning')].filter((text) => text !== '').join(', ');
}

function placedIn(diagnostic: Diagnostic, text: string): Finding {
  const { start, end } = diagnostic.span;
  return { ...diagnostic, from: positionOf(text, start), to: positionOf(text, end) };
}

function sorted(findings: readonly Finding[], file: string): readonly Finding[] {
  const rank = (f: Finding): number => (f.span.file === file ? 0 : 1);
  return [...findings].sort((a, b) => rank(a) - rank(b) || a.span.start - b.span.start);
}
