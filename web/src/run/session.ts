/** A specification opened to be run: what can happen in a state, what a step leads to, runs by seed. */
import {
  drawPicture,
  runToItf,
  simulate,
  stateKey,
  type DrawnPicture,
  type Instance,
  type Run,
  type State,
  type Step,
} from '@maat/spec-lang';
import { whileRunning, type Opened, type Refused } from '../spec/instance.js';
import { readExpression, valueIn, type Expression, type Valued } from './expression.js';
import { hindered, type Hindered } from './hindered.js';
import { replayItf, type Replay } from './itf.js';
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

/** A step, and to which of the states that it can lead to it led. */
export interface TakenStep {
  readonly step: Step;
  readonly outcome: number;
}

/** A run without its states: enough to take it again. */
export interface Recipe {
  readonly kind: 'recipe';
  readonly start: number;
  readonly steps: readonly TakenStep[];
}

/** What somebody typed, and what it is in each of the states that were asked about. */
export interface Evaluated {
  readonly typed: string;
  /** Why it is no expression over this state. */
  readonly trouble: string | undefined;
  readonly values: readonly Valued[];
}

export class RunSession {
  readonly view: AutomatonView;
  readonly #read = new Map<string, Expression | Refused>();
  readonly #opened: Opened & { readonly kind: 'opened' };

  constructor(opened: Opened & { readonly kind: 'opened' }) {
    this.#opened = opened;
    const { instance, scope, invariants, pictures } = opened;
    this.view = viewOf(
      instance,
      scope,
      invariants.map((i) => i.name),
      pictures.map((p) => p.name),
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

  /** Steps taken again, each to the one of its outcomes that is said. Ends where one is not possible. */
  replay(start: number, steps: readonly TakenStep[]): RunMade | Refused {
    return whileRunning(() => {
      const first = this.#instance.initialStates()[start];
      const states = first === undefined ? [] : [first];
      for (const { step, outcome } of steps) {
        const last = states.at(-1);
        const next = last === undefined ? undefined : this.#instance.post(last, step)[outcome];
        if (next === undefined) return gone(states.length);
        states.push(next);
      }
      return {
        kind: 'run',
        run: this.runOf(
          states,
          steps.map((s) => s.step),
        ),
      };
    });
  }

  /** A run that was written down elsewhere. */
  replayItf(text: string): Replay | Refused {
    return whileRunning(() => replayItf(this.#instance, text));
  }

  evaluate(typed: readonly string[], states: readonly State[]): readonly Evaluated[] {
    return typed.map((text) => {
      const expression = this.#expression(text);
      if (expression.kind === 'refused')
        return { typed: text, trouble: expression.message, values: [] };
      const values = states.map((state) => valueIn(this.#instance, expression, state));
      return { typed: text, trouble: undefined, values };
    });
  }

  /** What the picture of this name shows of each of the states. */
  pictured(name: string, states: readonly State[]): readonly DrawnPicture[] {
    const picture = this.#opened.pictures.find((p) => p.name === name);
    return picture === undefined
      ? []
      : states.map((state) => drawPicture(picture, this.#instance, state));
  }

  /** A path as one that can be taken again. */
  recipe(states: readonly State[], steps: readonly Step[]): Recipe | Refused {
    const among = (all: readonly State[], state: State | undefined): number =>
      all.findIndex((s) => state !== undefined && stateKey(s) === stateKey(state));
    return whileRunning(() => ({
      kind: 'recipe',
      start: among(this.#instance.initialStates(), states[0]),
      steps: steps.map((step, i) => ({
        step,
        outcome: among(this.#instance.post(states[i] ?? [], step), states[i + 1]),
      })),
    }));
  }

  /** The run in Apalache's format. */
  itf(states: readonly State[], steps: readonly Step[]): string {
    return JSON.stringify(runToItf(this.runOf(states, steps), this.#instance), null, 1);
  }

  private runOf(states: readonly State[], steps: readonly Step[]): Run {
    return { automaton: this.view.name, states, steps, stopped: { kind: 'steps' } };
  }

  get #instance(): Instance {
    return this.#opened.instance;
  }

  #expression(typed: string): Expression | Refused {
    const known = this.#read.get(typed);
    if (known !== undefined) return known;
    const { source, load, instance } = this.#opened;
    const read = readExpression(source, load, instance, typed);
    this.#read.set(typed, read);
    return read;
  }

  #broken(state: State): readonly string[] {
    return this.#opened.invariants
      .filter((i) => this.#instance.evaluate(i.condition, state) !== true)
      .map((i) => i.name);
  }
}

function gone(at: number): Refused {
  const message = `The run cannot be taken again: step ${at} is not possible any more.`;
  return { kind: 'refused', message, diagnostics: [] };
}
