/** The steps of a list that are possible one after the other, the others left out. */
import type { Instance, State, Step } from '@maat/spec-lang';

export interface Taken {
  readonly from: State;
  readonly step: Step;
  /** The first of the states that the step may lead to. */
  readonly to: State;
}

/** Throws SpecError, as `post` does, where a term that a step needs is undefined. */
export function* stillPossible(
  instance: Instance,
  start: State,
  wanted: readonly Step[],
): Generator<Taken> {
  let from = start;
  for (const step of wanted) {
    const [to] = instance.post(from, step);
    if (to === undefined) continue;
    yield { from, step, to };
    from = to;
  }
}
