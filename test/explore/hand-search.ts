// A tiny breadth-first search that shares nothing with the explorer, to compare counts with.

export function reachable<S>(
  initial: readonly S[],
  next: (state: S) => readonly S[],
): { readonly distinct: number; readonly generated: number; readonly depth: number } {
  const known = new Set(initial.map((s) => JSON.stringify(s)));
  let generated = initial.length;
  let depth = 0;
  let level = [...initial];
  for (;;) {
    const found: S[] = [];
    for (const successor of level.flatMap(next)) {
      generated += 1;
      const key = JSON.stringify(successor);
      if (known.has(key)) continue;
      known.add(key);
      found.push(successor);
    }
    if (found.length === 0) return { distinct: known.size, generated, depth };
    depth += 1;
    level = found;
  }
}
