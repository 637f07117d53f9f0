/**
 * Views that the application gives, where the service has none of its own. Each member is told in
 * its own time, so that some are in the new view while others are still in the old one.
 */
import { SetOf } from '@maat/layers';
import type { Random } from '../random.js';
import type { World } from './world.js';

/** How many ms it takes at most until everybody is told. */
export const SPREAD = 60;
/** Some are told twice, which says nothing new. */
const TWICE = 0.2;

export class GivenViews {
  private readonly world: World;
  private readonly random: Random;
  private count = 0;

  constructor(world: World, random: Random) {
    this.world = world;
    this.random = random;
  }

  /** Whoever is there is told of a view of those whom it hears, of the last one once; `left` are in none. */
  give(left: ReadonlySet<string>, isLast = false): void {
    for (const circle of this.world.circles()) {
      const members = circle.filter((name) => !left.has(name));
      this.count += 1;
      const view = [`view${this.count}`, SetOf.from(members)];
      const again = members.filter(() => !isLast && this.random.chance(TWICE));
      for (const name of [...members, ...again])
        this.world.at(this.world.now + this.random.between(0, SPREAD), () => {
          this.world.input(name, 'install', view);
        });
    }
  }
}
