/** Mset[T]: a multiset. */
import { Collection, share } from './collection.js';
import { note } from './journal.js';
import { compare, keyOf } from './order.js';

interface Entry<T> {
  readonly element: T;
  readonly count: number;
}

export class Mset<T> extends Collection implements Iterable<T> {
  private readonly counts = new Map<unknown, Entry<T>>();
  size = 0;

  static of<T>(...elements: T[]): Mset<T> {
    return Mset.from(elements);
  }

  static from<T>(elements: Iterable<T>): Mset<T> {
    const set = new Mset<T>();
    for (const x of elements) set.put(x, 1);
    return set;
  }

  /** Each element once, in canonical order. */
  [Symbol.iterator](): Iterator<T> {
    return this.inOrder()[Symbol.iterator]();
  }

  inOrder(): T[] {
    return [...this.counts.values()].map((c) => c.element).sort(compare);
  }

  /** Each element as often as it occurs, in canonical order. */
  occurrences(): T[] {
    return this.inOrder().flatMap((x) => Array.from({ length: this.count(x) }, () => x));
  }

  has(element: T): boolean {
    return this.counts.has(keyOf(element));
  }

  count(element: T): number {
    return this.counts.get(keyOf(element))?.count ?? 0;
  }

  add(element: T): this {
    const s = this.own();
    s.put(element, 1);
    return s;
  }

  /** Removes one occurrence, if there is one. */
  delete(element: T): this {
    if (!this.has(element)) return this;
    const s = this.own();
    s.put(element, -1);
    return s;
  }

  /** Counts are added. */
  union(other: Mset<T>): this {
    const s = this.own();
    for (const c of [...other.counts.values()]) s.put(share(c.element), c.count);
    return s;
  }

  intersection(other: Mset<T>): this {
    const s = this.own();
    for (const c of [...s.counts.values()]) {
      s.put(c.element, Math.min(c.count, other.count(c.element)) - c.count);
    }
    return s;
  }

  difference(other: Mset<T>): this {
    const s = this.own();
    for (const c of [...other.counts.values()])
      s.put(c.element, -Math.min(c.count, s.count(c.element)));
    return s;
  }

  subsetOf(other: Mset<T>): boolean {
    return [...this.counts.values()].every((c) => c.count <= other.count(c.element));
  }

  parts(): readonly unknown[] {
    return this.inOrder().flatMap((x) => [x, this.count(x)]);
  }

  fork(): this {
    const copy = new Mset<T>();
    for (const c of this.counts.values()) copy.put(share(c.element), c.count);
    return copy as this;
  }

  private put(element: T, change: number): void {
    const key = keyOf(element);
    const before = this.counts.get(key);
    note(putBack, this, key, before);
    const count = (before?.count ?? 0) + change;
    if (count > 0) this.counts.set(key, { element, count });
    else this.counts.delete(key);
    this.size += change;
  }

  restore(key: unknown, before: Entry<T> | undefined): void {
    this.size += (before?.count ?? 0) - (this.counts.get(key)?.count ?? 0);
    if (before === undefined) this.counts.delete(key);
    else this.counts.set(key, before);
  }
}

function putBack<T>(set: Mset<T>, key: unknown, before: Entry<T> | undefined): void {
  set.restore(key, before);
}
