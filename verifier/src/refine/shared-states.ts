/** The states of an automaton, each kept once, with the steps that were taken from it remembered. */
import { type Instance, type State, type Step } from '@maat/spec-lang';
import { StateNames } from '../explicit/state-names.js';

/** Many concrete states stand for one abstract state: what it leads to is computed only once. */
export class SharedStates {
  readonly #instance: Instance;
  readonly #names = new StateNames();
  readonly #states = new Map<string, State>();
  readonly #known = new WeakMap<State, string>();
  readonly #after = new WeakMap<State, Map<string, readonly State[]>>();

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  share(state: State): State {
    const name = this.#names.nameOf(state);
    const known = this.#states.get(name);
    if (known !== undefined) return known;
    this.#states.set(name, state);
    this.#known.set(state, `${this.#states.size}`);
    return state;
  }

  /** Of a shared state: short, and its own. */
  nameOf(state: State): string {
    return this.#known.get(state) ?? this.nameOf(this.share(state));
  }

  post(state: State, step: Step): readonly State[] {
    const steps = this.#after.get(state) ?? new Map<string, readonly State[]>();
    this.#after.set(state, steps);
    const label = `${step.action} ${this.#names.nameOf(step.args)}`;
    const known = steps.get(label);
    if (known !== undefined) return known;
    const after = this.#instance.post(state, step).map((s) => this.share(s));
    steps.set(label, after);
    return after;
  }
}
