/** Where a piece of a source text stands. */

/** A half-open range of UTF-16 offsets in one source text. `file` is the name the user gave. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The place of nodes that no text stands for: made by a transformation. */
export const NOWHERE: Span = { file: '', start: 0, end: 0 };

/** One source text and the name under which diagnostics speak of it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** 1-based line and column (in UTF-16 units) of an offset. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function positionOf(text: string, offset: number): Position {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: Math.min(offset, text.length) - lineStart + 1 };
}

/** The smallest range that covers both; they must be of one file. */
export function joinSpans(first: Span, last: Span): Span {
  return {
    file: first.file,
    start: Math.min(first.start, last.start),
    end: Math.max(first.end, last.end),
  };
}
