/**
 * A segment without its white space and comments: the grammar spends most of its time on those.
 * Places in the squeezed text lead back to places in the file.
 */
import type { Token } from './scan.js';

export interface Squeezed {
  readonly text: string;
  /** Where in the file a part begins that begins here. */
  startOf(index: number): number;
  /** Where in the file a part ends that ends here. */
  endOf(index: number): number;
}

/** `text`: the whole file's; tokens stand apart by one space. */
export function squeeze(text: string, tokens: readonly Token[]): Squeezed {
  const parts: string[] = [];
  const starts: number[] = [];
  let length = 0;
  for (const token of tokens) {
    starts.push(length);
    const part = text.slice(token.start, token.end);
    parts.push(part);
    length += part.length + 1;
  }
  const original = (index: number): number => {
    const at = lastAtMost(starts, index);
    const token = tokens[at];
    return token === undefined ? 0 : Math.min(token.start + index - (starts[at] ?? 0), token.end);
  };
  return {
    text: parts.join(' '),
    startOf: original,
    endOf: (index) => (index === 0 ? original(0) : original(index - 1) + 1),
  };
}

/** The last position whose value is at most this; the values ascend from 0. */
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
