// How an automaton is run by chance.

/** Of random runs: how often each action comes, and which of them nothing in the automaton is the cause of. */
export interface Trial {
  readonly weights: ReadonlyMap<string, number>;
  readonly beginnings?: ReadonlySet<string>;
}
