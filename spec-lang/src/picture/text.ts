/** Labels: how wide a text is, and how it is made to fit into its mark. */

const WIDTH_OF_LETTER = 0.61;
export const LETTER = 12;
const SMALLEST = 9;

/** Of letters of one width, as the pictures have them. */
export function widthOf(lines: readonly string[], size = LETTER): number {
  return Math.max(0, ...lines.map((line) => line.length)) * size * WIDTH_OF_LETTER;
}

export function heightOf(lines: readonly string[], size = LETTER): number {
  return lines.length * size * 1.25;
}

export interface Fitted {
  readonly lines: readonly string[];
  readonly size: number;
  /** Whether something had to be left out. */
  readonly cut: boolean;
}

/** Smaller letters first; what is still too long is cut. */
export function fitted(lines: readonly string[], room: number): Fitted {
  const needed = widthOf(lines);
  if (needed <= room) return { lines, size: LETTER, cut: false };
  const size = Math.max(SMALLEST, Math.floor((LETTER * room * 2) / needed) / 2);
  const letters = Math.max(1, Math.floor(room / (size * WIDTH_OF_LETTER)));
  const short = lines.map((line) =>
    line.length > letters ? `${line.slice(0, letters - 1)}…` : line,
  );
  return { lines: short, size, cut: short.some((line, i) => line !== lines[i]) };
}
