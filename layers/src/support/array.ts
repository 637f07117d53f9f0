/**
 * Array[I, E] and Array[I, J, E]: total functions, one value everywhere but at finitely many
 * places. The index of a two-index array is a pair.
 */
import { Collection, share } from './collection.js';
import { note } from './journal.js';
import { compare, eq, keyOf } from './order.js';

interface Entry<I, E> {
  readonly index: I;
  value: E;
}

export class ArrayOf<I, E> extends Collection {
  readonly otherwise: E;
  private readonly values = new Map<unknown, Entry<I, E>>();

  private constructor(otherwise: E) {
    super();
    this.otherwise = share(otherwise);
  }

  static constant<I, E>(otherwise: E): ArrayOf<I, E> {
    return new ArrayOf<I, E>(otherwise);
  }

  get size(): number {
    return this.entries().length;
  }

  at(index: I): E {
    const entry = this.values.get(keyOf(index));
    return entry === undefined ? this.otherwise : entry.value;
  }

  /** The places that differ from `otherwise`, in canonical order. */
  entries(): [I, E][] {
    return [...this.values.values()]
      .filter((entry) => !eq(entry.value, this.otherwise))
      .map((entry): [I, E] => [entry.index, entry.value])
      .sort((a, b) => compare(a[0], b[0]));
  }

  set(index: I, value: E): this {
    const a = this.own();
    a.put(index, value);
    return a;
  }

  modify(index: I, change: (old: E) => E): this {
    const a = this.own();
    a.put(index, change(a.at(index)));
    return a;
  }

  parts(): readonly unknown[] {
    return [this.otherwise, ...this.entries().flat()];
  }

  fork(): this {
    const copy = new ArrayOf<I, E>(this.otherwise);
    for (const [key, entry] of this.values)
      copy.values.set(key, { index: entry.index, value: share(entry.value) });
    return copy as this;
  }

  private put(index: I, value: E): void {
    const key = keyOf(index);
    const entry = this.values.get(key);
    if (entry === undefined) {
      note(forget, this.values, key, undefined);
      this.values.set(key, { index, value });
    } else {
      note(putBack, entry, undefined, entry.value);
      entry.value = value;
    }
  }
}

function forget(values: Map<unknown, unknown>, key: unknown): void {
  values.delete(key);
}

function putBack<I, E>(entry: Entry<I, E>, _: undefined, before: E): void {
  entry.value = before;
}
