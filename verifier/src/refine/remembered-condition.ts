/** A conjunct of a relation, decided once for all pairs that agree in what it reads. */
import type { PairCondition, State } from '@maat/spec-lang';
import type { StateNames } from '../explicit/state-names.js';
import type { Pair } from './pair.js';

/** Classes after which everything is forgotten, so that memory stays bounded. */
const CLASSES = 200_000;

export class RememberedCondition {
  readonly #condition: PairCondition;
  readonly #names: StateNames;
  readonly #known = new Map<string, boolean>();

  constructor(condition: PairCondition, names: StateNames) {
    this.#condition = condition;
    this.#names = names;
  }

  holds({ c, a }: Pair): boolean {
    const { concrete, abstract, holds } = this.#condition;
    const key = `${this.#names.nameOfParts(c, concrete)}|${this.#names.nameOfParts(a, abstract)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= CLASSES) this.#known.clear();
    const now = holds(c, a);
    this.#known.set(key, now);
    return now;
  }

  /** Whether it holds after a pair in which it held: where nothing that it reads changed, it does. */
  keeps(before: Pair, after: Pair): boolean {
    const { concrete, abstract } = this.#condition;
    const same = agree(before.c, after.c, concrete) && agree(before.a, after.a, abstract);
    return same || this.holds(after);
  }
}

function agree(before: State, after: State, positions: readonly number[]): boolean {
  return positions.every((i) => before[i] === after[i]);
}
