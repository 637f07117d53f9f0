/**
 * Marks that ride in a text while it is put together, so that each piece of the whole can say what it was made of.
 * They are signs that no text of a program has, and are taken out before anybody reads it.
 */

export interface Mark<T> {
  readonly start: number;
  readonly end: number;
  readonly of: T;
}

const [OPEN, WITHIN, CLOSE] = ['\uE000', '\uE001', '\uE002'];
const SIGNS = new RegExp(`${OPEN}[^${WITHIN}]*${WITHIN}|${CLOSE}`, 'g');

/** `of` is what `unmarked` gives back: data, as it travels as text. */
export function marked(of: unknown, text: string): string {
  return `${OPEN}${JSON.stringify(of)}${WITHIN}${text}${CLOSE}`;
}

export function isMarked(text: string): boolean {
  return text.includes(OPEN);
}

export function bare(text: string): string {
  return isMarked(text) ? text.replaceAll(SIGNS, '') : text;
}

/** The text without its marks, and where each stood; inner ones come before those around them. */
export function unmarked<T>(text: string): {
  readonly text: string;
  readonly marks: readonly Mark<T>[];
} {
  const pieces: string[] = [];
  const open: { readonly start: number; readonly of: T }[] = [];
  const marks: Mark<T>[] = [];
  let [at, length] = [0, 0];
  for (const found of text.matchAll(SIGNS)) {
    pieces.push(text.slice(at, found.index));
    length += found.index - at;
    at = found.index + found[0].length;
    const top = found[0] === CLOSE ? open.pop() : undefined;
    if (top !== undefined) marks.push({ ...top, end: length });
    else open.push({ start: length, of: JSON.parse(found[0].slice(1, -1)) as T });
  }
  pieces.push(text.slice(at));
  return { text: pieces.join(''), marks };
}

/** Changes the text inside of the mark that it is wholly in, if there is one. */
export function within(text: string, change: (inner: string) => string): string {
  const { text: plain, marks } = unmarked(text);
  const whole = marks.some((m) => m.start === 0 && m.end === plain.length);
  if (!whole || !text.startsWith(OPEN) || !text.endsWith(CLOSE)) return change(text);
  const begin = text.indexOf(WITHIN) + 1;
  return `${text.slice(0, begin)}${change(text.slice(begin, -1))}${CLOSE}`;
}

/** The smallest that covers the range. */
export function innermost<T>(
  marks: readonly Mark<T>[],
  start: number,
  end: number,
): Mark<T> | undefined {
  let found: Mark<T> | undefined;
  for (const mark of marks) {
    if (mark.start > start || mark.end < end) continue;
    if (found === undefined || mark.end - mark.start < found.end - found.start) found = mark;
  }
  return found;
}
