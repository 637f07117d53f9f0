/** Short names for states: every composite value has a number, so that what a search remembers stays small. */
import { keyOf, type State, type Value } from '@maat/spec-lang';

/** Equal states have equal names, different states of one automaton different ones. */
export class StateNames {
  readonly #names = new WeakMap<object, string>();
  readonly #numbers = new Map<string, string>();

  nameOf(state: State): string {
    let name = '';
    for (const value of state) name += this.#part(value);
    return name;
  }

  /** The same of some of the variables. */
  nameOfParts(state: State, positions: readonly number[]): string {
    let name = '';
    for (const i of positions) name += this.#part(state[i] as Value);
    return name;
  }

  #part(value: Value): string {
    return `${typeof value === 'object' ? this.#nameOf(value) : keyOf(value)};`;
  }

  #nameOf(value: Value & object): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const key = keyOf(value);
    const name = this.#numbers.get(key) ?? this.#numbers.size.toString(36);
    this.#numbers.set(key, name);
    this.#names.set(value, name);
    return name;
  }
}
