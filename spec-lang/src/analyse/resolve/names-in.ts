/** The names that occur anywhere in a piece of a syntax tree. */
export function namesIn(tree: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof tree !== 'object' || tree === null) return found;
  if ('text' in tree && typeof tree.text === 'string') found.add(tree.text);
  if ('name' in tree && typeof tree.name === 'string') found.add(tree.name);
  for (const [key, value] of Object.entries(tree)) if (key !== 'span') namesIn(value, found);
  return found;
}

/** Those that stand for values: not operators, fields or sorts. */
export function termNamesIn(tree: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof tree !== 'object' || tree === null) return found;
  if ('kind' in tree && tree.kind === 'name' && 'name' in tree && typeof tree.name === 'string')
    found.add(tree.name);
  for (const [key, value] of Object.entries(tree)) if (key !== 'span') termNamesIn(value, found);
  return found;
}
