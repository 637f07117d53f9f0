/** Chooses the next step at random, but fairly, and as an environment that keeps things going. */
import { classify } from './fairness-classes.js';
import type { Instance } from './instance.js';
import type { Random } from './random.js';
import type { State, Step } from './value.js';

/** The next step to take, or undefined when none is enabled. Remembers what it has neglected. */
export type Scheduler = (state: State) => Step | undefined;

/** Inputs come less often than what the automaton itself does. */
const INPUT_WEIGHT = 0.4;
/** One in so many inputs is taken although it gives the automaton nothing more to do. */
const IDLE_INPUTS = 12;
const ATTEMPTS = 12;
const SCALE = 1000;

/**
 * Fairness classes are the tasks when the automaton has some, else each action is one. A class is
 * the likelier the longer it was enabled without being taken; inside a class every step is equally
 * likely. Inputs are the environment's, to whom fairness owes nothing: one is preferred that gives
 * the automaton more to do, so that requests do not pile up and nobody leaves all at once.
 * `weights` says how often actions are to be taken, compared with others.
 */
export function fairScheduler(
  instance: Instance,
  random: Random,
  weights: ReadonlyMap<string, number> = new Map(),
): Scheduler {
  return new FairChoice(instance, random, weights).next;
}

class FairChoice {
  private readonly instance: Instance;
  private readonly random: Random;
  private readonly weights: ReadonlyMap<string, number>;
  private readonly inputs: ReadonlySet<string>;
  private readonly neglected = new Map<string, number>();

  constructor(instance: Instance, random: Random, weights: ReadonlyMap<string, number>) {
    this.instance = instance;
    this.random = random;
    this.weights = weights;
    const { signature } = instance.automaton;
    this.inputs = new Set(signature.filter((a) => a.kind === 'input').map((a) => a.name));
  }

  readonly next: Scheduler = (state) => {
    const classes = [...classify(this.instance, state)];
    if (classes.length === 0) return undefined;
    const shares = classes.map(([name, steps]) => ({
      name,
      steps,
      share: this.share(name, steps),
    }));
    const busy = classes
      .flatMap(([, steps]) => steps)
      .filter((s) => !this.inputs.has(s.action)).length;
    let step = this.draw(shares);
    for (let i = 1; i < ATTEMPTS && !this.isWelcome(step, state, busy); i++)
      step = this.draw(shares);
    this.remember(shares, step);
    return step;
  };

  private share(name: string, steps: readonly Step[]): number {
    const weight = Math.max(...steps.map((step) => this.weightOf(step.action)));
    const waited = steps.some((s) => this.inputs.has(s.action)) ? 0 : this.neglected.get(name);
    return Math.ceil(SCALE * (1 + (waited ?? 0)) * weight);
  }

  private weightOf(action: string): number {
    return this.weights.get(action) ?? (this.inputs.has(action) ? INPUT_WEIGHT : 1);
  }

  private draw(
    shares: readonly { readonly steps: readonly Step[]; readonly share: number }[],
  ): Step {
    const total = shares.reduce((sum, { share }) => sum + share, 0);
    let ticket = total === 0 ? 0 : this.random.below(total);
    for (const { steps, share } of shares) {
      if (ticket < share) return this.random.pick(steps);
      ticket -= share;
    }
    return this.random.pick(this.random.pick(shares).steps);
  }

  /** Whether it is the automaton's own step, or an input after which it has more to do than now. */
  private isWelcome(step: Step, state: State, busy: number): boolean {
    if (!this.inputs.has(step.action) || this.weights.has(step.action)) return true;
    if (this.random.below(IDLE_INPUTS) === 0) return true;
    const [after] = this.instance.post(state, step);
    if (after === undefined) return true;
    return this.instance.enabled(after).filter((s) => !this.inputs.has(s.action)).length > busy;
  }

  private remember(
    shares: readonly { readonly name: string; readonly steps: readonly Step[] }[],
    taken: Step,
  ): void {
    for (const { name, steps } of shares) {
      const waited = steps.includes(taken) ? 0 : (this.neglected.get(name) ?? 0) + 1;
      this.neglected.set(name, waited);
    }
  }
}
