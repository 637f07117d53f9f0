/**
 * What comes late in a random run: in each run by one of the actions at most. So what was said
 * before a view is heard in it, and after what was said later, while all else goes its way.
 */
import type { Random } from '@maat/spec-lang';

/** Of what comes by the action one in so many is late, by up to so many beginnings. */
const LATE = 2;
const LATEST = 10;

export class Latecomers {
  private readonly random: Random;
  /** None in some runs. */
  private readonly action: string | undefined;
  private begun = 0;
  /** After how many beginnings a step is possible. */
  private readonly arrivals = new Map<string, number>();

  constructor(random: Random, actions: readonly string[]) {
    this.random = random;
    this.action = random.pick([undefined, ...actions]);
  }

  begin(): void {
    this.begun += 1;
  }

  isThere(action: string, name: string): boolean {
    if (action !== this.action) return true;
    const arrival = this.arrivals.get(name) ?? this.begun + this.delay();
    this.arrivals.set(name, arrival);
    return arrival <= this.begun;
  }

  private delay(): number {
    return this.random.below(LATE) === 0 ? 1 + this.random.below(LATEST) : 0;
  }
}
