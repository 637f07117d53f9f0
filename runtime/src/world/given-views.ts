/**
 * Views that the application gives, where the service has none of its own. Each member is told in
 * its own time, so that some are in the new view while others are still in the old one.
 */
import { SetOf, type Args } from '@maat/layers';
import type { Random } from '../random.js';
import type { World } from './world.js';

/** How many ms it takes at most until everybody is told. */
export const SPREAD = 60;
/** Some are told again, which says nothing new: at once, or when they may be in the next view. */
const AGAIN = 0.2;
const LATER = 10 * SPREAD;

export class GivenViews {
  private readonly world: World;
  private readonly random: Random;
  private count = 0;

  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
  }

  /** Whoever is there is told of a view of those whom it hears; `left` are in none. */
  give(left: ReadonlySet<string>): void {
    for (const circle of this.world.circles()) {
      const members = circle.filter((name) => !left.has(name));
      this.count += 1;
      const view = [`view${this.count}`, SetOf.from(members)];
      for (const name of members) {
        const first = this.random.between(0, SPREAD);
        this.tell(name, view, first);
        if (this.random.chance(AGAIN))
          this.tell(name, view, first + this.random.between(0, SPREAD));
        if (this.random.chance(AGAIN)) this.tell(name, view, first + this.random.between(0, LATER));
      }
    }
  }

  private tell(name: string, view: Args, after: number): void {
    this.world.at(this.world.now + after, () => {
      this.world.input(name, 'install', view);
    });
  }
}
