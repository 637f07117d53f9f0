/** Map[D, R]: a finite partial function. */
import { Collection, share } from './collection.js';
import { undefinedTerm } from './errors.js';
import { note } from './journal.js';
import { compare, keyOf } from './order.js';
import { SetOf } from './set.js';

export class MapOf<K, V> extends Collection {
  private readonly values = new Map<unknown, V>();
  /** The keys themselves, where their text is not they. */
  private readonly originals = new Map<unknown, K>();

  static of<K, V>(...entries: (readonly [K, V])[]): MapOf<K, V> {
    return MapOf.from(entries);
  }

  static from<K, V>(entries: Iterable<readonly [K, V]>): MapOf<K, V> {
    const map = new MapOf<K, V>();
    for (const [k, v] of entries) map.put(k, v);
    return map;
  }

  get size(): number {
    return this.values.size;
  }

  has(key: K): boolean {
    return this.values.has(keyOf(key));
  }

  at(key: K, place: string): V {
    const value = this.values.get(keyOf(key));
    return value === undefined ? undefinedTerm(`no entry for ${String(keyOf(key))}`, place) : value;
  }

  keys(): SetOf<K> {
    return SetOf.from(this.keyList());
  }

  /** In canonical order of the keys. */
  entries(): [K, V][] {
    return this.keyList()
      .sort(compare)
      .map((k) => [k, this.values.get(keyOf(k)) as V]);
  }

  set(key: K, value: V): this {
    const m = this.own();
    m.put(key, value);
    return m;
  }

  modify(key: K, change: (old: V) => V, place: string): this {
    const m = this.own();
    m.put(key, change(m.at(key, place)));
    return m;
  }

  remove(key: K): this {
    if (!this.has(key)) return this;
    const m = this.own();
    const text = keyOf(key);
    m.keep(text);
    m.values.delete(text);
    m.originals.delete(text);
    return m;
  }

  parts(): readonly unknown[] {
    return this.entries().flat();
  }

  fork(): this {
    const copy = new MapOf<K, V>();
    for (const [key, v] of this.values) copy.values.set(key, share(v));
    for (const [key, k] of this.originals) copy.originals.set(key, share(k));
    return copy as this;
  }

  private keyList(): K[] {
    return [...this.values.keys()].map(
      (key) => (this.originals.has(key) ? this.originals.get(key) : key) as K,
    );
  }

  private put(key: K, value: V): void {
    const text = keyOf(key);
    this.keep(text);
    this.values.set(text, value);
    if (text !== key) this.originals.set(text, key);
  }

  /** Leaves the way back to what is there for the key now. */
  private keep(text: unknown): void {
    note(putBack, this, text, this.values.get(text));
    if (this.originals.size > 0) note(putBackOriginal, this, text, this.originals.get(text));
  }

  restore(text: unknown, value: V | undefined): void {
    if (value === undefined) this.values.delete(text);
    else this.values.set(text, value);
  }

  restoreOriginal(text: unknown, key: K | undefined): void {
    if (key === undefined) this.originals.delete(text);
    else this.originals.set(text, key);
  }
}

function putBack<K, V>(map: MapOf<K, V>, text: unknown, value: V | undefined): void {
  map.restore(text, value);
}

function putBackOriginal<K, V>(map: MapOf<K, V>, text: unknown, key: K | undefined): void {
  map.restoreOriginal(text, key);
}
