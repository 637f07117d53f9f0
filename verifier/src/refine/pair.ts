/** A concrete state and the abstract state that stands beside it. */
import type { State } from '@maat/spec-lang';

export interface Pair {
  readonly c: State;
  readonly a: State;
}
