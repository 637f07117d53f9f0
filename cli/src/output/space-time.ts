// A space-time diagram for the terminal: a column for each place, a row for each step, time downwards.

export interface Row {
  readonly label: string;
  /** The place where the step happens, if it has one. */
  readonly at?: string | undefined;
  /** Other places that it speaks of. */
  readonly others: readonly string[];
}

export function spaceTime(lanes: readonly string[], rows: readonly Row[]): string {
  const shown = lanes.filter((lane) =>
    rows.some((row) => row.at === lane || row.others.includes(lane)),
  );
  const gutter = String(rows.length).length + 2;
  const widths = shown.map((lane) => Math.max(lane.length, 1) + 2);
  const cells = (texts: readonly string[]): string =>
    texts.map((text, i) => text.padEnd(widths[i] ?? 0)).join('');
  const head = ' '.repeat(gutter + 2) + cells(shown);
  const body = rows.map(
    (row, i) =>
      `${String(i + 1).padStart(gutter)}  ${cells(shown.map((lane) => mark(lane, row)))}${row.label}`,
  );
  return [...(shown.length === 0 ? [] : [head.trimEnd()]), ...body].join('\n');
}

function mark(lane: string, row: Row): string {
  if (row.at === lane) return '●';
  return row.others.includes(lane) ? '○' : '│';
}
