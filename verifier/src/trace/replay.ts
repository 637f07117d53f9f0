/** Replays steps through the reference semantics, keeping every state in which the service may be. */
import { stateKey } from '@maat/spec-lang';
import type { Instance, State, Step } from '@maat/spec-lang';

export class Replay {
  private readonly instance: Instance;
  private possible: readonly State[];
  private taken = 0;

  constructor(instance: Instance) {
    this.instance = instance;
    this.possible = instance.initialStates();
  }

  /** The states in which the steps so far may have left the service; never none. */
  get states(): readonly State[] {
    return this.possible;
  }

  get steps(): number {
    return this.taken;
  }

  /** False, and nothing happens, when the step is possible in none of the states. */
  take(step: Step): boolean {
    const next = successors(this.instance, this.possible, step);
    if (next.length === 0) return false;
    this.possible = next;
    this.taken += 1;
    return true;
  }
}

export function successors(
  instance: Instance,
  states: readonly State[],
  step: Step,
): readonly State[] {
  const [only] = states;
  if (states.length === 1 && only !== undefined) return instance.post(only, step);
  const distinct = new Map<string, State>();
  for (const state of states.flatMap((s) => instance.post(s, step))) {
    distinct.set(stateKey(state), state);
  }
  return [...distinct.values()];
}
