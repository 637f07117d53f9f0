// A list without what is not needed for what it is there for.

/**
 * Loose pieces are left out in halves, quarters and so on, down to single ones, while `made` makes
 * something of the rest: that, which may be shorter still.
 */
export function lessened<T>(
  all: readonly T[],
  isLoose: (piece: T) => boolean,
  made: (rest: readonly T[]) => readonly T[] | undefined,
): readonly T[] {
  let kept = all;
  let size = Math.ceil(all.filter(isLoose).length / 2);
  while (size >= 1) {
    const shorter = lessenedOnce(kept, isLoose, made, size);
    if (shorter !== undefined) kept = shorter;
    else size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return kept;
}

/** From the end on; once, since what is left out may take others with it, whose places are others then. */
function lessenedOnce<T>(
  kept: readonly T[],
  isLoose: (piece: T) => boolean,
  made: (rest: readonly T[]) => readonly T[] | undefined,
  size: number,
): readonly T[] | undefined {
  const places = kept.flatMap((piece, i) => (isLoose(piece) ? [i] : []));
  for (let end = places.length; end > 0; end -= size) {
    const left = new Set(places.slice(Math.max(0, end - size), end));
    const shorter = made(kept.filter((_, i) => !left.has(i)));
    if (shorter !== undefined) return shorter;
  }
  return undefined;
}
