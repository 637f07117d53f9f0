/** What a proof says of the steps of a derivation: each step has one theorem. */
import { keyOf, type Plan, type TheoremPlan } from '../prove/plan.js';
import { answeredIn, tallyOf, type Results, type Tally } from '../prove/rows.js';
import type { ObligationView } from './view.js';

/** The theorem of the step that leads to the program or layer of this name. */
export function theoremOf(plan: Plan | undefined, after: string): TheoremPlan | undefined {
  return plan?.theorems.find((t) => t.about[0] === after);
}

/** What a proof has said of a step so far; undefined when nothing was asked. */
export function proofOf(
  plan: Plan | undefined,
  results: Results,
  after: string,
): Tally | undefined {
  const theorem = theoremOf(plan, after);
  if (theorem === undefined) return undefined;
  const tally = tallyOf(theorem, theorem.actions, results);
  return answeredIn(tally) === 0 ? undefined : tally;
}

/** Of several obligations of one theorem, those that have an answer. */
export function isAnswered(theorem: TheoremPlan, results: Results): boolean {
  return theorem.actions
    .flatMap((a) => a.obligations)
    .every((o) => results.has(keyOf(theorem.claim.name, o.name)));
}

/**
 * The words of the searches by the names that the proof has for the same obligations: where the
 * derivation counts the conjuncts of a guard, the proof gives them their labels.
 */
export function seenAs(
  theorem: TheoremPlan,
  obligations: readonly ObligationView[],
  words: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const names = theorem.actions.flatMap((a) => a.obligations).map((o) => o.name);
  return new Map(
    obligations.flatMap(({ name }) => {
      const word = words[name];
      const same = names.includes(name) ? name : guardNamed(names, name);
      return word === undefined || same === undefined ? [] : [[same, word] as const];
    }),
  );
}

/** `step.a.enabled.b.0` is the first of those that begin with `step.a.enabled.b.`. */
function guardNamed(names: readonly string[], name: string): string | undefined {
  const [, stem, number] = /^(step\..*\.enabled\..*\.)(\d+)$/.exec(name) ?? [];
  if (stem === undefined) return undefined;
  const guards = names.filter((n) => n.startsWith(stem) && n !== `${stem}defined`);
  return guards[Number(number)];
}
