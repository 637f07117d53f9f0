/** Which comment belongs to what: docs above and beside a declaration, labels before a guard. */
import type { Comment } from './scan.js';

/** Comments by line, and which labels were used. */
export interface CommentBook {
  /** The block of comment lines directly above the line of `start`. */
  above(start: number): string;
  /** The comment on the line of `end`, after it. */
  beside(end: number): string;
  /** The label between two places, and takes it. */
  label(from: number, to: number): string;
  /** Labels that no guard has taken. */
  unused(): readonly Comment[];
}

export function commentBook(text: string, comments: readonly Comment[]): CommentBook {
  const lines = lineStarts(text);
  const own = new Map<number, Comment>();
  const trailing = new Map<number, Comment>();
  for (const comment of comments) {
    if (!comment.label)
      (comment.ownLine ? own : trailing).set(lineOf(lines, comment.start), comment);
  }
  const firsts = firstOnLine(text, lines);
  const labels = comments.filter((c) => c.label);
  const taken = new Set<Comment>();
  return {
    above: (start) => {
      const line = lineOf(lines, start);
      return firsts(line) === start ? block(own, line - 1) : '';
    },
    beside: (end) => {
      const comment = trailing.get(lineOf(lines, end));
      return comment !== undefined && comment.start >= end ? comment.text.trim() : '';
    },
    label: (from, to) => {
      const found = labels.filter((c) => c.start >= from && c.start < to && !taken.has(c));
      for (const comment of found) taken.add(comment);
      return found.map((c) => c.text.trim()).join(', ');
    },
    unused: () => labels.filter((c) => !taken.has(c)),
  };
}

function block(own: ReadonlyMap<number, Comment>, lastLine: number): string {
  const found: string[] = [];
  for (let line = lastLine; ; line -= 1) {
    const comment = own.get(line);
    if (comment === undefined) break;
    found.unshift(comment.text.replace(/^ /, ''));
  }
  return found.join('\n').trim();
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Binary search, since every declaration asks. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the first word of a line stands; looked for once a line, since lines may be very long. */
function firstOnLine(text: string, starts: readonly number[]): (line: number) => number {
  const found = new Map<number, number>();
  return (line) => {
    const start = starts[line] ?? 0;
    const first = found.get(line) ?? start + text.slice(start, starts[line + 1]).search(/\S|$/);
    found.set(line, first);
    return first;
  };
}
