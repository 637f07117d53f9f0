/** Set[T], iterated in canonical order. */
import { Collection, share } from './collection.js';
import { undefinedTerm } from './errors.js';
import { note } from './journal.js';
import { compare, keyOf } from './order.js';

export class SetOf<T> extends Collection implements Iterable<T> {
  private readonly byKey = new Map<unknown, T>();
  private sorted: readonly T[] | undefined;

  static of<T>(...elements: T[]): SetOf<T> {
    return SetOf.from(elements);
  }

  static from<T>(elements: Iterable<T>): SetOf<T> {
    const set = new SetOf<T>();
    for (const x of elements) set.byKey.set(keyOf(x), x);
    return set;
  }

  get size(): number {
    return this.byKey.size;
  }

  has(element: T): boolean {
    return this.byKey.has(keyOf(element));
  }

  /** A loop over the set sees it as it was when the loop began. */
  [Symbol.iterator](): Iterator<T> {
    return this.inOrder()[Symbol.iterator]();
  }

  inOrder(): readonly T[] {
    this.sorted ??= [...this.byKey.values()].sort(compare);
    return this.sorted;
  }

  add(element: T): this {
    const key = keyOf(element);
    if (this.byKey.has(key)) return this;
    const s = this.change();
    s.put(key, element);
    return s;
  }

  delete(element: T): this {
    const key = keyOf(element);
    if (!this.byKey.has(key)) return this;
    const s = this.change();
    s.remove(key);
    return s;
  }

  union(other: SetOf<T>): this {
    const s = this.change();
    for (const [key, x] of other.byKey) if (!s.byKey.has(key)) s.put(key, share(x));
    return s;
  }

  intersection(other: SetOf<T>): this {
    const s = this.change();
    for (const key of [...s.byKey.keys()]) if (!other.byKey.has(key)) s.remove(key);
    return s;
  }

  difference(other: SetOf<T>): this {
    const keys = [...other.byKey.keys()];
    const s = this.change();
    for (const key of keys) s.remove(key);
    return s;
  }

  subsetOf(other: SetOf<T>): boolean {
    if (this.size > other.size) return false;
    for (const key of this.byKey.keys()) if (!other.byKey.has(key)) return false;
    return true;
  }

  least(place: string): T {
    return this.size === 0 ? undefinedTerm('least of {}', place) : (this.inOrder()[0] as T);
  }

  greatest(place: string): T {
    return this.size === 0
      ? undefinedTerm('greatest of {}', place)
      : (this.inOrder()[this.size - 1] as T);
  }

  /** How many elements are below x. */
  rank(element: T): number {
    let below = 0;
    for (const x of this.byKey.values()) if (compare(x, element) < 0) below += 1;
    return below;
  }

  parts(): readonly unknown[] {
    return this.inOrder();
  }

  fork(): this {
    const copy = new SetOf<T>();
    for (const [key, x] of this.byKey) copy.byKey.set(key, share(x));
    copy.sorted = this.sorted;
    return copy as this;
  }

  private change(): this {
    const s = this.own();
    s.sorted = undefined;
    return s;
  }

  private put(key: unknown, element: T): void {
    note(putBack, this, key, undefined);
    this.byKey.set(key, element);
  }

  private remove(key: unknown): void {
    const before = this.byKey.get(key);
    if (before === undefined) return;
    note(putBack, this, key, before);
    this.byKey.delete(key);
  }

  /** The way back: what stood for the key, if anything. */
  restore(key: unknown, before: T | undefined): void {
    this.sorted = undefined;
    if (before === undefined) this.byKey.delete(key);
    else this.byKey.set(key, before);
  }
}

function putBack<T>(set: SetOf<T>, key: unknown, before: T | undefined): void {
  set.restore(key, before);
}
