/** New names that collide with none of those in use. */

/** A name like this one that is not among those taken. */
export function freshName(name: string, taken: ReadonlySet<string>): string {
  let fresh = name;
  for (let n = 1; taken.has(fresh); n += 1) fresh = `${name}${n}`;
  return fresh;
}
