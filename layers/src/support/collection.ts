/**
 * Value semantics over state that is updated in place.
 *
 * A collection has one owner, the variable or collection that holds it, unless it is marked
 * shared. Methods that change a collection return the changed one: the receiver itself if it has
 * one owner, otherwise a copy. So `this.x = this.x.add(e)` is an update in place, and a value that
 * flows elsewhere is marked by `share` before.
 */
export abstract class Collection {
  shared = false;
  abstract readonly size: number;

  /** The elements in canonical order (of a map: keys and values in turn), for comparison and keys. */
  abstract parts(): readonly unknown[];

  /** A copy with one owner; what it contains is shared with the original. */
  abstract fork(): this;

  protected own(): this {
    return this.shared ? this.fork() : this;
  }
}

/** Marks every collection in the value, down to the first one on each path, as shared. */
export function share<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Collection) value.shared = true;
  else for (const part of Object.values(value)) share(part);
  return value;
}
