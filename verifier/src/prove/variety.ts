/** How often actions are taken in a series of runs, so that what one of them misses is seen in another. */
import type { Automaton } from '@maat/spec-lang';

/**
 * Three kinds of runs in turn, since what is rare is so for different reasons: one that goes where
 * runs usually go, one in which what was taken often before gives way to the rest, and one that
 * favours some actions and shuns others (Groce and others, Swarm Testing, 2012).
 */
export class Variety {
  private readonly automaton: Automaton;
  private readonly usual: ReadonlyMap<string, number>;
  private readonly times = new Map<string, number>();

  constructor(automaton: Automaton, usual: ReadonlyMap<string, number> = new Map()) {
    this.automaton = automaton;
    this.usual = usual;
  }

  taken(action: string): void {
    this.times.set(action, (this.times.get(action) ?? 0) + 1);
  }

  weights(seed: number): ReadonlyMap<string, number> {
    return new Map(
      this.automaton.signature.map(({ name, kind }, i) => {
        const usual = this.usual.get(name) ?? (kind === 'input' ? 0.4 : 1);
        return [name, usual * this.factor(seed, name, i)];
      }),
    );
  }

  private factor(seed: number, name: string, i: number): number {
    if (seed % 3 === 1) return 1;
    if (seed % 3 === 2) return Math.max(0.02, 8 / (8 + (this.times.get(name) ?? 0)));
    return FAVOURS[scattered(seed, i) % FAVOURS.length] ?? 1;
  }
}

const FAVOURS = [0.02, 1, 5];

/** A number that says little about the two that it is made of. */
function scattered(a: number, b: number): number {
  const mixed = Math.imul(a * 64 + b + 1, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 8;
}
