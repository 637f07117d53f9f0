// Plain tables with aligned columns.

export type Align = 'left' | 'right';

/** Widths are counted without colours. */
export function table(rows: readonly (readonly string[])[], aligns: readonly Align[] = []): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) =>
    Math.max(0, ...rows.map((row) => width(row[c] ?? ''))),
  );
  const cell = (text: string, c: number): string => {
    const space = ' '.repeat((widths[c] ?? 0) - width(text));
    return aligns[c] === 'right' ? space + text : text + space;
  };
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function width(text: string): number {
  return Array.from(text.replace(COLOUR, '')).length;
}
