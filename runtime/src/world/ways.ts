/** The ways from one process to another that are stopped up now and then, with what is sent on them held back. */
import type { Random } from '../random.js';

/** Long enough for those at its ends to give each other up, and short enough for them to meet again. */
const SHORTEST = 100;
const LONGEST = 900;

interface Spell {
  readonly end: number;
  readonly isStalled: boolean;
}

export class Ways {
  private readonly random: Random;
  private readonly spells = new Map<string, Spell>();

  constructor(random: Random) {
    this.random = random;
  }

  /** When what is sent now can go on its way, if ways are stalled for this share of the time. */
  freeAt(from: string, to: string, now: number, share: number): number {
    if (share === 0) return now;
    const way = `${from} ${to}`;
    let spell = this.spells.get(way) ?? { end: now, isStalled: false };
    while (spell.end <= now) spell = this.after(spell, share);
    this.spells.set(way, spell);
    return spell.isStalled ? spell.end : now;
  }

  private after({ end }: Spell, share: number): Spell {
    return {
      end: end + this.random.between(SHORTEST, LONGEST),
      isStalled: this.random.chance(share),
    };
  }
}
