// An instance whose runs are led: of its steps only those that a story allows. Its runs are runs of the instance.
import type { Expr, Instance, State, Step, Value } from '@maat/spec-lang';

/** Reads the state by the names of its variables. */
export type Story = (variable: (name: string) => Value, step: Step) => boolean;

/** What an array holds for a process. */
export function at(array: Value, process: string): Value {
  if (typeof array !== 'object' || array.kind !== 'array') throw new TypeError('no array');
  return array.entries.find(([key]) => key === process)?.[1] ?? array.otherwise;
}

export class Steered implements Instance {
  readonly #inner: Instance;
  readonly #story: Story;

  constructor(inner: Instance, story: Story) {
    this.#inner = inner;
    this.#story = story;
  }

  get automaton(): Instance['automaton'] {
    return this.#inner.automaton;
  }

  get scope(): Instance['scope'] {
    return this.#inner.scope;
  }

  get definitions(): Instance['definitions'] {
    return this.#inner.definitions;
  }

  get reference(): Instance {
    return new Steered(this.#inner.reference, this.#story);
  }

  initialStates(): readonly State[] {
    return this.#inner.initialStates();
  }

  enabled(state: State): readonly Step[] {
    return this.#inner.enabled(state).filter((step) => this.#allows(state, step));
  }

  post(state: State, step: Step): readonly State[] {
    return this.#allows(state, step) ? this.#inner.post(state, step) : [];
  }

  successors(state: State): ReturnType<Instance['successors']> {
    return this.#inner.successors(state).filter(({ step }) => this.#allows(state, step));
  }

  explain(state: State, step: Step): ReturnType<Instance['explain']> {
    return this.#inner.explain(state, step);
  }

  evaluate(expr: Expr, state: State, locals?: ReadonlyMap<string, Value>): Value {
    return this.#inner.evaluate(expr, state, locals);
  }

  predicate(condition: Expr, place: string): (state: State) => boolean {
    return this.#inner.predicate(condition, place);
  }

  #allows(state: State, step: Step): boolean {
    const { states } = this.automaton;
    const variable = (name: string): Value => {
      const value = state[states.findIndex((v) => v.name === name)];
      if (value === undefined) throw new RangeError(`no variable ${name}`);
      return value;
    };
    return this.#story(variable, step);
  }
}
