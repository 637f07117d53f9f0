/** The clock and the timers of the page. */

/** Calls `work` when it was not asked for again for so long. */
export function debounced(work: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

/** Calls `work` soon, and once for all that was asked until then. */
export function paced(work: () => void, milliseconds: number): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work();
    }, milliseconds);
  };
}

/** Calls `work` again and again; gives the function that ends it. */
export function repeated(work: () => void, milliseconds: number): () => void {
  const timer = setInterval(work, milliseconds);
  return () => {
    clearInterval(timer);
  };
}

/** Is kept after so many milliseconds. */
export function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Milliseconds that only grow. */
export function now(): number {
  return performance.now();
}
