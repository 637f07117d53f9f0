/** Where the cursor stands: in which part of which unit, behind which tokens, in which word. */
import type { StartRule } from '../../syntax/grammar.js';
import type { Token } from '../../syntax/scan.js';
import { splitSegments, type Segment } from '../../syntax/split-segments.js';
import { splitUnits, type UnitText } from '../../syntax/split-units.js';
import type { Snapshot } from '../snapshot.js';

export interface Cursor {
  readonly snapshot: Snapshot;
  readonly offset: number;
  /** Where the word begins that is being typed; the offset itself when there is none. */
  readonly wordStart: number;
  readonly word: string;
  readonly unit: UnitText | undefined;
  readonly segment: Segment | undefined;
  /** The tokens of the segment before the word. */
  readonly before: readonly Token[];
}

export function cursorAt(snapshot: Snapshot, offset: number): Cursor {
  const { text } = snapshot.source;
  const word =
    /[\p{L}_\\][\p{L}\p{Nd}_]*$/u.exec(text.slice(Math.max(0, offset - 80), offset))?.[0] ?? '';
  const wordStart = offset - word.length;
  const earlier = snapshot.scan.tokens.filter((t) => t.start < wordStart);
  // A name is taken to stand at the cursor: `on` begins a handler only before one.
  const name = nameAt(snapshot, wordStart);
  const unit = splitUnits([...earlier, name]).at(-1);
  const segment = unit && splitSegments(unit).at(-1);
  const before = segment?.tokens.filter((t) => t !== name) ?? [];
  return { snapshot, offset, wordStart, word, unit, segment, before };
}

function nameAt({ lines, source }: Snapshot, start: number): Token {
  const { line, character } = lines.positionAt(start);
  const firstOnLine = source.text.slice(lines.startOf(line), start).trim() === '';
  return { kind: 'word', text: 'name_here_', start, end: start, firstOnLine, column: character };
}

/** The token that many places before the word. */
export function back(cursor: Cursor, count: number): string {
  return cursor.before.at(-count)?.text ?? '';
}

export function inComment({ snapshot, offset }: Cursor): boolean {
  return snapshot.scan.comments.some((c) => c.start < offset && offset <= c.end);
}

/** The text between the quotes up to the cursor, when it stands in a string. */
export function inString({ snapshot, offset }: Cursor): string | undefined {
  const { text } = snapshot.source;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, offset);
  const open = line.lastIndexOf('"');
  return open !== -1 && line.split('"').length % 2 === 0 ? line.slice(open + 1) : undefined;
}

export function ruleOf(cursor: Cursor): StartRule | undefined {
  const rule = cursor.segment?.rule;
  return rule === 'dropped' ? undefined : rule;
}

/** The segment up to the word, as the grammar reads it. */
export function textBefore(cursor: Cursor): string {
  return cursor.before.map((t) => t.text).join(' ');
}
