/** Seeded pseudo-random numbers (splitmix32), so that a run is its seed. */

export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** An independent stream, named by a number. */
  fork(stream: number): Random {
    return new Random(
      Math.imul(this.state ^ 0x5bd1e995, 0x85ebca6b) + Math.imul(stream + 1, 0x9e3779b9),
    );
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let z = this.state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 0x1_0000_0000;
  }

  /** 0 ≤ n < bound, a whole number. */
  below(bound: number): number {
    return Math.floor(this.unit() * bound);
  }

  between(low: number, high: number): number {
    return low + this.unit() * (high - low);
  }

  chance(probability: number): boolean {
    return probability > 0 && this.unit() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  shuffle<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i -= 1) {
      const j = this.below(i + 1);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }
}
