/**
 * Invariants of a simulation's concrete side that follow from its relation. The relation and what is
 * known of the abstract side are all that is used: not the lemmas themselves, so there is no circle
 * between them and the steps that take them for granted in the state before.
 */
import { printExpr, type Invariant } from '@maat/spec-lang';
import { evaluateFormula } from '../encode/evaluate.js';
import { and } from '../logic/build.js';
import { Both, type SimulationClaim } from './both.js';
import type { Case, CaseGoal } from './case.js';

/** One case for all of them, the lemmas of the concrete side unless told; the other lemmas are known. */
export function lemmaCases(
  claim: SimulationClaim,
  wanted: readonly Invariant[] = claim.lemmas.filter(({ of }) => of === claim.concrete.name),
): readonly Case[] {
  if (wanted.length === 0) return [];
  const both = new Both({ ...claim, lemmas: claim.lemmas.filter((l) => !wanted.includes(l)) });
  const [c, a] = [both.concrete.anyState(), both.abstract.anyState()];
  return [
    {
      name: 'lemma',
      problem: both.problem,
      hypotheses: both.hypotheses(c, a),
      premises: [],
      goals: wanted.map(({ name, condition, span }): CaseGoal => {
        const { holds, ok } = evaluateFormula(condition, both.concrete.env(c, new Map()));
        return both.goal('lemma', `lemma.${name}`, and(ok, holds), printExpr(condition), span);
      }),
      picture: both.picture('lemma', [], [c, c], [a, a]),
    },
  ];
}
