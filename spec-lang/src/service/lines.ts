/** Offsets of the language ↔ lines and characters of the editor protocol; both count UTF-16 units. */
import type { Position, Range } from 'vscode-languageserver-types';

export interface Lines {
  readonly count: number;
  positionAt(offset: number): Position;
  /** Places outside of the text are moved to the nearest one inside. */
  offsetAt(position: Position): number;
  range(span: { readonly start: number; readonly end: number }): Range;
  /** Where a line begins. */
  startOf(line: number): number;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const startOf = (line: number): number => starts[line] ?? text.length;
  const positionAt = (offset: number): Position => {
    const at = Math.max(0, Math.min(offset, text.length));
    const line = lastAtMost(starts, at);
    return { line, character: at - startOf(line) };
  };
  return {
    count: starts.length,
    startOf,
    positionAt,
    offsetAt: ({ line, character }) => {
      if (line < 0) return 0;
      const next = starts[line + 1];
      const end = next === undefined ? text.length : next - 1;
      return Math.min(startOf(line) + Math.max(0, character), end);
    },
    range: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
  };
}

function lastAtMost(values: readonly number[], bound: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((values[middle] ?? 0) <= bound) low = middle;
    else high = middle - 1;
  }
  return low;
}
