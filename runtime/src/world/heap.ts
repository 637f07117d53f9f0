/** A binary heap: what is due first comes out first; among equals, what went in first. */

interface Entry<T> {
  readonly time: number;
  readonly order: number;
  readonly item: T;
}

export class Agenda<T> {
  private readonly heap: Entry<T>[] = [];
  private count = 0;

  get nextTime(): number | undefined {
    return this.heap[0]?.time;
  }

  add(time: number, item: T): void {
    this.heap.push({ time, order: this.count, item });
    this.count += 1;
    this.up(this.heap.length - 1);
  }

  take(): T | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.down(0);
    }
    return first.item;
  }

  private up(at: number): void {
    for (let i = at; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!this.before(i, parent)) return;
      this.swap(i, parent);
      i = parent;
    }
  }

  private down(at: number): void {
    for (let i = at; ;) {
      let least = i;
      if (this.before(2 * i + 1, least)) least = 2 * i + 1;
      if (this.before(2 * i + 2, least)) least = 2 * i + 2;
      if (least === i) return;
      this.swap(i, least);
      i = least;
    }
  }

  private before(i: number, j: number): boolean {
    const a = this.heap[i];
    const b = this.heap[j];
    if (a === undefined || b === undefined) return false;
    return a.time < b.time || (a.time === b.time && a.order < b.order);
  }

  private swap(i: number, j: number): void {
    [this.heap[i], this.heap[j]] = [this.heap[j] as Entry<T>, this.heap[i] as Entry<T>];
  }
}
