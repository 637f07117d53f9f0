/**
 * What is needed to take back the changes that events make to collections in place. While the
 * journal is open, each change leaves the way back; a handler that fails leaves no trace of itself.
 * A way back is a function and what it needs, side by side in one list: that costs no object.
 */

type Undo = (target: unknown, key: unknown, before: unknown) => void;

let ways: unknown[] | undefined;

export function openJournal(): void {
  ways = [];
}

/** The changes stay. */
export function closeJournal(): void {
  ways = undefined;
}

/** Says how a change that is about to be made is taken back. While no journal is kept, nothing is noted. */
export function note<T, K, V>(
  undo: (target: T, key: K, before: V) => void,
  target: T,
  key: K,
  before: V,
): void {
  if (ways !== undefined) ways.push(undo, target, key, before);
}

/** Everything is as it was when the journal was opened. */
export function takeBack(): void {
  const all = ways ?? [];
  ways = undefined;
  for (let i = all.length - 4; i >= 0; i -= 4) (all[i] as Undo)(all[i + 1], all[i + 2], all[i + 3]);
}
