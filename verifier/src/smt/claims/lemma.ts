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

/** One case for all lemmas of the concrete side; none when it has no lemmas. */
export function lemmaCases(claim: SimulationClaim): readonly Case[] {
  const isConcrete = ({ of }: Invariant): boolean => of === claim.concrete.name;
  const wanted = claim.lemmas.filter(isConcrete);
  if (wanted.length === 0) return [];
  const both = new Both({ ...claim, lemmas: claim.lemmas.filter((l) => !isConcrete(l)) });
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
