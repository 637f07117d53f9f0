/**
 * What is needed to take back the changes that an event makes to collections in place. While the
 * journal is open, each change leaves the way back; a handler that fails leaves no trace of itself.
 */

/** `undone` is the ways back, latest last; there are none while no journal is kept. */
export const journal: { undone: (() => void)[] | undefined } = { undone: undefined };

export function openJournal(): void {
  journal.undone = [];
}

/** The changes stay. */
export function closeJournal(): void {
  journal.undone = undefined;
}

/** Everything is as it was when the journal was opened. */
export function takeBack(): void {
  const undone = journal.undone ?? [];
  journal.undone = undefined;
  for (let i = undone.length - 1; i >= 0; i -= 1) undone[i]?.();
}
