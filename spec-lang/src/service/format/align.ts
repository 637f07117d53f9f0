/** Which token of one text is which of another that says the same in other words here and there. */

/** For each of `a` its partner in `b`, in ascending order; undefined where there is none. */
export function partners(
  a: readonly string[],
  b: readonly string[],
): readonly (number | undefined)[] | undefined {
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let back = 0;
  while (
    back < a.length - from &&
    back < b.length - from &&
    a[a.length - 1 - back] === b[b.length - 1 - back]
  )
    back += 1;
  const middle = longestCommon(a.slice(from, a.length - back), b.slice(from, b.length - back));
  if (middle === undefined) return undefined;
  return a.map((_, i) => {
    if (i < from) return i;
    if (i >= a.length - back) return i - a.length + b.length;
    const at = middle[i - from];
    return at === undefined ? undefined : at + from;
  });
}

/** Beyond this the table would be too large. */
const MOST_CELLS = 4_000_000;

function longestCommon(
  a: readonly string[],
  b: readonly string[],
): readonly (number | undefined)[] | undefined {
  if (a.length * b.length > MOST_CELLS) return undefined;
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      best[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: (number | undefined)[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 1) {
    while (j < b.length && at(i, j) === at(i, j + 1) && a[i] !== b[j]) j += 1;
    const same = j < b.length && a[i] === b[j] && at(i, j) === at(i + 1, j + 1) + 1;
    found.push(same ? j : undefined);
    if (same) j += 1;
  }
  return found;
}
