/** What is to be proved of a text, as plain data: theorems, the actions of each, the obligations of each action. */
import type { Span } from '@maat/spec-lang';
import type { Chosen, Claim, ShownBy } from '@maat/verifier';

export interface Plan {
  readonly kind: 'plan';
  readonly theorems: readonly TheoremPlan[];
}

export interface TheoremPlan {
  readonly claim: Claim;
  /** The automata, invariants and units that it is about. */
  readonly about: readonly string[];
  /** The theorems that it takes for granted, by name. */
  readonly restsOn: readonly string[];
  readonly assumes: readonly string[];
  readonly actions: readonly ActionPlan[];
}

/** `start`, an action, or what has to be possible. */
export interface ActionPlan {
  readonly name: string;
  readonly obligations: readonly ObligationPlan[];
}

export interface ObligationPlan {
  readonly name: string;
  readonly says: string;
  readonly shownBy: ShownBy;
  readonly place: Span | undefined;
}

export function planOf(chosen: readonly Chosen[]): Plan {
  return { kind: 'plan', theorems: chosen.map(theoremPlan) };
}

/** Tasks of one name, as an action's step and what it has to keep, stand together. */
function theoremPlan({ theorem, tasks }: Chosen): TheoremPlan {
  const names = [...new Set(tasks.map((t) => t.name))];
  return {
    claim: theorem.claim,
    about: theorem.about,
    restsOn: (theorem.restsOn ?? []).map((c) => c.name),
    assumes: [...new Set(tasks.flatMap((t) => t.assumes ?? []))],
    actions: names.map((name) => ({
      name,
      obligations: tasks
        .filter((t) => t.name === name)
        .flatMap((t) => t.obligations)
        .map(({ name: of, says, shownBy, place }) => ({ name: of, says, shownBy, place })),
    })),
  };
}

/** The name of an obligation among all of a plan. */
export function keyOf(theorem: string, obligation: string): string {
  return `${theorem}\n${obligation}`;
}

export function obligationsIn({ theorems }: Plan): number {
  return theorems.flatMap((t) => t.actions).reduce((sum, a) => sum + a.obligations.length, 0);
}
