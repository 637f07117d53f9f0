/** Seq[T]: positions count from 0; taking from the front is cheap. */
import { Collection, share } from './collection.js';
import { undefinedTerm } from './errors.js';
import { note } from './journal.js';
import { eq } from './order.js';
import { SetOf } from './set.js';

export class Seq<T> extends Collection implements Iterable<T> {
  private items: T[];
  private start = 0;

  private constructor(items: T[]) {
    super();
    this.items = items;
  }

  static of<T>(...items: T[]): Seq<T> {
    return new Seq(items);
  }

  /** Takes over the array. */
  static from<T>(items: T[]): Seq<T> {
    return new Seq(items);
  }

  get size(): number {
    return this.items.length - this.start;
  }

  toArray(): T[] {
    return this.items.slice(this.start);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.toArray()[Symbol.iterator]();
  }

  elements(): SetOf<T> {
    return SetOf.from(this.fork());
  }

  has(element: T): boolean {
    for (let i = this.start; i < this.items.length; i += 1)
      if (eq(this.items[i], element)) return true;
    return false;
  }

  at(index: number, place: string): T {
    if (index < 0 || index >= this.size) {
      return undefinedTerm(
        `position ${String(index)} of a sequence of ${String(this.size)}`,
        place,
      );
    }
    return this.items[this.start + index] as T;
  }

  head(place: string): T {
    return this.size === 0 ? undefinedTerm('head of {}', place) : (this.items[this.start] as T);
  }

  last(place: string): T {
    return this.size === 0
      ? undefinedTerm('last of {}', place)
      : (this.items[this.items.length - 1] as T);
  }

  append(element: T): this {
    const s = this.own();
    s.cutBack(s.items.length);
    s.items.push(element);
    return s;
  }

  prepend(element: T): this {
    const s = this.own();
    if (s.start > 0) {
      note(keepPlace, s, s.items, s.start);
      s.start -= 1;
      s.items[s.start] = element;
    } else {
      note(dropFirst, s.items, undefined, undefined);
      s.items.unshift(element);
    }
    return s;
  }

  concat(other: Seq<T>): this {
    const tail = other.toArray();
    const s = this.own();
    s.cutBack(s.items.length);
    for (const x of tail) s.items.push(share(x));
    return s;
  }

  tail(place: string): this {
    if (this.size === 0) return undefinedTerm('tail of {}', place);
    const s = this.own();
    note(putAt, s.items, s.start, s.items[s.start] as T);
    note(keepPlace, s, s.items, s.start);
    s.start += 1;
    s.reclaim();
    return s;
  }

  init(place: string): this {
    if (this.size === 0) return undefinedTerm('init of {}', place);
    const s = this.own();
    note(putAt, s.items, s.items.length - 1, s.items[s.items.length - 1] as T);
    s.items.length -= 1;
    return s;
  }

  /** The elements at from ≤ i < to; bounds outside the sequence are cut. */
  slice(from: number, to: number): Seq<T> {
    const begin = Math.max(0, from);
    return new Seq(this.toArray().slice(begin, Math.max(begin, to)).map(share));
  }

  set(index: number, value: T, place: string): this {
    this.at(index, place);
    const s = this.own();
    s.replace(s.start + index, value);
    return s;
  }

  modify(index: number, change: (old: T) => T, place: string): this {
    const s = this.own();
    const value = change(s.at(index, place));
    s.replace(s.start + index, value);
    return s;
  }

  isPrefixOf(other: Seq<T>): boolean {
    if (this.size > other.size) return false;
    for (let i = 0; i < this.size; i += 1) {
      if (!eq(this.items[this.start + i], other.items[other.start + i])) return false;
    }
    return true;
  }

  parts(): readonly unknown[] {
    return this.start === 0 ? this.items : this.toArray();
  }

  fork(): this {
    return new Seq(this.toArray().map(share)) as this;
  }

  private replace(at: number, value: T): void {
    note(putAt, this.items, at, this.items[at] as T);
    this.items[at] = value;
  }

  /** The way back from appending. */
  private cutBack(length: number): void {
    note(cutTo, this.items, length, undefined);
  }

  restore(items: T[], start: number): void {
    this.items = items;
    this.start = start;
  }

  /** Drops the taken elements once they are more than half, so that each is moved at most once on average. */
  private reclaim(): void {
    if (this.start === this.items.length) {
      this.items = [];
      this.start = 0;
    } else if (this.start > 32 && this.start * 2 > this.items.length) {
      this.items = this.items.slice(this.start);
      this.start = 0;
    } else {
      // The place must not keep the element alive.
      this.items[this.start - 1] = undefined as T;
    }
  }
}

function keepPlace<T>(seq: Seq<T>, items: T[], start: number): void {
  seq.restore(items, start);
}

function putAt<T>(items: T[], at: number, before: T): void {
  items[at] = before;
}

function cutTo(items: unknown[], length: number): void {
  items.length = length;
}

function dropFirst(items: unknown[]): void {
  items.shift();
}
