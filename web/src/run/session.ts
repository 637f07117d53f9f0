/** A specification opened to be run: what can happen in a state, what a step leads to, runs by seed. */
import { simulate, type Instance, type Run, type State, type Step } from '@maat/spec-lang';
import { whileRunning, type Opened, type Refused } from '../spec/instance.js';
import { hindered, type Hindered } from './hindered.js';
import { viewOf, type AutomatonView } from './view.js';

export interface Choices {
  readonly kind: 'choices';
  readonly enabled: readonly Step[];
  readonly hindered: readonly Hindered[];
  /** Invariants that this state violates. */
  readonly broken: readonly string[];
}

export interface States {
  readonly kind: 'states';
  readonly states: readonly State[];
}

export interface RunMade {
  readonly kind: 'run';
  readonly run: Run;
}

export class RunSession {
  readonly view: AutomatonView;
  readonly #opened: Opened & { readonly kind: 'opened' };

  constructor(opened: Opened & { readonly kind: 'opened' }) {
    this.#opened = opened;
    const { instance, scope, invariants } = opened;
    this.view = viewOf(
      instance,
      scope,
      invariants.map((i) => i.name),
    );
  }

  initial(): States | Refused {
    return whileRunning(() => ({ kind: 'states', states: this.#instance.initialStates() }));
  }

  choices(state: State): Choices | Refused {
    return whileRunning(() => {
      const enabled = this.#instance.enabled(state);
      return {
        kind: 'choices',
        enabled,
        hindered: hindered(this.#instance, state, enabled),
        broken: this.#broken(state),
      };
    });
  }

  /** The states that the step can lead to. */
  after(state: State, step: Step): States | Refused {
    return whileRunning(() => ({ kind: 'states', states: this.#instance.post(state, step) }));
  }

  random(seed: number, steps: number): RunMade | Refused {
    const { invariants } = this.#opened;
    return whileRunning(() => ({
      kind: 'run',
      run: simulate(this.#instance, { seed, steps, invariants }),
    }));
  }

  get #instance(): Instance {
    return this.#opened.instance;
  }

  #broken(state: State): readonly string[] {
    return this.#opened.invariants
      .filter((i) => this.#instance.evaluate(i.condition, state) !== true)
      .map((i) => i.name);
  }
}
