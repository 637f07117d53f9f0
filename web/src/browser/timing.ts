/** The clock and the timers of the page. */

/** Calls `work` when it was not asked for again for so long. */
export function debounced(work: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

/** Milliseconds that only grow. */
export function now(): number {
  return performance.now();
}
