/** What a step changed, in the language: sections and pieces matched by what they are about, in order. */
import type { Piece, Section } from './pieces.js';

export type Change = 'same' | 'changed' | 'added' | 'removed';

export interface SectionDiff {
  readonly title: string;
  readonly change: Change;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly change: Change;
  readonly before: Piece | undefined;
  readonly after: Piece | undefined;
}

/** Sections in the order of the new program; what is gone comes last. */
export function diffOf(
  before: readonly Section[],
  after: readonly Section[],
): readonly SectionDiff[] {
  const kept = after.map((section) => {
    const old = before.find((s) => s.key === section.key);
    return sectionDiff(old, section);
  });
  const gone = before.filter((s) => !after.some((t) => t.key === s.key));
  return [...kept, ...gone.map((s) => sectionDiff(s, undefined))];
}

function sectionDiff(before: Section | undefined, after: Section | undefined): SectionDiff {
  const rows = rowsOf(before?.pieces ?? [], after?.pieces ?? []);
  const title = after?.title ?? before?.title ?? '';
  if (before === undefined) return { title, change: 'added', rows };
  if (after === undefined) return { title, change: 'removed', rows };
  const change = rows.every((r) => r.change === 'same') ? 'same' : 'changed';
  return { title, change, rows };
}

/** Counts of what is not the same, for the head of a step. */
export function countsOf(diff: readonly SectionDiff[]): Readonly<Record<Change, number>> {
  const all = diff.flatMap((s) => s.rows);
  const of = (change: Change): number => all.filter((r) => r.change === change).length;
  return { same: of('same'), changed: of('changed'), added: of('added'), removed: of('removed') };
}

/** The longest run of common keys keeps its order; pieces of a common key are the same thing. */
export function rowsOf(before: readonly Piece[], after: readonly Piece[]): readonly Row[] {
  const table = lengths(before, after);
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, made] = [before[i], after[j]];
    if (old !== undefined && made !== undefined && old.key === made.key) {
      rows.push({ change: old.text === made.text ? 'same' : 'changed', before: old, after: made });
      [i, j] = [i + 1, j + 1];
    } else if (
      made === undefined ||
      (old !== undefined && at(table, i + 1, j) >= at(table, i, j + 1))
    ) {
      rows.push({ change: 'removed', before: old, after: undefined });
      i += 1;
    } else {
      rows.push({ change: 'added', before: undefined, after: made });
      j += 1;
    }
  }
  return rows;
}

/** Of what remains from `i` and `j` on, how much is common. */
function lengths(
  before: readonly Piece[],
  after: readonly Piece[],
): readonly (readonly number[])[] {
  const table: number[][] = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i];
      if (row === undefined) continue;
      const same = before[i]?.key === after[j]?.key;
      row[j] = same
        ? at(table, i + 1, j + 1) + 1
        : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}
