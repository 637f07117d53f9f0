/** "Did you mean": the known name that is nearest to a misspelt one. */
import type { Fix } from '../../text/diagnostic.js';
import type { Span } from '../../text/span.js';

export function suggest(wrong: string, known: Iterable<string>): string | undefined {
  // Of a single letter nothing would be left.
  const limit = Math.min(wrong.length - 1, wrong.length <= 3 ? 1 : 2);
  let best: { name: string; distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (name !== wrong && distance <= limit && distance < (best?.distance ?? Infinity))
      best = { name, distance };
  }
  return best?.name;
}

/** The same as a fix that an editor can apply. */
export function spellingFix(wrong: string, span: Span, known: Iterable<string>): readonly Fix[] {
  const name = suggest(wrong, known);
  return name === undefined ? [] : [{ title: `did you mean ${name}?`, span, replacement: name }];
}

/** Levenshtein's distance, a swap of neighbours counting once. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) rows = [...rows.slice(-2), nextRow(a, b, i, rows)];
  return rows.at(-1)?.[b.length] ?? 3;
}

function nextRow(a: string, b: string, i: number, rows: readonly (readonly number[])[]): number[] {
  const above = rows.at(-1) ?? [];
  const row = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    row.push(
      Math.min(
        (above[j] ?? 3) + 1,
        (row[j - 1] ?? 3) + 1,
        (above[j - 1] ?? 3) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swap ? (rows.at(-2)?.[j - 2] ?? 3) + 1 : Infinity,
      ),
    );
  }
  return row;
}
