/**
 * Formatting: indentation, spaces and blank lines in one style. No word, no comment and no line
 * break of the writer's is changed; a part with syntax errors stays as it is, and the answer says so.
 */
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Diagnostic } from '../../text/diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import { anchorsOf, type WordBefore } from './anchors.js';
import { layOut, sameContent } from './layout.js';

export interface Formatted {
  readonly edits: readonly TextEdit[];
  /** What was left as it is, and why. */
  readonly kept: readonly { readonly range: Range; readonly reason: string }[];
}

export function formatText(snapshot: Snapshot): Formatted {
  const { scan, source, ast, lines } = snapshot;
  const broken = brokenParts(snapshot);
  const frozen = (offset: number): boolean =>
    broken.some(({ span }) => span.start <= offset && offset < span.end);
  const anchors = anchorsOf(
    ast.units,
    wordFinder(snapshot),
    (place) => lines.positionAt(place).character === 0,
  );
  const laid = layOut(source.text, scan, anchors, frozen);
  const kept = broken.map(({ span, cause }) => ({
    range: lines.range(span),
    reason: `left as it is: ${cause.message}`,
  }));
  if (!sameContent(scan, laid)) return { edits: [], kept: [...kept, everything(snapshot)] };
  return { edits: lineEdits(source.text, laid), kept };
}

/** Cannot happen as far as is known; a text that would lose something is not touched. */
function everything({ lines, source }: Snapshot): Formatted['kept'][number] {
  const range = lines.range({ start: 0, end: source.text.length });
  return { range, reason: 'formatting would change more than spaces, so nothing is changed' };
}

interface Broken {
  readonly span: { readonly start: number; readonly end: number };
  readonly cause: Diagnostic;
}

/** The units in which something could not be read. */
function brokenParts({ analysis, file, source, ast }: Snapshot): readonly Broken[] {
  const errors = analysis.diagnostics.filter(
    (d) => d.span.file === file && d.code.startsWith('E01'),
  );
  return errors.map((cause) => {
    const unit = ast.units.find(
      (u) => u.span.start <= cause.span.start && cause.span.end <= u.span.end,
    );
    return { cause, span: unit?.span ?? lineOf(source.text, cause.span.start) };
  });
}

function lineOf(text: string, offset: number): { readonly start: number; readonly end: number } {
  const next = text.indexOf('\n', offset);
  return { start: text.lastIndexOf('\n', offset - 1) + 1, end: next === -1 ? text.length : next };
}

function wordFinder({ scan }: Snapshot): WordBefore {
  const places = new Map<string, number[]>();
  for (const token of scan.tokens) {
    if (token.kind !== 'word') continue;
    const known = places.get(token.text) ?? [];
    known.push(token.start);
    places.set(token.text, known);
  }
  return (word, place) => places.get(word)?.findLast((start) => start < place);
}

/** One edit for each run of lines that differ, so that the cursor and what is folded stay in place. */
function lineEdits(written: string, laid: string): readonly TextEdit[] {
  if (written === laid) return [];
  const [a, b] = [written.split('\n'), laid.split('\n')];
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let back = 0;
  while (
    back < a.length - from &&
    back < b.length - from &&
    a[a.length - 1 - back] === b[b.length - 1 - back]
  )
    back += 1;
  const start = { line: from, character: 0 };
  const lastLine = a.length - back;
  const inside = b.slice(from, b.length - back);
  if (back > 0)
    return [
      {
        range: { start, end: { line: lastLine, character: 0 } },
        newText: inside.map((l) => `${l}\n`).join(''),
      },
    ];
  // Up to the end of the text: what is written or taken away begins with the line break before it.
  const end = { line: lastLine - 1, character: a.at(-1)?.length ?? 0 };
  if (from === 0) return [{ range: { start, end }, newText: inside.join('\n') }];
  const before = { line: from - 1, character: a[from - 1]?.length ?? 0 };
  return [{ range: { start: before, end }, newText: inside.map((l) => `\n${l}`).join('') }];
}
